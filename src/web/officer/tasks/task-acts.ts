import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { TakeInDeps } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { lateFaults, type TaskRefusal } from '#modules/tasks/domain/index.ts'
import {
  askExtension,
  cancelTask,
  decideExtension,
  handTaskOn,
  judgeLateness,
  judgeTask,
  markTaskStep,
  reportFinished,
  reportProgress,
  sayOnTask,
  setTaskDay,
  type TaskDeps,
  takeEvidence,
} from '#modules/tasks/index.ts'
import { type Flash, type FormBody, fieldOf, keyOf, type PageRequest } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { attachmentRefusalText, isOfFile, uploadFaultText } from '#web/refusals/attachment-refusals.ts'
import { answerTaskRefusal } from '#web/refusals/task-refusals.ts'
import { dueNotice, readDueDay, saidOfRest, workingCalendarOf } from '../due-day.ts'
import { officerOf } from '../officer-of.ts'

/** The acts on a task, by the last part of their address. */
export const taskActs = [
  'tien-do',
  'buoc',
  'hoan-thanh',
  'xin-gia-han',
  'chuyen',
  'duyet',
  'lam-lai',
  'dong-y-gia-han',
  'khong-gia-han',
  'huy',
  'nguyen-nhan',
  'y-kien',
  'doi-han',
] as const
export type TaskAct = (typeof taskActs)[number]

/** How the fields of acts are called. */
export const actNames = {
  words: 'noi-dung',
  progress: 'phan-tram',
  due: 'ngay',
  officer: 'can-bo',
  fault: 'do',
  step: 'buoc',
  isDone: 'xong',
  files: 'tep',
} as const

export type FailedTaskAct = {
  readonly act: TaskAct
  readonly status: number
  readonly problem?: string
  readonly errors: readonly { readonly name: string; readonly text: string }[]
}

const percent = (typed: string): number => Math.min(100, Math.max(0, Math.round(Number(typed) || 0)))

type Deed = {
  readonly deps: TaskDeps & TakeInDeps
  readonly request: PageRequest
  readonly actor: OfficerActor
  readonly taskId: string
  readonly form: FormBody
}

type Answered = Promise<Result<unknown, TaskRefusal>>

/** The acts that files may prove. */
export const reportingActs = ['tien-do', 'hoan-thanh'] as const
type ReportingAct = (typeof reportingActs)[number]

const isReporting = (act: TaskAct): act is ReportingAct => reportingActs.some((one) => one === act)

const report = async (act: ReportingAct, { deps, actor, taskId, form, request }: Deed) => {
  const wanted = request.files.filter((file) => file.field === actNames.files && file.sizeBytes > 0)
  const taken = await takeEvidence(deps, actor, {
    taskId,
    files: wanted.map((file) => ({ name: file.name, open: file.stream })),
  })
  if (!taken.ok) return taken
  const words = fieldOf(form, actNames.words).slice(0, 4_000)
  return act === 'hoan-thanh'
    ? reportFinished(deps, actor, { taskId, words }, taken.value)
    : reportProgress(
        deps,
        actor,
        { taskId, words, progress: percent(fieldOf(form, actNames.progress)), key: keyOf(form) },
        taken.value,
      )
}

/** The acts that want a day. */
const dayActs = ['xin-gia-han', 'doi-han'] as const
type DayAct = (typeof dayActs)[number]

const wantsDay = (act: TaskAct): act is DayAct => dayActs.some((one) => one === act)

