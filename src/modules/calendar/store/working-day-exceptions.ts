import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { WorkingDayToLoad } from './load-working-days.ts'

/** Two who change the calendar of a province wait for each other. */
export const lockWorkingDays = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('calendar.days'), hashtext(current_schema()))`.execute(tx)
}

export const findWorkingDay = async (tx: Tx, date: Temporal.PlainDate) =>
  (await tx
    .selectFrom('working_day_exception')
    .select(['date', 'kind', 'name', 'legal_source as legalSource', 'certainty'])
    .where('date', '=', sql<Temporal.PlainDate>`${date}::date`)
    .executeTakeFirst()) ?? null

export const insertWorkingDay = async (tx: Tx, day: WorkingDayToLoad, at: Temporal.Instant): Promise<void> => {
  await tx
    .insertInto('working_day_exception')
    .values({
      date: day.date,
      kind: day.kind,
      name: day.name,
      legal_source: day.legalSource,
      certainty: day.certainty,
      recorded_at: at,
    })
    .execute()
}

export const deleteWorkingDay = async (tx: Tx, date: Temporal.PlainDate): Promise<void> => {
  await tx.deleteFrom('working_day_exception').where('date', '=', sql<Temporal.PlainDate>`${date}::date`).execute()
}
