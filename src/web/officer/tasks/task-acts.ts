import { isUuid } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
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
  type TaskDeps,
} from '#modules/tasks/index.ts'
import { type FormBody, fieldOf } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { answerTaskRefusal } from '#web/refusals/task-refusals.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'
import { endOfDay } from './assign-page.tsx'

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
} as const

export type FailedTaskAct = {
  readonly act: TaskAct
  readonly status: number
  readonly problem?: string
  readonly errors: readonly { readonly name: string; readonly text: string }[]
}

const percent = (typed: string): number => Math.min(100, Math.max(0, Math.round(Number(typed) || 0)))

type Deed = {
  readonly deps: TaskDeps
  readonly actor: OfficerActor
  readonly taskId: string
  readonly form: FormBody
}

type Answered = Promise<Result<unknown, TaskRefusal>>

const runs: Readonly<Record<Exclude<TaskAct, 'xin-gia-han'>, (deed: Deed) => Answered>> = {
  'tien-do': ({ deps, actor, taskId, form }) =>
    reportProgress(deps, actor, {
      taskId,
      progress: percent(fieldOf(form, actNames.progress)),
      words: fieldOf(form, actNames.words).slice(0, 4_000),
    }),
  buoc: ({ deps, actor, taskId, form }) =>
    markTaskStep(deps, actor, {
      taskId,
      position: Math.round(Number(fieldOf(form, actNames.step)) || 0),
      isDone: fieldOf(form, actNames.isDone) === '1',
    }),
  'hoan-thanh': ({ deps, actor, taskId, form }) =>
    reportFinished(deps, actor, { taskId, words: fieldOf(form, actNames.words).slice(0, 4_000) }),
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
  if (field === undefined || field === 'title') return { act, status, problem: text, errors: [] }
  return { act, status, errors: [{ name: actNames[fieldOfRefusal[field]], text }] }
}

/** Does an act; null when it is done. */
export const runTaskAct = async (t: Messages, act: TaskAct, deed: Deed): Promise<FailedTaskAct | null> => {
  if (act !== 'xin-gia-han') {
    const done = await runs[act](deed)
    return done.ok ? null : failedBy(t, act, done.refusal)
  }
  const day = parseDateInput(fieldOf(deed.form, actNames.due))
  if (day === undefined)
    return { act, status: 422, errors: [{ name: actNames.due, text: t.tasks.refusals.dueUnreadable }] }
  const { deps, actor, taskId, form } = deed
  const reason = fieldOf(form, actNames.words).slice(0, 1_000)
  const asked = await askExtension(deps, actor, { taskId, dueAt: endOfDay(day), reason })
  return asked.ok ? null : failedBy(t, act, asked.refusal)
}
