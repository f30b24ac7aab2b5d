export {
  findWorkFile,
  listActs,
  listItems,
  type WorkFileAct,
  type WorkFileItemView,
  type WorkFileView,
} from './queries/find-work-file.ts'
export { listWorkFiles, type WorkFileLine, type WorkFilePlace } from './queries/list-work-files.ts'
export { keptFiles } from './store/kept-files.ts'
export { CloseWorkFile, closeWorkFile, ReopenWorkFile, reopenWorkFile } from './use-cases/close-work-file.ts'
export { keepDossierFile } from './use-cases/keep-dossier-file.ts'
export { mayKeep, onWorkFile, recordFileDeed, type WorkFileDeps } from './use-cases/on-work-file.ts'
export { OpenWorkFile, openWorkFile } from './use-cases/open-work-file.ts'
export { PutDocument, putDocument, TakeOut, takeOut } from './use-cases/put-document.ts'
