import { formatDate, localTime, type Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  countTasks,
  listTasks,
  type TaskCounts,
  type TaskListRow,
  type TaskScope,
  taskLevels,
  taskScopes,
} from '#modules/tasks/index.ts'
import { officerDocument, taskRoles } from '#web/http/frames/officer-frame.tsx'
import { type PageRequest, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { LatenessView } from '#web/ui/parts/badge.tsx'
import { type TaskCardView, TaskListPage, type TaskListView } from '#web/ui/views/officer/tasks/task-list.tsx'
import { workMoment } from '../list/load-list.ts'
import { officerOf } from '../officer-of.ts'
import {
  assignPath,
  figuresHref,
  figuresPath,
  keptNames,
  readTaskList,
  type TaskListAddress,
  taskListHref,
  taskPath,
  tasksPath,
} from './task-paths.ts'

const pageSize = 50

/** Leaders look first at what they gave, others at what they have to do. */
const usualScope = (actor: OfficerActor): TaskScope =>
  actor.posts.some((post) => post.role === 'leader')
    ? 'given'
    : actor.posts.some((post) => post.role === 'supervisor' || post.role === 'auditor')
      ? 'watched'
      : 'mine'

/** `10/09/2026` */
export const dayText = (at: Temporal.Instant): string => formatDate(localTime(at).toPlainDate())

/** How a task stands to its day, in words and colour. */
export const latenessOf = (t: Messages, row: Pick<TaskListRow, 'level' | 'dueAt'>): LatenessView | undefined => {
  const text = row.dueAt === null ? t.tasks.noDue : t.tasks.due(dayText(row.dueAt))
  if (row.level === 'closed' || row.level === 'waiting') return undefined
  return { level: row.level, text: row.level === 'overdue' ? `${t.tasks.levels.overdue}. ${text}` : text }
}

const cardOf = (t: Messages, row: TaskListRow): TaskCardView => ({
  id: row.id,
  href: taskPath(row.id),
  title: row.title,
  source: row.sourceLabel,
  from: row.assignedByName,
  who: `${row.responsibleName}, ${row.agencyName}`,
  due: row.dueAt === null ? t.tasks.noDue : dayText(row.dueAt),
  lateness: latenessOf(t, row),
  state: t.tasks.states[row.state],
  progress: t.tasks.percent(row.progress),
  marks: [
    ...(row.urgency > 0 ? [t.tasks.urgencies[row.urgency] ?? ''] : []),
    ...(row.hasExtension ? [t.tasks.extensionAsked] : []),
    ...(row.lateFault === null ? [] : [t.tasks.faultMark(t.tasks.faults[row.lateFault])]),
  ],
})

const filtersOf = (t: Messages, address: TaskListAddress, counts: TaskCounts): TaskListView['levels'] => {
  const { scope, words } = address
  const kept = { scope, words }
  const open = counts.overdue + counts.soon + counts.later + counts.waiting
  return [
    { href: taskListHref(kept), text: t.tasks.allOpen, count: open, current: address.level === null },
    ...taskLevels.map((level) => ({
      href: taskListHref({ ...kept, level }),
      text: t.tasks.levels[level],
      count: counts[level],
      current: address.level === level,
    })),
  ]
}

const viewOf = async (request: PageRequest, t: Messages): Promise<TaskListView> => {
  const actor = officerOf(request)
  const { database } = request.province
  const address = readTaskList(request.query, usualScope(actor), request.now)
  const moment = workMoment(await request.deps.dossiers(request.province).workingTime(database), request.now)
  const [counts, found] = await Promise.all([
    countTasks(database, actor, address, moment),
    listTasks(database, actor, { filter: address, moment, after: address.after, limit: pageSize + 1 }),
  ])
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const after = last === undefined ? null : { dueAt: last.dueAt?.toString() ?? null, id: last.id }
  return {
    scopes: taskScopes.map((scope) => ({
      href: taskListHref({ scope }),
      text: t.tasks.scopes[scope],
      current: scope === address.scope,
    })),
    levels: filtersOf(t, address, counts),
    figure:
      address.figure === null
        ? undefined
        : {
            title: t.tasks.figureOf(t.tasks.figureHeads[address.figure.figure]),
            backHref: figuresHref(address.figure),
          },
    search: {
      action: tasksPath,
      name: keptNames.search,
      value: address.words,
      kept: {
        [keptNames.scope]: address.scope,
        ...(address.level === null ? {} : { [keptNames.level]: address.level }),
      },
    },
    rows: rows.map((row) => cardOf(t, row)),
    pages: {
      previousHref: address.after === null ? undefined : taskListHref({ ...address, after: null }),
      nextHref: found.length > pageSize ? taskListHref({ ...address, after }) : undefined,
    },
    assignHref: assignPath,
    figuresHref: figuresPath,
  }
}

export const taskListPage: Route = {
  method: 'GET',
  path: tasksPath,
  access: { officer: taskRoles },
  // Two more when a day off was changed since.
  statementBudget: 5,
  handler: async (request) => {
    const t = messages(request.locale)
    const view = await viewOf(request, t)
    return page(officerDocument(request, { title: t.tasks.title }, <TaskListPage t={t} view={view} />))
  },
}
