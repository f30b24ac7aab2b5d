import { type Insertable, type Selectable, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { WorkFileItem as ItemRow } from '#platform/database/schema.ts'

export const insertItems = async (tx: Tx, items: readonly Insertable<ItemRow>[]): Promise<void> => {
  if (items.length > 0) await tx.insertInto('work_file_item').values(items).execute()
}

export const findItem = (tx: Tx, fileId: string, itemId: string): Promise<Selectable<ItemRow> | undefined> =>
  tx
    .selectFrom('work_file_item')
    .selectAll()
    .where('id', '=', itemId)
    .where('file_id', '=', fileId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

export const removeItem = (tx: Tx, itemId: string, now: Selectable<ItemRow>['added_at']) =>
  tx.updateTable('work_file_item').set({ removed_at: now }).where('id', '=', itemId).execute()

export const dismissDocuments = async (
  tx: Tx,
  by: { readonly fileId: string; readonly officerId: string; readonly at: Selectable<ItemRow>['added_at'] },
  documentIds: readonly string[],
): Promise<void> => {
  if (documentIds.length === 0) return
  await tx
    .insertInto('work_file_dismissal')
    .values(
      documentIds.map((id) => ({ file_id: by.fileId, document_id: id, officer_id: by.officerId, dismissed_at: by.at })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Puts what lies in a file into the order of its days, as annex VI asks of the system; what came on one day stays as it was put in. */
export const orderItems = async (tx: Tx, fileId: string): Promise<void> => {
  await sql`
    update work_file_item i set position = n.position
    from (
      select id, row_number() over (order by document_date, added_at, position, id) as position
      from work_file_item where file_id = ${fileId} and removed_at is null
    ) n
    where i.id = n.id and i.position <> n.position`.execute(tx)
}

export type FileCount = { readonly items: number; readonly pages: number; readonly uncounted: number }

/** The day of the newest paper in a file; null when it is empty. */
export const newestDay = async (tx: Tx, fileId: string): Promise<Temporal.PlainDate | null> => {
  const row = await tx
    .selectFrom('work_file_item')
    .select('document_date as day')
    .where('file_id', '=', fileId)
    .where('removed_at', 'is', null)
    .orderBy('document_date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

export const countItems = async (tx: Tx, fileId: string): Promise<FileCount> => {
  const answer = await sql<FileCount>`
    select count(*)::int as items, coalesce(sum(pages), 0)::int as pages, count(*) filter (where pages is null)::int as uncounted
    from work_file_item where file_id = ${fileId} and removed_at is null`.execute(tx)
  return answer.rows[0] ?? { items: 0, pages: 0, uncounted: 0 }
}
