import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

export type SettledInMonth = {
  /** Its first day. */
  readonly month: Temporal.PlainDate
  readonly received: number
  readonly early: number
  readonly onTime: number
  readonly late: number
}

type Level = 'province' | 'commune' | 'ministry'

/** How dossiers were settled month by month, the last one up to now; months without any are there with zeros. */
export const settledByMonth = async (
  reader: Reader,
  question: { readonly lastMonth: Temporal.PlainDate; readonly months: number; readonly level?: Level },
): Promise<readonly SettledInMonth[]> => {
  const last = question.lastMonth.with({ day: 1 })
  const first = last.subtract({ months: question.months - 1 })
  const ofLevel =
    question.level === undefined
      ? sql`true`
      : sql`line_id in (
          select l.id from figure_line l join agency a on a.id = l.deciding_agency_id where a.level = ${question.level})`
  const { rows } = await sql<SettledInMonth>`
    select starts_on as month, sum(accepted_online + accepted_in_person)::int as received,
      sum(settled_early)::int as early, sum(settled_on_time)::int as "onTime", sum(settled_late)::int as late
    from dossier_figure
    where grain = 'month' and starts_on between ${first}::date and ${last}::date and ${ofLevel}
    group by 1`.execute(reader)
  const byMonth = new Map(rows.map((row) => [row.month.toString(), row]))
  return Array.from({ length: question.months }, (_, index) => {
    const month = first.add({ months: index })
    return byMonth.get(month.toString()) ?? { month, received: 0, early: 0, onTime: 0, late: 0 }
  })
}
