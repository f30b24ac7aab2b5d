import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import type { Attachment, AttachmentOwner } from '../domain/attachment.ts'
import { safeFileName } from '../domain/file-name.ts'
import { saveAttachments } from '../store/attachments.ts'

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
export const keepMadeFile = async (tx: Tx, made: MadeFile): Promise<Attachment> => {
  const { owner, purpose, mediaType, content, madeAt } = made
  const name = safeFileName(made.name, 'pdf', ['pdf'])
  const [kept] = await saveAttachments(tx, [
    { owner, purpose, name, mediaType, content, addedBy: null, addedAt: madeAt },
  ])
  if (kept === undefined) throw new Error('a made file was not kept')
  return kept
}
