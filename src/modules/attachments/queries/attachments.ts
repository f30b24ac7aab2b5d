import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Attachment, AttachmentOwner } from '../domain/attachment.ts'

const present = (reader: Reader) =>
  reader
    .selectFrom('attachment')
    .innerJoin('stored_file', 'stored_file.sha256', 'attachment.sha256')
    .select([
      'attachment.id',
      'attachment.owner_kind',
      'attachment.owner_id',
      'attachment.purpose',
      'attachment.name',
      'attachment.sha256',
      'attachment.added_at',
      'stored_file.media_type',
      'stored_file.size_bytes',
    ])
    .where('attachment.removed_at', 'is', null)

type Row = {
  readonly id: string
  readonly owner_kind: string
  readonly owner_id: string
  readonly purpose: string
  readonly name: string
  readonly sha256: string
  readonly added_at: Temporal.Instant
  readonly media_type: string
  readonly size_bytes: number
}

const attachmentOf = (row: Row): Attachment => ({
  id: row.id,
  owner: { kind: row.owner_kind, id: row.owner_id },
  purpose: row.purpose,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  addedAt: row.added_at,
})

/** The files of an owner in the order they came. Who may see them is decided by the owner's module. */
export const listAttachments = async (reader: Reader, owner: AttachmentOwner): Promise<readonly Attachment[]> => {
  const rows = await present(reader)
    .where('attachment.owner_id', '=', owner.id)
    .where('attachment.owner_kind', '=', owner.kind)
    .orderBy('attachment.added_at')
    .orderBy('attachment.id')
    .execute()
  return rows.map(attachmentOf)
}

export const findAttachment = async (reader: Reader, id: string): Promise<Attachment | null> => {
  const row = await present(reader).where('attachment.id', '=', id).executeTakeFirst()
  return row === undefined ? null : attachmentOf(row)
}
