export { loadProcedures, type ProcedureFooting } from './store/load-procedures.ts'
export { type OfferedProcedure, openProcedureCatalogue, type ProcedureCatalogue } from './store/offers.ts'
