import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { maySeeTask } from './officer-remit.ts'

/** By whom tasks are counted: agencies, units of one agency, people of one unit. */
export type FiguresBy = 'agency' | 'unit' | 'officer'

export type FiguresQuestion = {
  readonly by: FiguresBy
  /** The agency or unit that is looked into; null at the top. */
  readonly withinId: string | null
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly now: Temporal.Instant
}

export type TaskFigures = {
  readonly id: string | null
  readonly name: string
  readonly given: number
  readonly open: number
  readonly overdue: number
  readonly onTime: number
  readonly late: number
  /** Late by the fault of the one who answered for it, as judged. */
  readonly ownFault: number
}

const groups: Readonly<Record<FiguresBy, { readonly id: RawBuilder<unknown>; readonly name: RawBuilder<unknown> }>> = {
  agency: { id: sql`t.responsible_agency_id`, name: sql`ra.short_name` },
  unit: { id: sql`t.responsible_unit_id`, name: sql`coalesce(ru.name, '')` },
  officer: { id: sql`t.responsible_officer_id`, name: sql`coalesce(ro.full_name, '')` },
}

const within = (question: FiguresQuestion): RawBuilder<unknown> => {
  if (question.withinId === null) return sql`true`
  return question.by === 'unit'
    ? sql`t.responsible_agency_id = ${question.withinId}`
    : sql`${question.withinId}::uuid in (t.responsible_unit_id, t.responsible_agency_id)`
}

/** Tasks given in a period, and how they went, of those that the officer may see. One statement. */
export const taskFigures = async (
  reader: Reader,
  actor: OfficerActor,
  question: FiguresQuestion,
): Promise<readonly TaskFigures[]> => {
  const group = groups[question.by]
  const { rows } = await sql<TaskFigures>`
    select ${group.id} as id, ${group.name} as name, count(*)::int as given,
      count(*) filter (where t.state in ('open', 'reported'))::int as open,
      count(*) filter (where t.state = 'open' and t.due_at < ${question.now})::int as overdue,
      count(*) filter (where t.state = 'done' and (t.due_at is null or t.reported_at <= t.due_at))::int as "onTime",
      count(*) filter (where t.state = 'done' and t.reported_at > t.due_at)::int as late,
      count(*) filter (where t.late_fault = 'responsible')::int as "ownFault"
    from task t join agency ra on ra.id = t.responsible_agency_id
    left join unit ru on ru.id = t.responsible_unit_id left join officer ro on ro.id = t.responsible_officer_id
    where t.created_at >= ${question.from} and t.created_at < ${question.until} and t.state <> 'cancelled'
      and ${within(question)} and ${maySeeTask(actor)}
    group by 1, 2 order by overdue desc, given desc, name limit 500`.execute(reader)
  return rows
}
