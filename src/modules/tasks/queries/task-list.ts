import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { LateFault, TaskState } from '../domain/index.ts'
import { mayKnowSource, maySeeTask } from './officer-remit.ts'
import { type FigureAsked, isInFigure } from './task-figures.ts'

/** Whose tasks: those I answer for, those I help with, those I gave, those I watch. */
export const taskScopes = ['mine', 'helping', 'given', 'watched'] as const
export type TaskScope = (typeof taskScopes)[number]

/** `waiting`: reported, the one who asked has not judged it. */
export const taskLevels = ['overdue', 'soon', 'later', 'waiting', 'closed'] as const
export type TaskLevel = (typeof taskLevels)[number]

export type TaskFilter = {
  readonly scope: TaskScope
  readonly level: TaskLevel | null
  /** Words of the title, with or without marks. */
  readonly words: string
  /** The tasks behind one number of the figures, done ones too. */
  readonly figure: FigureAsked | null
}

export type TaskMoment = { readonly now: Temporal.Instant; readonly soonUntil: Temporal.Instant }

/** Where the last row of a page lies. */
export type TaskPlace = { readonly dueAt: string | null; readonly id: string }

export type TaskListRow = {
  readonly id: string
  readonly title: string
  readonly level: TaskLevel
  readonly state: TaskState
  readonly progress: number
  readonly urgency: number
  readonly dueAt: Temporal.Instant | null
  readonly reportedAt: Temporal.Instant | null
  readonly sourceLabel: string
  readonly assignedByName: string
  readonly responsibleName: string
  readonly agencyName: string
  readonly hasExtension: boolean
  /** By whose fault it was late, as judged. */
  readonly lateFault: LateFault | null
}

const mine = (actor: OfficerActor): RawBuilder<boolean> => {
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  return sql<boolean>`(t.responsible_officer_id = ${actor.officerId}
    or (t.responsible_officer_id is null and t.responsible_unit_id = any(${headed}::uuid[])))`
}

const scopeOf: Readonly<Record<TaskScope, (actor: OfficerActor) => RawBuilder<boolean>>> = {
  mine,
  helping: (actor) => sql`t.id in (select p.subject_id from participant p where p.subject_kind = 'task'
    and p.officer_id = ${actor.officerId} and p.capacity = 'together' and p.until_at is null)`,
  given: (actor) => sql`(t.assigned_by = ${actor.officerId}
    or t.assigned_post_id = any(${actor.posts.map((post) => post.postId)}::uuid[]))`,
  watched: maySeeTask,
}

const levelOf = ({ now, soonUntil }: TaskMoment): RawBuilder<TaskLevel> => sql<TaskLevel>`case
  when t.state in ('done', 'cancelled') then 'closed' when t.state = 'reported' then 'waiting'
  when t.due_at < ${now} then 'overdue' when t.due_at <= ${soonUntil} then 'soon' else 'later' end`

const isWanted = (actor: OfficerActor, filter: TaskFilter): RawBuilder<unknown> => {
  const words = fold(filter.words)
  const conditions: RawBuilder<unknown>[] = [scopeOf[filter.scope](actor)]
  if (words !== '') conditions.push(sql`t.title_folded like ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}`)
  if (filter.figure !== null) conditions.push(isInFigure(filter.figure))
  return sql.join(conditions, sql` and `)
}

export type TaskPage = {
  readonly filter: TaskFilter
  readonly moment: TaskMoment
  readonly after: TaskPlace | null
  readonly limit: number
}

const behind = (after: TaskPlace): RawBuilder<boolean> =>
  after.dueAt === null
    ? sql`(t.due_at is null and t.id > ${after.id}::uuid)`
    : sql`((t.due_at, t.id) > (${after.dueAt}::timestamptz, ${after.id}::uuid) or t.due_at is null)`

/** What presses most first; what has no day last. Closed ones only when they are asked for. One statement. */
export const listTasks = async (
  reader: Reader,
  actor: OfficerActor,
  page: TaskPage,
): Promise<readonly TaskListRow[]> => {
  const { filter, moment, after } = page
  const isAny = filter.figure === null ? sql`found.level <> 'closed'` : sql`true`
  const level = filter.level === null ? isAny : sql`found.level = ${filter.level}`
  const { rows } = await sql<TaskListRow>`
    select found.*, case when ${mayKnowSource(actor, moment.now)} then asked.source_label else '' end as "sourceLabel" from (
      select t.id, t.title, t.state, t.progress, t.urgency, t.due_at as "dueAt", t.reported_at as "reportedAt",
        t.late_fault as "lateFault", ao.full_name as "assignedByName", coalesce(ro.full_name, ru.name, '') as "responsibleName",
        ra.short_name as "agencyName", ${levelOf(moment)} as level,
        exists (select from task_extension x where x.task_id = t.id and x.decided_at is null) as "hasExtension"
      from task t join officer ao on ao.id = t.assigned_by join agency ra on ra.id = t.responsible_agency_id
      left join officer ro on ro.id = t.responsible_officer_id left join unit ru on ru.id = t.responsible_unit_id
      where ${isWanted(actor, filter)} and ${after === null ? sql`true` : behind(after)}
    ) found join task asked on asked.id = found.id
    where ${level} order by "dueAt" nulls last, found.id limit ${page.limit}`.execute(reader)
  return rows
}

export type TaskCounts = Readonly<Record<TaskLevel, number>>

/** How many there are of each kind in a scope. One statement. */
export const countTasks = async (
  reader: Reader,
  actor: OfficerActor,
  filter: TaskFilter,
  moment: TaskMoment,
): Promise<TaskCounts> => {
  const { rows } = await sql<{ level: TaskLevel; count: number }>`
    select ${levelOf(moment)} as level, count(*)::int as count from task t where ${isWanted(actor, filter)} group by 1`.execute(
    reader,
  )
  const counts = new Map(rows.map((row) => [row.level, row.count]))
  return {
    overdue: counts.get('overdue') ?? 0,
    soon: counts.get('soon') ?? 0,
    later: counts.get('later') ?? 0,
    waiting: counts.get('waiting') ?? 0,
    closed: counts.get('closed') ?? 0,
  }
}
