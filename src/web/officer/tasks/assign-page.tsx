import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import { taskSources } from '#modules/tasks/domain/index.ts'
import { type Assignable, AssignTask, assignTask, findSource, findTask, listAssignable } from '#modules/tasks/index.ts'
import { officerDocument, taskRoles } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  fieldsOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { answerTaskRefusal, type TaskField } from '#web/refusals/task-refusals.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FormFieldView } from '#web/ui/form/form-field-view.ts'
import { AssignTaskPage } from '#web/ui/views/officer/tasks/assign-task.tsx'
import { dossierHref } from '../dossier/dossier-address.ts'
import { dueNotice, readDueDay, saidOfRest, workingCalendarOf } from '../due-day.ts'
import { readListAddress } from '../list/list-address.ts'
import { officerOf } from '../officer-of.ts'
import { assignPath, taskPath, tasksPath } from './task-paths.ts'
import { mayPart } from './task-standing.ts'

const offeredAtMost = 500
const togetherAtMost = 60
const names = {
  id: 'ma',
  title: 'viec',
  detail: 'yeu-cau',
  responsible: 'chiu-trach-nhiem',
  together: 'phoi-hop',
  due: 'han',
  urgency: 'muc-do',
  steps: 'cac-buoc',
  source: 'tu',
  sourceId: 'tu-ma',
  sourceLabel: 'tu-ten',
  parent: 'thuoc',
} as const

/** Somebody whom a task may be given to, with what he has in hand and whether he is away. */
export const optionOf = (t: Messages, one: Assignable) => {
  if (one.kind === 'unit') return { value: one.id, text: t.tasks.unitOption(one.name, one.agencyName, one.openTasks) }
  const text = t.tasks.officerOption(one.name, one.title, one.agencyName, one.openTasks)
  return { value: one.id, text: one.awayUntil === null ? text : t.tasks.awayOption(text, formatDate(one.awayUntil)) }
}

const section = 'task'

type Question = Omit<FormFieldView, 'section' | 'value'>

/** What is to be done, by whom, by when. */
const mainQuestions = (t: Messages, offered: readonly Assignable[]): readonly Question[] => [
  {
    name: names.title,
    type: 'text',
    label: t.tasks.fieldTitle,
    hint: t.tasks.fieldTitleHint,
    required: true,
    maxLength: 300,
  },
  { name: names.detail, type: 'textarea', label: t.tasks.fieldDetail, maxLength: 4_000 },
  {
    name: names.responsible,
    type: 'select',
    label: t.tasks.fieldResponsible,
    required: true,
    options: offered.map((one) => optionOf(t, one)),
  },
  { name: names.due, type: 'date', label: t.tasks.fieldDue, hint: t.tasks.fieldDueHint },
  {
    name: names.urgency,
    type: 'radio',
    label: t.tasks.fieldUrgency,
    required: true,
    options: t.tasks.urgencies.map((text, index) => ({ value: String(index), text })),
  },
]

/** What it comes of, when it does not come of a document, a dossier or another task. */
const sourceQuestions = (t: Messages): readonly Question[] => [
  {
    name: names.source,
    type: 'radio',
    label: t.tasks.fieldSource,
    required: true,
    options: (['word', 'meeting'] as const).map((value) => ({ value, text: t.tasks.sources[value] })),
  },
  { name: names.sourceLabel, type: 'text', label: t.tasks.fieldSourceLabel, maxLength: 300 },
]

const moreQuestions = (t: Messages, offered: readonly Assignable[]): readonly Question[] => {
  const officers = offered.filter((one) => one.kind === 'officer').slice(0, togetherAtMost)
  const steps: Question = {
    name: names.steps,
    type: 'textarea',
    label: t.tasks.fieldSteps,
    hint: t.tasks.fieldStepsHint,
    maxLength: 4_000,
  }
  if (officers.length < 2) return [steps]
  return [
    steps,
    {
      name: names.together,
      type: 'checkboxes',
      label: t.tasks.fieldTogether,
      hint: t.tasks.fieldTogetherHint,
      options: officers.map((one) => optionOf(t, one)),
    },
  ]
}

const usualAnswers: Readonly<Record<string, string>> = { [names.urgency]: '0', [names.source]: 'word' }

type Source = NonNullable<Awaited<ReturnType<typeof findSource>>>

/** What of the task follows from what it comes of, so that nobody types it twice. */
const answersOf = (t: Messages, source: Source | null, now: Temporal.Instant): Readonly<Record<string, string>> =>
  source === null
    ? usualAnswers
    : {
        ...usualAnswers,
        [names.title]: (source.about === '' ? t.tasks.titleOfDossier(source.label) : source.about).slice(0, 300),
        [names.urgency]: String(source.urgency),
        [names.due]:
          source.dueAt === null || Temporal.Instant.compare(source.dueAt, now) <= 0
            ? ''
            : localDate(source.dueAt).toString(),
      }

const fieldsOfForm = (
  t: Messages,
  request: PageRequest,
  offered: readonly Assignable[],
  source: Source | null,
): readonly FormFieldView[] => {
  const usual = answersOf(t, source, request.now)
  const given = { ...request.query, ...request.form }
  const comesOfSomething = isUuid(fieldOf(given, names.sourceId)) || isUuid(fieldOf(given, names.parent))
  const questions = [
    ...mainQuestions(t, offered),
    ...(comesOfSomething ? [] : sourceQuestions(t)),
    ...moreQuestions(t, offered),
  ]
  return questions.map((question) => {
    const typed = fieldOf(request.form, question.name)
    const value = Object.hasOwn(request.form, question.name) ? typed : (usual[question.name] ?? '')
    return {
      ...question,
      section,
      value: question.type === 'checkboxes' ? fieldsOf(request.form, question.name) : value,
    }
  })
}

