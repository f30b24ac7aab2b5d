import { formatDate } from '#kernel/time.ts'
import {
  type FiguresQuestion,
  type TaskFigureName,
  type TaskFigures,
  taskFigureNames,
  taskFigures,
} from '#modules/tasks/index.ts'
import { officerDocument, taskRoles } from '#web/http/frames/officer-frame.tsx'
import { fieldOf, page, type Route } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type FiguresRowView, TaskFiguresPage } from '#web/ui/views/officer/tasks/task-figures.tsx'
import { officerOf } from '../officer-of.ts'
import { figuresHref, figuresPath, figuresPeriod, readFigures, taskListHref, tasksPath } from './task-paths.ts'

const nameOf = (t: Messages, { by }: FiguresQuestion, row: TaskFigures): string => {
  if (row.name !== '') return row.name
  return { agency: t.tasks.otherAgencies, unit: t.tasks.withoutUnit, officer: t.tasks.withoutOfficer }[by]
}

/** Where a line leads deeper: to the agencies under an agency, to its units, to the people of a unit. */
const deeper = ({ by, withinId }: FiguresQuestion, row: TaskFigures): string | undefined => {
  if (row.id === null || by === 'officer') return undefined
  if (by === 'unit') return figuresHref({ by: 'officer', withinId: row.id })
  const hasOthers = row.hasBranches && row.id !== withinId
  return figuresHref({ by: hasOthers ? 'agency' : 'unit', withinId: row.id })
}

const rowView = (
  question: FiguresQuestion,
  row: Readonly<Record<TaskFigureName, number>>,
  told: Pick<FiguresRowView, 'name' | 'href'>,
  group: { readonly groupId?: string | null },
): FiguresRowView => ({
  ...told,
  figures: taskFigureNames.map((figure) => ({
    figure,
    count: row[figure],
    href: row[figure] === 0 ? undefined : taskListHref({ figure: { ...question, figure, ...group } }),
  })),
})

const sum = (rows: readonly TaskFigures[]): Readonly<Record<TaskFigureName, number>> =>
  Object.fromEntries(
    taskFigureNames.map((figure) => [figure, rows.reduce((all, row) => all + row[figure], 0)] as const),
  ) as Record<TaskFigureName, number>

/** Tasks of the year by agency with all under it, by unit and person; each line leads deeper, each number to its tasks. */
export const taskFiguresPage: Route = {
  method: 'GET',
  path: figuresPath,
  access: { officer: taskRoles },
  statementBudget: 1,
  handler: async (request) => {
    const t = messages(request.locale)
    const actor = officerOf(request)
    const typed = readFigures(request.query, request.now)
    // Unasked, the figures begin at the officer's own agency and what lies under it.
    const isUnasked = fieldOf(request.query, 'theo') === ''
    const question = isUnasked ? { ...typed, withinId: actor.posts[0]?.agencyId ?? null } : typed
    const rows = await taskFigures(request.province.database, actor, question)
    const { first, today } = figuresPeriod(request.now)
    const view = {
      crumbs: [
        { href: tasksPath, text: t.tasks.title },
        ...(isUnasked ? [] : [{ href: figuresPath, text: t.tasks.figuresTitle }]),
      ],
      lead: t.tasks.figuresLead(formatDate(first), formatDate(today)),
      by: t.tasks.figuresBy[question.by],
      rows: rows.map((row) =>
        rowView(question, row, { name: nameOf(t, question, row), href: deeper(question, row) }, { groupId: row.id }),
      ),
      total: rowView(question, sum(rows), { name: t.tasks.total }, {}),
      ways: [
        { href: figuresPath, text: t.tasks.figuresTree, current: isUnasked },
        {
          href: figuresHref({ by: 'agency', withinId: null }),
          text: t.tasks.figuresAll,
          current: !isUnasked && question.by === 'agency' && question.withinId === null,
        },
      ],
    }
    return page(officerDocument(request, { title: t.tasks.figuresTitle }, <TaskFiguresPage t={t} view={view} />))
  },
}
