export { findSeriesFaults } from './queries/number-series.ts'
export { checkDossiers, type DossiersVerdict } from './use-cases/check-dossiers.ts'
export { checkFiles, type FilesVerdict } from './use-cases/check-files.ts'