/** The document or dossier that it comes of, as the address and the form carry it. */
const sourceIn = (given: FormBody): { readonly kind: 'document' | 'dossier'; readonly id: string } | null => {
  const id = fieldOf(given, names.sourceId)
  const kind = fieldOf(given, names.source)
  return isUuid(id) && (kind === 'document' || kind === 'dossier') ? { kind, id } : null
}

const sourceHrefs = {
  document: (id: string) => `/can-bo/van-ban-den/${id}`,
  dossier: (id: string) => dossierHref(id, readListAddress({})),
} as const

type Trouble = { readonly status: number; readonly errors: readonly FieldErrorView[]; readonly problem?: string }

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const { database } = request.province
  const given = { ...request.query, ...request.form }
  const parentId = fieldOf(given, names.parent)
  const parent = isUuid(parentId) ? await findTask(database, actor, parentId, request.now) : null
  if (isUuid(parentId) && (parent === null || !mayPart(actor, parent))) return notFound
  const asked = sourceIn(given)
  const [offered, source] = await Promise.all([
    listAssignable(database, actor, offeredAtMost),
    asked === null ? null : findSource(database, actor, { ...asked, label: '' }, request.now),
  ])
  if (asked !== null && source === null) return notFound
  const kept = fieldOf(request.form, names.id)
  const hidden = {
    [names.id]: isUuid(kept) ? kept : newId(),
    ...(parent === null ? {} : { [names.parent]: parent.id }),
    ...(asked === null ? {} : { [names.sourceId]: asked.id, [names.source]: asked.kind }),
  }
  const view = {
    title: parent === null ? t.tasks.formTitle : t.tasks.formTitlePart,
    crumbs: [
      { href: tasksPath, text: t.tasks.title },
      ...(parent === null ? [] : [{ href: taskPath(parent.id), text: parent.title }]),
    ],
    target: { action: assignPath, csrf: request.csrfToken, hidden },
    source:
      asked === null || source === null
        ? undefined
        : { href: sourceHrefs[asked.kind](asked.id), text: `${t.tasks.sources[asked.kind]}: ${source.label}` },
    fields: fieldsOfForm(t, request, offered, source).map((field) => ({
      ...field,
      error: trouble?.errors.find((error) => error.name === field.name)?.text,
    })),
    errors: trouble?.errors ?? [],
    problem: trouble?.problem,
  }
  return page(
    officerDocument(request, { title: view.title }, <AssignTaskPage t={t} view={view} />),
    trouble === undefined ? {} : { status: trouble.status },
  )
}

const assignPage: Route = {
  method: 'GET',
  path: assignPath,
  access: { officer: taskRoles },
  statementBudget: 3,
  handler: (request) => show(request),
}

const fieldNames: Partial<Record<TaskField, string>> = {
  title: names.title,
  responsible: names.responsible,
  due: names.due,
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, 300))
    .filter((line) => line !== '')
    .slice(0, 30)

const readForm = (request: PageRequest, dueAt: Temporal.Instant | null) => {
  const { form } = request
  const sourceId = fieldOf(form, names.sourceId)
  const parentId = fieldOf(form, names.parent)
  const responsibleId = fieldOf(form, names.responsible)
  const source = taskSources.find((kind) => kind === fieldOf(form, names.source)) ?? 'word'
  return AssignTask.safeParse({
    taskId: fieldOf(form, names.id),
    title: fieldOf(form, names.title),
    detail: fieldOf(form, names.detail),
    source: isUuid(parentId)
      ? { kind: 'task', id: parentId }
      : { kind: source, id: isUuid(sourceId) ? sourceId : null, label: fieldOf(form, names.sourceLabel) },
    parentId: isUuid(parentId) ? parentId : null,
    responsibleId: isUuid(responsibleId) ? responsibleId : '',
    togetherIds: fieldsOf(form, names.together).filter(isUuid),
    steps: linesOf(fieldOf(form, names.steps)),
    urgency: Number(fieldOf(form, names.urgency)) || 0,
    dueAt,
  })
}

const assign: Route = {
  method: 'POST',
  path: assignPath,
  access: { officer: taskRoles },
  handler: async (request) => {
    const t = messages(request.locale)
    const due = readDueDay(t, await workingCalendarOf(request), fieldOf(request.form, names.due))
    if (due.kind === 'wrong') return show(request, { status: 422, errors: [{ name: names.due, text: due.text }] })
    const { closing } = due
    const command = readForm(request, closing?.at ?? null)
    if (!command.success) return show(request, { status: 422, errors: [], problem: t.tasks.refusals.unreadable })
    const deps = request.deps.dossiers(request.province)
    const given = await assignTask(deps, officerOf(request), command.data)
    if (given.ok) return redirect(taskPath(given.value.taskId), { notice: dueNotice(t, t.tasks.given, closing) })
    const { status, text: why, field } = answerTaskRefusal(t, given.refusal)
    const text = field === 'due' && closing !== null ? `${why} ${saidOfRest(t, closing)}`.trim() : why
    const name = field === undefined ? undefined : fieldNames[field]
    return show(
      request,
      name === undefined ? { status, errors: [], problem: text } : { status, errors: [{ name, text }] },
    )
  },
}

export const assignRoutes: readonly Route[] = [assignPage, assign]
