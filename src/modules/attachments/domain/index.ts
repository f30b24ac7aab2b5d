export type {
  Attachment,
  AttachmentLimits,
  AttachmentOwner,
  AttachmentRefusal,
  AttachmentUsage,
} from './attachment.ts'
