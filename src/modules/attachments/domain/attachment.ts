import type { Temporal } from '#kernel/time.ts'

/** What a file belongs to: a filing while it is drafted, a dossier, an outcome. */
export type AttachmentOwner = { readonly kind: string; readonly id: string }

/** A file that somebody handed in or the program made. */
export type Attachment = {
  readonly id: string
  readonly owner: AttachmentOwner
  /** What it is to its owner: the code of a paper, `slip`, `outcome`, `receipt`. */
  readonly purpose: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly addedAt: Temporal.Instant
}

/** How much may be handed in: dated settings of the province. */
export type AttachmentLimits = {
  readonly maxFileBytes: number
  readonly maxFiles: number
  readonly maxTotalBytes: number
}

/** Why a file is not taken; nothing of it is kept. */
export type AttachmentRefusal =
  | { readonly code: 'attachment.empty'; readonly name: string }
  | { readonly code: 'attachment.too-large'; readonly name: string; readonly maxFileBytes: number }
  | { readonly code: 'attachment.type-not-allowed'; readonly name: string; readonly found: string }
  | { readonly code: 'attachment.broken'; readonly name: string; readonly kind: string }
  | { readonly code: 'attachment.too-many'; readonly maxFiles: number }
  | { readonly code: 'attachment.total-too-large'; readonly maxTotalBytes: number; readonly usedBytes: number }
  | { readonly code: 'attachment.infected'; readonly name: string }
  | { readonly code: 'attachment.not-scanned'; readonly name: string }

export type AttachmentUsage = { readonly files: number; readonly bytes: number }

/** Whether an owner that holds so much may take one more file of this size; before the size is known, of one byte. */
export const decideRoom = (
  limits: AttachmentLimits,
  usage: AttachmentUsage,
  sizeBytes: number,
): AttachmentRefusal | null => {
  if (usage.files + 1 > limits.maxFiles) return { code: 'attachment.too-many', maxFiles: limits.maxFiles }
  if (usage.bytes + sizeBytes > limits.maxTotalBytes) {
    return { code: 'attachment.total-too-large', maxTotalBytes: limits.maxTotalBytes, usedBytes: usage.bytes }
  }
  return null
}
