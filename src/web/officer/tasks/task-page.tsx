import { isUuid } from '#kernel/ids.ts'
import { formatInstant, formatInstantLong, Temporal } from '#kernel/time.ts'
import { isLate } from '#modules/tasks/domain/index.ts'
import {
  findTask,
  findTaskFile,
  listAssignable,
  listTaskFiles,
  listTaskStory,
  type TaskDetail,
  type TaskFile,
  type TaskStory,
} from '#modules/tasks/index.ts'
import { officerDocument, taskRoles } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { TaskPage, type TaskPageView } from '#web/ui/views/officer/tasks/task-page.tsx'
import { dossierHref } from '../dossier/dossier-address.ts'
import { readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { actsOn } from './task-act-views.ts'
import { actNames, type FailedTaskAct, reportingActs, runTaskAct, taskActs } from './task-acts.ts'
import { assignPath, taskFilePath, taskPath, tasksPath } from './task-paths.ts'
import { mayPart, standingOn } from './task-standing.ts'

const offeredAtMost = 200

const storyOf = (
  t: Messages,
  taskId: string,
  entry: TaskStory,
  files: readonly TaskFile[],
): TaskPageView['story'][number] => ({
  state: 'done',
  what: [
    t.tasks.entries[entry.kind],
    ...(entry.progress === null ? [] : [t.tasks.percent(entry.progress)]),
    ...(entry.dueAt === null || entry.kind === 'assigned' ? [] : [t.tasks.until(formatInstant(entry.dueAt))]),
  ].join(' '),
  when: t.tasks.entryBy(formatInstant(entry.at), entry.name, entry.title),
  // What was asked stands above already.
  note: entry.body === '' || entry.kind === 'assigned' ? undefined : entry.body,
  links: files
    .filter(({ entryId }) => entryId === entry.id)
    .map(({ id, name }) => ({ href: taskFilePath(taskId, id), text: name })),
})

const sourceHref = ({ source }: TaskDetail): string | undefined => {
  if (source.id === null) return undefined
  if (source.kind === 'task') return taskPath(source.id)
  if (source.kind === 'document')
    return source.direction === 'incoming' ? `/can-bo/van-ban-den/${source.id}` : `/can-bo/van-ban-di/${source.id}`
  return source.kind === 'dossier' ? dossierHref(source.id, readListAddress({})) : undefined
}

const dueText = (t: Messages, task: TaskDetail): string => {
  if (task.dueAt === null) return t.tasks.noDue
  const now = formatInstantLong(task.dueAt)
  const first = task.firstDueAt === null ? now : formatInstantLong(task.firstDueAt)
  return first === now ? now : `${now} (${t.tasks.firstDue(first)})`
}

const factsOf = (t: Messages, task: TaskDetail): TaskPageView['facts'] => {
  const named = (capacity: 'together' | 'informed') =>
    task.people
      .filter((one) => one.capacity === capacity)
      .map((one) => one.name)
      .join(', ')
  const source = `${t.tasks.sources[task.source.kind]}${task.source.label === '' ? '' : `: ${task.source.label}`}`
  const facts = [
    { term: t.tasks.responsible, value: t.tasks.by(task.responsibleName, task.responsiblePlace) },
    { term: t.tasks.people, value: named('together') },
    { term: t.tasks.informed, value: named('informed') },
    { term: t.tasks.columnFrom, value: t.tasks.by(task.assignedByName, task.agencyName) },
    { term: t.tasks.source, value: source, href: sourceHref(task) },
    { term: t.tasks.createdAt, value: formatInstant(task.createdAt) },
    { term: t.tasks.dueAt, value: dueText(t, task) },
  ]
  return facts.filter(({ value }) => value !== '')
}

const noticesOf = (t: Messages, task: TaskDetail): readonly string[] => [
  ...(task.extension === null
    ? []
    : [t.tasks.extensionWaits(formatInstant(Temporal.Instant.from(task.extension.dueWanted)), task.extension.reason)]),
  ...(task.lateFault === null ? [] : [t.tasks.lateBy(t.tasks.faults[task.lateFault], task.lateReason)]),
]

const show = async (request: PageRequest, id: string, failed: FailedTaskAct | null = null): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database } = request.province
  const task = isUuid(id) ? await findTask(database, actor, id, request.now) : null
  if (task === null) return notFound
  const standing = standingOn(actor, task)
  const mayHandOn = standing.includes('responsible') && task.state === 'open'
  const [story, files, offered] = await Promise.all([
    listTaskStory(database, id),
    listTaskFiles(database, id),
    mayHandOn ? listAssignable(database, actor, offeredAtMost) : [],
  ])
  const mayMark = task.state === 'open' && (standing.includes('responsible') || standing.includes('together'))
  const view: TaskPageView = {
    title: task.title,
    crumbs: [
      { href: tasksPath, text: t.tasks.title },
      ...(task.parent === null ? [] : [{ href: taskPath(task.parent.id), text: task.parent.title }]),
    ],
    marks: [
      t.tasks.states[task.state],
      t.tasks.percent(task.progress),
      ...(task.urgency > 0 ? [t.tasks.urgencies[task.urgency] ?? ''] : []),
    ],
    lateness: isLate(task, request.now) ? { level: 'overdue', text: t.tasks.levels.overdue } : undefined,
    detail: task.detail,
    facts: factsOf(t, task),
    notices: noticesOf(t, task),
    steps: task.steps.map((step) => ({
      ...step,
      done: step.doneBy === null ? undefined : t.tasks.stepDone(step.doneBy),
      mark: mayMark
        ? {
            target: {
              action: `${taskPath(id)}/buoc`,
              csrf: request.csrfToken,
              hidden: { [actNames.step]: String(step.position), [actNames.isDone]: step.doneBy === null ? '1' : '0' },
            },
            text: step.doneBy === null ? t.tasks.tick : t.tasks.untick,
          }
        : undefined,
    })),
    parts: task.parts.map((part) => ({
      href: taskPath(part.id),
      title: part.title,
      state: t.tasks.states[part.state],
      who: part.responsible,
    })),
    addPartHref: mayPart(actor, task) ? `${assignPath}?thuoc=${id}` : undefined,
    story: story.map((entry) => storyOf(t, id, entry, files)),
    acts: actsOn({ request, t, task, failed }, standing, offered),
    problem: failed?.act === 'buoc' ? failed.problem : undefined,
  }
  return page(
    officerDocument(request, { title: task.title }, <TaskPage t={t} view={view} />),
    failed === null ? {} : { status: failed.status },
  )
}

