import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import type { Attachment, AttachmentOwner } from '../domain/attachment.ts'
import { safeFileName } from '../domain/file-name.ts'
import { saveAttachment } from '../store/attachments.ts'

export type MadeFile = {
  readonly owner: AttachmentOwner
  readonly purpose: string
  readonly name: string
  readonly mediaType: 'application/pdf'
  readonly content: StoredContent
  readonly madeAt: Temporal.Instant
}

/** Makes bytes durable that the program itself has made; call it before the transaction that writes their row. */
export const storeMadeBytes = (files: FileStore, bytes: Uint8Array): Promise<StoredContent> => files.put(bytes)

/** The row of a file that the program made: a slip, a receipt, an outcome. It counts towards no limit. */
export const keepMadeFile = (tx: Tx, made: MadeFile): Promise<Attachment> =>
  saveAttachment(tx, {
    owner: made.owner,
    purpose: made.purpose,
    name: safeFileName(made.name, 'pdf', ['pdf']),
    mediaType: made.mediaType,
    content: made.content,
    addedBy: null,
    addedAt: made.madeAt,
  })
