export type { WorkFileRefusal } from './refusals.ts'
export {
  dossierFileYears,
  handOverBy,
  handOverRules,
  type UseMode,
  type WorkFile,
  type WorkFileKind,
  type WorkFileState,
  workFileStates,
  workFileSubject,
  writtenFileCode,
} from './work-file.ts'
