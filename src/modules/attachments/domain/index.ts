export {
  type Attachment,
  type AttachmentLimits,
  type AttachmentOwner,
  type AttachmentRefusal,
  type AttachmentUsage,
  decideRoom,
} from './attachment.ts'
export { extensionClaimed, longestFileName, safeFileName } from './file-name.ts'
