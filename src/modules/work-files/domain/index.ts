export {
  arrangeEntries,
  arrangeHeadings,
  type FileList,
  type FileListState,
  fileListStates,
  fileListSubject,
  type ListEntry,
  type ListHeading,
  romanNumeral,
} from './file-list.ts'
export { type FilingRule, fitsRule, type ProposalReason } from './filing-rule.ts'
export type { FileListRefusal, WorkFileRefusal } from './refusals.ts'
export {
  dossierFileYears,
  handOverBy,
  handOverRules,
  isRetention,
  notationPattern,
  type UseMode,
  type WorkFile,
  type WorkFileKind,
  type WorkFileState,
  workFileStates,
  workFileSubject,
  writtenFileCode,
} from './work-file.ts'
