export type { DossierFault, FileFault, SeriesFault } from './faults.ts'
export { impliedStatus } from './implied-status.ts'
