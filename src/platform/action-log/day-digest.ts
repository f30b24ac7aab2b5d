import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { localDate, zone } from '#kernel/time.ts'
import type { Reader } from '../database/connection.ts'

export type DayDigest = { readonly entries: number; readonly digest: Buffer }

const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant()

/**
 * The digest of the hashes of all entries recorded on a day, in the order of their chains: what is signed as the head of the day. The order is
 * that of bytes, so that another server comes to the same digest.
 */
export const digestOfDay = async (reader: Reader, day: Temporal.PlainDate): Promise<DayDigest> => {
  const answer = await sql<{ entries: number; digest: Buffer }>`
    select count(*) as entries,
      sha256(coalesce(string_agg(hash, ''::bytea order by subject_kind collate "C", subject_id, seq), ''::bytea)) as digest
    from action_log
    where recorded_at >= ${startOf(day)} and recorded_at < ${startOf(day.add({ days: 1 }))}`.execute(reader)
  const [row] = answer.rows
  if (row === undefined) throw new Error('no digest')
  return row
}

/** The day of the first entry there is. */
export const firstDay = async (reader: Reader): Promise<Temporal.PlainDate | null> => {
  const row = await reader
    .selectFrom('action_log')
    .select('recorded_at')
    .orderBy('recorded_at')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : localDate(row.recorded_at)
}
