import { type RawBuilder, sql } from 'kysely'
import { type Temporal, zone } from '#kernel/time.ts'
import { compareVietnamese } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Cells, type Counts, cellsOf, type Period } from '../domain/form-ii06a.ts'
import { type Span, spansBefore, spansBetween } from '../domain/spans.ts'

export type ReportQuestion = Period & {
  /** Those that decide, and the desks that receive. All of the province when left out. */
  readonly agencyIds?: readonly string[]
  /** Agencies of one level of government alone. */
  readonly level?: 'province' | 'commune' | 'ministry'
  readonly by: 'agency' | 'field'
  /** What is not yet over is told as it stands at this moment. */
  readonly now: Temporal.Instant
}

export type ReportRow = {
  /** Id of the agency, or the field itself. */
  readonly key: string
  /** Of the agency; empty for a field. */
  readonly code: string
  readonly name: string
  /** As people call it, for pictures. */
  readonly shortName: string
  readonly level: string
  readonly cells: Cells
}

type Row = Counts & Omit<ReportRow, 'cells'>

const ofSpan = (span: Span, within: boolean): RawBuilder<unknown> => sql`
  select line_id, ${sql.lit(within)} as within, accepted_online, accepted_in_person,
    settled_early, settled_on_time, settled_late, overdue_began - overdue_ended as overdue
  from dossier_figure
  where grain = ${sql.lit(span.grain)} and starts_on >= ${span.from}::date and starts_on < ${span.until}::date`

/** What is overdue now is in no figure yet: it is counted from the dossiers, by the index of due dates alone. */
const overdueNow = (asOf: Temporal.Instant): RawBuilder<unknown> => sql`
  select l.id, false, 0, 0, 0, 0, 0, d.overdue::int from (
    select deciding_agency_id, receiving_agency_id, field, count(*) as overdue from dossier
    where status in (2, 4) and due_at < ${asOf} group by 1, 2, 3) d
  join figure_line l using (deciding_agency_id, receiving_agency_id, field)`

const earlier = (left: Temporal.Instant, right: Temporal.Instant): Temporal.Instant =>
  left.epochMilliseconds < right.epochMilliseconds ? left : right

const flowsOf = ({ from, until, now }: ReportQuestion): RawBuilder<unknown> => {
  const end = until.add({ days: 1 })
  const asOf = earlier(end.toZonedDateTime(zone).toInstant(), now)
  const parts = [
    ...spansBefore(from).map((span) => ofSpan(span, false)),
    ...spansBetween(from, end).map((span) => ofSpan(span, true)),
    overdueNow(asOf),
  ]
  return sql.join(parts, sql` union all `)
}

const scopeOf = ({ agencyIds, level }: ReportQuestion): RawBuilder<unknown> => {
  const ids = agencyIds ?? []
  const theirs =
    agencyIds === undefined
      ? sql`true`
      : sql`(l.deciding_agency_id = any(${ids}::uuid[]) or l.receiving_agency_id = any(${ids}::uuid[]))`
  const ofLevel = level === undefined ? sql`true` : sql`a.level = ${level}`
  return sql`${theirs} and ${ofLevel}`
}

const sums = sql`
  coalesce(sum(accepted_online + accepted_in_person - settled_early - settled_on_time - settled_late)
    filter (where not within), 0)::int as carried,
  coalesce(sum(accepted_online) filter (where within), 0)::int as online,
  coalesce(sum(accepted_in_person) filter (where within), 0)::int as in_person,
  coalesce(sum(settled_early) filter (where within), 0)::int as early,
  coalesce(sum(settled_on_time) filter (where within), 0)::int as on_time,
  coalesce(sum(settled_late) filter (where within), 0)::int as late,
  sum(overdue)::int as overdue`

const named = {
  agency: sql`l.deciding_agency_id::text as key, a.code, a.name, a.short_name as "shortName", a.level`,
  field: sql`l.field as key, '' as code, l.field as name, l.field as "shortName", '' as level`,
} as const

const levels = ['ministry', 'province', 'commune']

/**
 * Form II.06a for a period, one statement: sums of kept figures and the overdue of this moment, whatever the number of dossiers. Rows
 * with nothing in them are left out.
 */
export const reportII06a = async (reader: Reader, question: ReportQuestion): Promise<readonly ReportRow[]> => {
  const { rows } = await sql<Row>`
    with counted as (select line_id, ${sums} from (${flowsOf(question)}) flow group by line_id)
    select ${named[question.by]}, sum(carried)::int as "carriedOver", sum(online)::int as online,
      sum(in_person)::int as "inPerson", sum(early)::int as early, sum(on_time)::int as "onTime", sum(late)::int as late,
      sum(overdue)::int as overdue
    from counted join figure_line l on l.id = line_id join agency a on a.id = l.deciding_agency_id
    where ${scopeOf(question)}
    group by 1, 2, 3, 4, 5
    having sum(carried) <> 0 or sum(online + in_person) <> 0 or sum(early + on_time + late) <> 0`.execute(reader)
  return rows
    .map(({ key, code, name, shortName, level, ...counts }) => ({
      key,
      code,
      name,
      shortName,
      level,
      cells: cellsOf(counts),
    }))
    .sort(
      (left, right) =>
        levels.indexOf(left.level) - levels.indexOf(right.level) || compareVietnamese(left.name, right.name),
    )
}