const runs: Readonly<Record<Exclude<TaskAct, ReportingAct | DayAct>, (deed: Deed) => Answered>> = {
  buoc: ({ deps, actor, taskId, form }) =>
    markTaskStep(deps, actor, {
      taskId,
      position: Math.round(Number(fieldOf(form, actNames.step)) || 0),
      isDone: fieldOf(form, actNames.isDone) === '1',
    }),
  chuyen: async ({ deps, actor, taskId, form }) => {
    const officerId = fieldOf(form, actNames.officer)
    if (!isUuid(officerId)) return { ok: false, refusal: { code: 'task.responsible-out-of-reach' } }
    return handTaskOn(deps, actor, { taskId, officerId, words: fieldOf(form, actNames.words).slice(0, 1_000) })
  },
  duyet: ({ deps, actor, taskId, form }) =>
    judgeTask(deps, actor, { taskId, isAccepted: true, words: fieldOf(form, actNames.words).slice(0, 4_000) }),
  'lam-lai': ({ deps, actor, taskId, form }) =>
    judgeTask(deps, actor, { taskId, isAccepted: false, words: fieldOf(form, actNames.words).slice(0, 4_000) }),
  'dong-y-gia-han': ({ deps, actor, taskId }) => decideExtension(deps, actor, { taskId, isGranted: true, note: '' }),
  'khong-gia-han': ({ deps, actor, taskId, form }) =>
    decideExtension(deps, actor, { taskId, isGranted: false, note: fieldOf(form, actNames.words).slice(0, 1_000) }),
  'y-kien': ({ deps, actor, taskId, form }) =>
    sayOnTask(deps, actor, { taskId, words: fieldOf(form, actNames.words).slice(0, 4_000), key: keyOf(form) }),
  huy: ({ deps, actor, taskId, form }) =>
    cancelTask(deps, actor, { taskId, reason: fieldOf(form, actNames.words).slice(0, 1_000) }),
  'nguyen-nhan': ({ deps, actor, taskId, form }) =>
    judgeLateness(deps, actor, {
      taskId,
      fault: lateFaults.find((fault) => fault === fieldOf(form, actNames.fault)) ?? 'responsible',
      reason: fieldOf(form, actNames.words).slice(0, 1_000),
    }),
}

const fieldOfRefusal = {
  words: 'words',
  reason: 'words',
  due: 'due',
  officer: 'officer',
  responsible: 'officer',
} as const

const failedBy = (t: Messages, act: TaskAct, refusal: TaskRefusal): FailedTaskAct => {
  const { status, text, field } = answerTaskRefusal(t, refusal)
  // Only acts that want a day refuse it, and answer for it themselves.
  if (field === undefined || field === 'title' || field === 'due') return { act, status, problem: text, errors: [] }
  return { act, status, errors: [{ name: actNames[fieldOfRefusal[field]], text }] }
}

/** What whoever did it is told, or why it was not done. */
type ActAnswer = Promise<FailedTaskAct | { readonly done: Flash }>

/** What is wrong with a file is said at the file; it has to be chosen again, the words stay. */
const runReport = async (t: Messages, act: ReportingAct, deed: Deed): ActAnswer => {
  const wrongFile = (text: string) => ({ act, status: 422, errors: [{ name: actNames.files, text }] })
  const { uploadFault } = deed.request
  if (uploadFault !== undefined) return wrongFile(uploadFaultText(t, uploadFault))
  const done = await report(act, deed)
  if (done.ok) return { done: { kind: 'done', text: t.tasks.done[act] } }
  return isOfFile(done.refusal) ? wrongFile(attachmentRefusalText(t, done.refusal)) : failedBy(t, act, done.refusal)
}

const askForDay = (
  act: DayAct,
  { deps, actor, taskId, form }: Deed,
  dueAt: Temporal.Instant,
  reason: string,
): Answered =>
  act === 'doi-han'
    ? setTaskDay(deps, actor, { taskId, dueAt, reason })
    : askExtension(deps, actor, { taskId, dueAt, reason, key: keyOf(form) })

const runDay = async (t: Messages, act: DayAct, deed: Deed): ActAnswer => {
  const { form, request } = deed
  const wrongDay = (text: string) => ({ act, status: 422, errors: [{ name: actNames.due, text }] })
  const due = readDueDay(t, await workingCalendarOf(request), fieldOf(form, actNames.due))
  if (due.kind !== 'due') return wrongDay(due.kind === 'wrong' ? due.text : t.tasks.refusals.dueUnreadable)
  const { closing } = due
  const reason = fieldOf(form, actNames.words).slice(0, 1_000)
  const asked = await askForDay(act, deed, closing.at, reason)
  if (asked.ok) return { done: dueNotice(t, t.tasks.done[act], closing) }
  const answer = answerTaskRefusal(t, asked.refusal)
  return answer.field === 'due'
    ? wrongDay(`${answer.text} ${saidOfRest(t, closing)}`.trim())
    : failedBy(t, act, asked.refusal)
}

/** Does an act, and tells what was done. */
export const runTaskAct = async (request: PageRequest, act: TaskAct, taskId: string): ActAnswer => {
  const t = messages(request.locale)
  const deps = request.deps.dossiers(request.province)
  const deed: Deed = { deps, request, actor: officerOf(request), taskId, form: request.form }
  if (isReporting(act)) return runReport(t, act, deed)
  if (wantsDay(act)) return runDay(t, act, deed)
  const done = await runs[act](deed)
  return done.ok ? { done: { kind: 'done', text: t.tasks.done[act] } } : failedBy(t, act, done.refusal)
}
