import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { calendarSubject } from '../domain/calendar-subject.ts'

const Detail = z.object({ checked: z.number().default(0), changed: z.number().default(0) })

/** What was last done to the calendar, and the last counting anew that followed. */
export type LastRecomputation = {
  readonly at: Temporal.Instant
  readonly checked: number
  readonly changed: number
} | null

type Row = { readonly type: string; readonly at: Temporal.Instant; readonly detail: unknown }

/** `isDue`: the calendar was changed after the last counting. One statement. */
export const lastRecomputation = async (
  reader: Reader,
): Promise<{ readonly isDue: boolean; readonly last: LastRecomputation }> => {
  const { subjectKind, subjectId } = calendarSubject
  const { rows } = await sql<Row>`
    select * from (
      (select type, occurred_at as at, detail, seq from action_log
        where subject_kind = ${subjectKind} and subject_id = ${subjectId} order by seq desc limit 1)
      union
      (select type, occurred_at, detail, seq from action_log
        where subject_kind = ${subjectKind} and subject_id = ${subjectId} and type = 'deadlines.recomputed' order by seq desc limit 1)
    ) last order by seq desc`.execute(reader)
  const done = rows.find(({ type }) => type === 'deadlines.recomputed')
  const isDue = rows[0] !== undefined && rows[0] !== done
  return { isDue, last: done === undefined ? null : { at: done.at, ...Detail.parse(done.detail) } }
}
