import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { ReadingRequest as Row } from '#platform/database/schema.ts'
import type { ReadingState } from '../domain/index.ts'

export type Reading = {
  readonly id: string
  readonly fileId: string
  readonly officerId: string
  readonly purpose: string
  readonly reason: string
  readonly days: number
  readonly state: ReadingState
  readonly askedAt: Temporal.Instant
  readonly until: Temporal.PlainDate | null
}

export const findReadingForUpdate = async (tx: Tx, id: string): Promise<Reading | null> => {
  const row = await tx.selectFrom('reading_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return null
  const { purpose, reason, days, until } = row
  const who = { id: row.id, fileId: row.file_id, officerId: row.officer_id, askedAt: row.asked_at }
  return { ...who, purpose, reason, days, until, state: row.state as ReadingState }
}

export const insertReading = (tx: Tx, values: Insertable<Row>) =>
  tx.insertInto('reading_request').values(values).execute()

export const decideReadingRow = (tx: Tx, id: string, values: Updateable<Row>) =>
  tx.updateTable('reading_request').set(values).where('id', '=', id).execute()

export const countDownload = (tx: Tx, id: string) =>
  tx
    .updateTable('reading_request')
    .set((row) => ({ downloads: row('downloads', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** A request that waits, or that was granted and whose days are not over. */
export const hasOpenReading = async (tx: Tx, fileId: string, officerId: string): Promise<boolean> =>
  (await tx
    .selectFrom('reading_request')
    .select('id')
    .where('file_id', '=', fileId)
    .where('officer_id', '=', officerId)
    .where('state', 'in', ['asked', 'granted'])
    .executeTakeFirst()) !== undefined

/** Whether a file lies in the archive and the officer may find it there. */
export const isFindable = async (tx: Tx, fileId: string, mayFind: RawBuilder<boolean>): Promise<boolean> => {
  const { rows } =
    await sql`select from work_file f where f.id = ${fileId} and f.state = 'archived' and ${mayFind}`.execute(tx)
  return rows.length > 0
}
