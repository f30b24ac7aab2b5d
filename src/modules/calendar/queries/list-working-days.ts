import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { ExceptionKind } from '../domain/index.ts'

export type WorkingDayView = {
  readonly date: Temporal.PlainDate
  readonly kind: ExceptionKind
  readonly name: string
  readonly legalSource: string
  readonly certainty: string
  readonly recordedAt: Temporal.Instant
}

/** The days of a year that differ from their weekday, in the order of time. One statement. */
export const listWorkingDays = async (reader: Reader, year: number): Promise<readonly WorkingDayView[]> => {
  const answer = await sql<WorkingDayView>`
    select date, kind, name, legal_source as "legalSource", certainty, recorded_at as "recordedAt"
    from working_day_exception
    where date >= make_date(${year}::int, 1, 1) and date < make_date(${year}::int + 1, 1, 1)
    order by date`.execute(reader)
  return answer.rows
}

/** The years of which something is known, the latest first. */
export const listKnownYears = async (reader: Reader): Promise<readonly number[]> => {
  const answer = await sql<{ year: number }>`
    select distinct extract(year from date)::int as year from working_day_exception order by 1 desc`.execute(reader)
  return answer.rows.map(({ year }) => year)
}
