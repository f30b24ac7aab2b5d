export {
  type ArchivedLine,
  type ArchivedPlace,
  listArchived,
  listReadings,
  type ReadingLine,
} from './queries/archived-files.ts'
export {
  countExpired,
  type DestructionFileLine,
  type DestructionListLine,
  type DestructionView,
  findDestruction,
  listDestructionFiles,
  listDestructions,
  officersOfAgency,
} from './queries/destructions.ts'
export {
  type DueLine,
  findHandOver,
  type HandOverFileLine,
  type HandOverListLine,
  type HandOverView,
  listDueFiles,
  listHandOverFiles,
  listHandOvers,
} from './queries/hand-overs.ts'
export { archiveWaiting } from './queries/waiting.ts'
export { destroyFiles } from './use-cases/destruction/destroy-files.ts'
export {
  ChangeEntry,
  carryOutDestruction,
  changeEntry,
  dropDestruction,
  JudgeFiles,
  judgeFiles,
  listExpired,
} from './use-cases/destruction/judge-files.ts'
export {
  type DestructionPaper,
  draftDestructionPaper,
  findDestructionPaper,
  keepSignedDestruction,
  prepareDestruction,
  SignDestruction,
  signDestruction,
} from './use-cases/destruction/sign-destruction.ts'
export { DecideFile, decideFile } from './use-cases/hand-over/decide-file.ts'
export { keepPackages } from './use-cases/hand-over/keep-packages.ts'
export { OfferFiles, OnHandOver, offerFiles, withdrawHandOver } from './use-cases/hand-over/offer-files.ts'
export { type ArchiveDeps, receives } from './use-cases/hand-over/on-hand-over.ts'
export {
  type ArchivePaper,
  findHandOverPaper,
  keepSignedMinutes,
  prepareMinutes,
  SignHandOver,
  signHandOver,
} from './use-cases/hand-over/sign-minutes.ts'
export { packWorkFile } from './use-cases/pack-work-file.ts'
export { handOutPackage } from './use-cases/reading/hand-out-package.ts'
export {
  AskReading,
  askReading,
  DecideReading,
  decideReading,
  endReading,
  handOutCopy,
} from './use-cases/reading/read-archived.ts'
export { type HandOverLetter, warnOfHandOver } from './use-cases/warn-of-hand-over.ts'
