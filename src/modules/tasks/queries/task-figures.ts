import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { maySeeTask } from './officer-remit.ts'

/** By whom tasks are counted: agencies with all that lie under them, units of one agency, people of one unit. */
export const figuresBy = ['agency', 'unit', 'officer'] as const
export type FiguresBy = (typeof figuresBy)[number]

/** What is counted; `ownFault`, `otherFault` and `noFault` part what was late by whose fault it was judged to be. */
export const taskFigureNames = [
  'given',
  'open',
  'overdue',
  'onTime',
  'late',
  'ownFault',
  'otherFault',
  'noFault',
] as const
export type TaskFigureName = (typeof taskFigureNames)[number]

export type FiguresQuestion = {
  readonly by: FiguresBy
  /** The agency or unit that is looked into; null: all agencies, each for itself. */
  readonly withinId: string | null
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly now: Temporal.Instant
}

export type TaskFigures = Readonly<Record<TaskFigureName, number>> & {
  /** Null: no unit, no officer, or an agency outside the one that is looked into. */
  readonly id: string | null
  readonly name: string
  /** An agency with others under it: it leads to them. */
  readonly hasBranches: boolean
}

/** One number of the figures: of one line, or of all of them when `groupId` is absent. */
export type FigureAsked = FiguresQuestion & { readonly figure: TaskFigureName; readonly groupId?: string | null }

const isLate = (now: Temporal.Instant) => sql`(t.due_at < coalesce(t.reported_at, ${now}))`

const conditions: Readonly<Record<TaskFigureName, (now: Temporal.Instant) => RawBuilder<unknown>>> = {
  given: () => sql`true`,
  open: () => sql`t.state in ('open', 'reported')`,
  overdue: (now) => sql`(t.state = 'open' and t.due_at < ${now})`,
  onTime: () => sql`(t.state = 'done' and (t.due_at is null or t.reported_at <= t.due_at))`,
  late: () => sql`(t.state = 'done' and t.reported_at > t.due_at)`,
  ownFault: (now) => sql`(${isLate(now)} and t.late_fault = 'responsible')`,
  otherFault: (now) => sql`(${isLate(now)} and t.late_fault <> 'responsible')`,
  noFault: (now) => sql`(${isLate(now)} and t.late_fault is null)`,
}

/** Every agency under one with the child of it through which it hangs there; the agency itself is its own branch. */
const branchesOf = (withinId: string): RawBuilder<unknown> => sql`
  (with recursive branch(agency_id, branch_id) as (
    select a.id, a.id from agency a where a.parent_id = ${withinId}::uuid
    union all
    select a.id, b.branch_id from agency a join branch b on a.parent_id = b.agency_id
  ) select agency_id, branch_id from branch union all select ${withinId}::uuid, ${withinId}::uuid)`

const groupColumns: Readonly<Record<FiguresBy, RawBuilder<string | null>>> = {
  agency: sql`t.responsible_agency_id`,
  unit: sql`t.responsible_unit_id`,
  officer: sql`t.responsible_officer_id`,
}

/** Whether a task belongs to one line of the figures. */
const isOfGroup = (question: FiguresQuestion, groupId: string | null): RawBuilder<unknown> => {
  const column = groupColumns[question.by]
  const { by, withinId } = question
  if (by !== 'agency' || withinId === null) return sql`${column} is not distinct from ${groupId}::uuid`
  const branches = branchesOf(withinId)
  return groupId === null
    ? sql`${column} not in (select agency_id from ${branches} outside)`
    : sql`${column} in (select agency_id from ${branches} inside where branch_id = ${groupId}::uuid)`
}

const isWithin = ({ by, withinId }: FiguresQuestion): RawBuilder<unknown> => {
  if (withinId === null || by === 'agency') return sql`true`
  return by === 'unit'
    ? sql`t.responsible_agency_id = ${withinId}::uuid`
    : sql`${withinId}::uuid in (t.responsible_unit_id, t.responsible_agency_id)`
}

const isCounted = (question: FiguresQuestion): RawBuilder<unknown> => sql`
  t.created_at >= ${question.from} and t.created_at < ${question.until} and t.state <> 'cancelled' and ${isWithin(question)}`

/** The tasks behind one number: what is counted there is what is listed here. */
export const isInFigure = (asked: FigureAsked): RawBuilder<unknown> => {
  const group = asked.groupId === undefined ? sql`true` : isOfGroup(asked, asked.groupId)
  return sql`(${isCounted(asked)} and ${conditions[asked.figure](asked.now)} and ${group})`
}

/** Tasks given in a period, and how they went, of those that the officer may see. One statement. */
export const taskFigures = async (
  reader: Reader,
  actor: OfficerActor,
  question: FiguresQuestion,
): Promise<readonly TaskFigures[]> => {
  const counts = taskFigureNames.map(
    (figure) => sql`count(*) filter (where ${conditions[figure](question.now)})::int as ${sql.ref(figure)}`,
  )
  const { by, withinId } = question
  const isTree = by === 'agency' && withinId !== null
  const branches = isTree
    ? sql`left join ${branchesOf(withinId)} of_branch on of_branch.agency_id = t.responsible_agency_id`
    : sql``
  const { rows } = await sql<TaskFigures>`
    with counted as materialized (
      select ${isTree ? sql`of_branch.branch_id` : groupColumns[by]} as id, ${sql.join(counts)} from task t ${branches}
      where ${isCounted(question)} and ${maySeeTask(actor)} group by 1)
    select c.*, coalesce(a.short_name, u.name, o.full_name, '') as name,
      exists (select from agency under where under.parent_id = a.id and under.abolished_on is null and a.id is distinct from ${question.withinId}::uuid)
        as "hasBranches"
    from counted c left join agency a on a.id = c.id left join unit u on u.id = c.id left join officer o on o.id = c.id
    order by c.overdue desc, c.given desc, name limit 500`.execute(reader)
  return rows
}
