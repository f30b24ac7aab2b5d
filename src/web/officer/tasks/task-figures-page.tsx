import { isUuid } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal, zone } from '#kernel/time.ts'
import { type FiguresBy, type TaskFigures, taskFigures } from '#modules/tasks/index.ts'
import { officerDocument, taskRoles } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type FiguresRowView, TaskFiguresPage } from '#web/ui/views/officer/tasks/task-figures.tsx'
import { officerOf } from '../officer-of.ts'
import { figuresPath, taskListHref, tasksPath } from './task-paths.ts'

const deeper: Readonly<Record<FiguresBy, FiguresBy | null>> = { agency: 'unit', unit: 'officer', officer: null }

const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant()

const nameOf = (t: Messages, by: FiguresBy, row: TaskFigures): string =>
  row.name !== '' ? row.name : by === 'unit' ? t.tasks.withoutUnit : t.tasks.withoutOfficer

const rowView = (name: string, href: string | undefined, row: Omit<TaskFigures, 'id' | 'name'>): FiguresRowView => ({
  name,
  href,
  figures: [row.given, row.open, row.overdue, row.onTime, row.late, row.ownFault],
})

const sum = (rows: readonly TaskFigures[]): Omit<TaskFigures, 'id' | 'name'> => {
  const of = (key: Exclude<keyof TaskFigures, 'id' | 'name'>) => rows.reduce((all, row) => all + row[key], 0)
  return {
    given: of('given'),
    open: of('open'),
    overdue: of('overdue'),
    onTime: of('onTime'),
    late: of('late'),
    ownFault: of('ownFault'),
  }
}

/** Tasks of the year by agency, unit and person; each line leads deeper, the last to the tasks themselves. */
export const taskFiguresPage: Route = {
  method: 'GET',
  path: figuresPath,
  access: { officer: taskRoles },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const typedBy = fieldOf(request.query, 'theo')
    const by: FiguresBy = typedBy === 'unit' || typedBy === 'officer' ? typedBy : 'agency'
    const typedPlace = fieldOf(request.query, 'noi')
    const withinId = isUuid(typedPlace) ? typedPlace : null
    const today = localDate(request.now)
    const first = Temporal.PlainDate.from({ year: today.year, month: 1, day: 1 })
    const rows = await taskFigures(request.province.database, officerOf(request), {
      by,
      withinId,
      from: startOf(first),
      until: startOf(today.add({ days: 1 })),
      now: request.now,
    })
    const next = deeper[by]
    const hrefOf = (row: TaskFigures): string | undefined => {
      if (row.id === null) return undefined
      if (next === null) return taskListHref({ scope: 'watched', placeId: row.id })
      return `${figuresPath}?${new URLSearchParams({ theo: next, noi: row.id })}`
    }
    const view = {
      crumbs: [
        { href: tasksPath, text: t.tasks.title },
        ...(by === 'agency' ? [] : [{ href: figuresPath, text: t.tasks.figuresAll }]),
      ],
      lead: t.tasks.figuresLead(formatDate(first), formatDate(today)),
      by: t.tasks.figuresBy[by],
      rows: rows.map((row) => rowView(nameOf(t, by, row), hrefOf(row), row)),
      total: rowView(t.tasks.total, undefined, sum(rows)),
    }
    return page(officerDocument(request, { title: t.tasks.figuresTitle }, <TaskFiguresPage t={t} view={view} />))
  },
}
