export { csvLine, csvMark } from './csv.ts'
export { type DocumentShareCounts, permilleOf, type ShareFault, shareFaults, sumOfShares } from './document-shares.ts'
export {
  type Cells,
  type Counts,
  cellNames,
  cellsOf,
  monthOf,
  noCells,
  onTimePermille,
  type Period,
  quarterOf,
  readPeriod,
  sumOfCells,
  yearOf,
} from './form-ii06a.ts'
