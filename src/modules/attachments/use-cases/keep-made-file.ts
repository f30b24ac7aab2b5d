import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { FileStore, StoredContent } from '#platform/files/file-store.ts'
import type { Attachment, AttachmentOwner } from '../domain/attachment.ts'
import { safeFileName } from '../domain/file-name.ts'
import { type NewAttachment, saveAttachments } from '../store/attachments.ts'
import type { TakenContent } from './take-in-content.ts'

const extensions = { 'application/pdf': 'pdf', 'application/zip': 'zip' } as const

export type MadeFile = {
  readonly owner: AttachmentOwner
  readonly purpose: string
  readonly name: string
  readonly mediaType: keyof typeof extensions
  readonly content: StoredContent
  readonly madeAt: Temporal.Instant
}

/** Makes bytes durable that the program itself has made; call it before the transaction that writes their row. */
export const storeMadeBytes = (files: FileStore, bytes: Uint8Array): Promise<StoredContent> => files.put(bytes)

const keep = async (tx: Tx, fresh: NewAttachment): Promise<Attachment> => {
  const [kept] = await saveAttachments(tx, [fresh])
  if (kept === undefined) throw new Error('a file was not kept')
  return kept
}

export type FileToKeep = {
  readonly owner: AttachmentOwner
  readonly purpose: string
  readonly taken: TakenContent
  /** The account that handed it in; null: nobody of the house did. */
  readonly addedBy: string | null
  readonly addedAt: Temporal.Instant
}

/** The row of a file that was taken in before, in the transaction of the deed that it belongs to. */
export const keepTakenFile = (tx: Tx, { taken, ...file }: FileToKeep): Promise<Attachment> =>
  keep(tx, { ...taken, ...file })

const rowOfMade = (made: MadeFile): NewAttachment => {
  const { owner, purpose, mediaType, content, madeAt } = made
  const extension = extensions[mediaType]
  const name = safeFileName(made.name, extension, [extension])
  return { owner, purpose, name, mediaType, content, addedBy: null, addedAt: madeAt }
}

/** The row of a file that the program made: a slip, a receipt, an outcome, a package. It counts towards no limit. */
export const keepMadeFile = (tx: Tx, made: MadeFile): Promise<Attachment> => keep(tx, rowOfMade(made))

/** The rows of many such files in as many statements as one takes. */
export const keepMadeFiles = (tx: Tx, made: readonly MadeFile[]): Promise<readonly Attachment[]> =>
  saveAttachments(tx, made.map(rowOfMade))
