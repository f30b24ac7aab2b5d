import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { insertRows } from '#platform/database/insert-rows.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import type { Attachment, AttachmentOwner, AttachmentUsage } from '../domain/attachment.ts'

export type NewAttachment = {
  readonly owner: AttachmentOwner
  readonly purpose: string
  readonly name: string
  readonly mediaType: string
  readonly content: StoredContent
  /** The account of the person who handed it in; null for what the program made or another system sent. */
  readonly addedBy: string | null
  readonly addedAt: Temporal.Instant
}

/** One after the other for one owner, until the transaction ends: two files at once cannot both take the last place. */
export const lockOwner = async (tx: Tx, owner: AttachmentOwner): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachments/${owner.kind}/${owner.id}`}, 0))`.execute(tx)
}

/** What people have handed in for an owner; what the program made does not count. */
export const usageOf = async (reader: Reader, owner: AttachmentOwner): Promise<AttachmentUsage> => {
  const row = await reader
    .selectFrom('attachment')
    .innerJoin('stored_file', 'stored_file.sha256', 'attachment.sha256')
    .select((select) => [
      select.fn.countAll<number>().as('files'),
      select.fn.coalesce(select.fn.sum<number>('stored_file.size_bytes'), sql<number>`0`).as('bytes'),
    ])
    .where('owner_id', '=', owner.id)
    .where('owner_kind', '=', owner.kind)
    .where('removed_at', 'is', null)
    .where('added_by', 'is not', null)
    .executeTakeFirstOrThrow()
  return { files: row.files, bytes: row.bytes }
}

const keepContents = async (tx: Tx, fresh: readonly NewAttachment[]): Promise<void> => {
  const bySha = new Map(fresh.map(({ content, mediaType }) => [content.sha256, { content, mediaType }]))
  await tx
    .insertInto('stored_file')
    // In one order for all, so that two who bring the same files never wait for each other.
    .values(
      [...bySha.keys()].sort().flatMap((sha256) => {
        const kept = bySha.get(sha256)
        return kept === undefined ? [] : [{ sha256, size_bytes: kept.content.sizeBytes, media_type: kept.mediaType }]
      }),
    )
    .onConflict((conflict) =>
      // Held until the row that names it is committed: nobody takes the content away in between.
      // What was destroyed once and comes again is there again.
      conflict
        .column('sha256')
        .doUpdateSet({ media_type: (row) => row.ref('stored_file.media_type'), destroyed_at: null }),
    )
    .execute()
}

/** The rows of files whose bytes are durable already, in the order given. */
export const saveAttachments = async (tx: Tx, fresh: readonly NewAttachment[]): Promise<readonly Attachment[]> => {
  if (fresh.length === 0) return []
  const named = fresh.map((one) => ({ ...one, id: newId() }))
  await Promise.all([
    keepContents(tx, fresh),
    insertRows(
      tx,
      'attachment',
      named.map(({ id, content, name, owner, purpose, addedBy, addedAt }) => ({
        id,
        sha256: content.sha256,
        name,
        owner_kind: owner.kind,
        owner_id: owner.id,
        purpose,
        added_by: addedBy,
        added_at: addedAt,
      })),
    ),
  ])
  return named.map(({ id, owner, purpose, name, mediaType, content, addedAt }) => ({
    id,
    owner,
    purpose,
    name,
    mediaType,
    sizeBytes: content.sizeBytes,
    sha256: content.sha256,
    addedAt,
  }))
}

/** Takes a file from its owner; false when it has none such. The bytes stay, for the log. */
export const removeAttachment = async (
  tx: Tx,
  owner: AttachmentOwner,
  id: string,
  at: Temporal.Instant,
): Promise<boolean> => {
  const removed = await tx
    .updateTable('attachment')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('owner_id', '=', owner.id)
    .where('owner_kind', '=', owner.kind)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return removed.numUpdatedRows > 0n
}

/** Gives files of one owner to another, as when a draft becomes a dossier; answers how many moved. */
export const moveAttachments = async (
  tx: Tx,
  from: AttachmentOwner,
  to: AttachmentOwner,
  ids: readonly string[],
): Promise<number> => {
  if (ids.length === 0) return 0
  const moved = await tx
    .updateTable('attachment')
    .set({ owner_kind: to.kind, owner_id: to.id })
    .where('id', 'in', ids)
    .where('owner_id', '=', from.id)
    .where('owner_kind', '=', from.kind)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

/** Forgets all files of an owner whose rows nothing else needs; answers how many. What no other row names is swept then. */
export const dropAttachments = async (tx: Tx, owner: AttachmentOwner): Promise<number> => {
  const dropped = await tx
    .deleteFrom('attachment')
    .where('owner_id', '=', owner.id)
    .where('owner_kind', '=', owner.kind)
    .executeTakeFirst()
  return Number(dropped.numDeletedRows)
}