const taskPage: Route = {
  method: 'GET',
  path: taskPath(':id'),
  access: { officer: taskRoles },
  statementBudget: 4,
  handler: (request) => show(request, request.params.id ?? ''),
}

const actRoutes = taskActs.map(
  (act): Route => ({
    method: 'POST',
    path: `${taskPath(':id')}/${act}`,
    access: { officer: taskRoles },
    ...(reportingActs.some((one) => one === act) ? { upload: true } : {}),
    handler: async (request) => {
      const taskId = request.params.id ?? ''
      if (!isUuid(taskId)) return notFound
      const answer = await runTaskAct(request, act, taskId)
      if ('done' in answer) return redirect(taskPath(taskId), { notice: answer.done })
      return answer.status === 404 ? notFound : show(request, taskId, answer)
    },
  }),
)

/** What proves a report, as it was handed in. */
const taskFile: Route = {
  method: 'GET',
  path: taskFilePath(':id', ':fileId'),
  access: { officer: taskRoles },
  rateLimit: 'file',
  statementBudget: 1,
  handler: async (request) => {
    const { id: taskId = '', fileId = '' } = request.params
    if (!isUuid(taskId) || !isUuid(fileId)) return notFound
    const file = await findTaskFile(request.province.database, officerOf(request), { taskId, fileId })
    if (file === null) return notFound
    const { name, mediaType, sizeBytes, sha256 } = file
    const content = request.deps.files(request.province).stream(sha256)
    return download({ content, name, mediaType, sizeBytes, inline: true })
  },
}

export const taskRoutes: readonly Route[] = [taskPage, taskFile, ...actRoutes]
