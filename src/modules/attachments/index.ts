export { decideRoom } from './domain/attachment.ts'
export { findAttachment, listAttachments } from './queries/attachments.ts'
export { dropAttachments, moveAttachments, removeAttachment, usageOf } from './store/attachments.ts'
export { attachmentSettings, getAttachmentLimits, getUnfiledHours } from './store/limits.ts'
export {
  type AddAttachment,
  type AddAttachmentDeps,
  type AddAttachments,
  addAttachment,
  addAttachments,
  askedTwice,
  type FileToAdd,
  type MayAttach,
} from './use-cases/add-attachment.ts'
export { type DestroyedContent, destroyAttachments } from './use-cases/destroy-attachments.ts'
export {
  keepMadeFile,
  keepMadeFiles,
  keepTakenFile,
  type MadeFile,
  storeMadeBytes,
} from './use-cases/keep-made-file.ts'
export { type Swept, sweepFiles } from './use-cases/sweep-files.ts'
export { type TakeInDeps, type TakenContent, takeInContent } from './use-cases/take-in-content.ts'
