export {
  type AgencyProcedure,
  catalogueForAgency,
  type FieldOfProcedures,
  type HomePage,
  homePage,
  listFields,
  listSubjects,
} from './queries/catalogue.ts'
export {
  type AgencyChoice,
  type CommuneChoice,
  type Desk,
  type DesksForOffer,
  desksFor,
  searchCommunes,
} from './queries/desks-for.ts'
export {
  type DoubtfulProcedure,
  type ImportCounts,
  type LastImport,
  lastImport,
  listDoubtful,
} from './queries/last-import.ts'
export {
  type EverydayWordFilter,
  type EverydayWordPage,
  type EverydayWordView,
  listEverydayWords,
} from './queries/list-everyday-words.ts'
export { findOffering, listOfferings, type OfferingLine } from './queries/list-offerings.ts'
export type { ProcedureCard } from './queries/procedure-card.ts'
export type { ProcedureCost } from './queries/procedure-cost.ts'
export {
  type DecidedBy,
  type LongText,
  type ProcedurePage,
  type ProcedureWay,
  type ProcessStepView,
  procedurePage,
} from './queries/procedure-page.ts'
export { type FoundProcedures, type SearchProcedures, searchProcedures } from './queries/search-procedures.ts'
export { type Suggestion, suggestProcedures } from './queries/suggest-procedures.ts'
export { loadProcedures, type ProcedureFooting } from './store/load-procedures.ts'
export { type OfferedProcedure, openProcedureCatalogue, type ProcedureCatalogue } from './store/offers.ts'
export { AddEverydayWord, addEverydayWord } from './use-cases/add-everyday-word.ts'
export {
  type AskImport,
  type AskImportDeps,
  type AskImportRefusal,
  askImport,
  importFileBytes,
  importProceduresTask,
} from './use-cases/ask-import.ts'
export { ChangeEverydayWord, changeEverydayWord } from './use-cases/change-everyday-word.ts'
export type { EverydayWordDeps, EverydayWordRefusal } from './use-cases/everyday-word-deed.ts'
export {
  type ImportDeps,
  type ImportProcedures,
  type ImportRefusal,
  importProcedures,
} from './use-cases/import-procedures.ts'
export type { ChangedProcedure, DoubtCount, ImportReport, RefusedLine } from './use-cases/import-report.ts'
export { type OfferingRefusal, offerProcedure } from './use-cases/offer-procedure.ts'
export { RemoveEverydayWord, removeEverydayWord } from './use-cases/remove-everyday-word.ts'
export { RunImport, runImport } from './use-cases/run-import.ts'
