import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { TaskRefusal } from './refusals.ts'
import { type AskedExtension, isLate, type LateFault, type Task, type TaskStanding } from './task.ts'

type Decision = Result<null, TaskRefusal>

const allowed: Decision = accept(null)

const no = (code: Exclude<TaskRefusal, { readonly open: number }>['code']): Decision => refuse({ code })

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  one.epochMilliseconds < other.epochMilliseconds

/** A part is due within the whole; a whole without a day takes any. */
const isAfter = (wholeDueAt: Temporal.Instant | null, dueAt: Temporal.Instant): boolean =>
  wholeDueAt !== null && isBefore(wholeDueAt, dueAt)

/** A closed task keeps as it is; a reported one waits for the one who asked for it. */
const whileOpen = (task: Task): Decision => {
  if (task.state === 'done' || task.state === 'cancelled') return no('task.closed')
  return task.state === 'reported' ? no('task.reported-already') : allowed
}

export type NewTask = {
  readonly title: string
  readonly responsible: 'within-reach' | 'out-of-reach' | 'missing'
  readonly dueAt: Temporal.Instant | null
  /** Of which it is a part: what the one who asks is to it, and when it is due. */
  readonly whole: { readonly standing: TaskStanding; readonly dueAt: Temporal.Instant | null } | null
}

/** An open part keeps the whole open: only who answers for the whole, or asked for it, hangs one on it. */
export const mayAddPart = (standing: TaskStanding): boolean => standing === 'responsible' || standing === 'assigner'

export const decideAssignment = (task: NewTask, now: Temporal.Instant): Decision => {
  const { whole } = task
  if (whole !== null && !mayAddPart(whole.standing)) return no('task.not-permitted')
  if (task.title === '') return no('task.title-missing')
  if (task.responsible === 'missing') return no('task.responsible-missing')
  if (task.responsible === 'out-of-reach') return no('task.responsible-out-of-reach')
  if (task.dueAt === null) return allowed
  if (!isBefore(now, task.dueAt)) return no('task.due-past')
  return whole !== null && isAfter(whole.dueAt, task.dueAt) ? no('task.due-after-whole') : allowed
}

const answers = (standing: TaskStanding): boolean => standing === 'responsible'
const helps = (standing: TaskStanding): boolean => standing === 'responsible' || standing === 'together'

/** Those who do it tick its steps. */
export const decideMark = (task: Task, standing: TaskStanding): Decision =>
  helps(standing) ? whileOpen(task) : no('task.not-permitted')

/** Those who do it say how far it is. */
export const decideProgress = (task: Task, standing: TaskStanding, words: string): Decision => {
  const mayMark = decideMark(task, standing)
  if (!mayMark.ok) return mayMark
  return words === '' ? no('task.report-missing') : allowed
}

export type Rest = { readonly openSteps: number; readonly openParts: number }

/** Finished is said by the one who answers for it, when nothing of it is left open. */
export const decideReport = (task: Task, standing: TaskStanding, words: string, rest: Rest): Decision => {
  if (!answers(standing)) return no('task.not-permitted')
  const open = whileOpen(task)
  if (!open.ok) return open
  if (words === '') return no('task.report-missing')
  if (rest.openSteps > 0) return refuse({ code: 'task.steps-open', open: rest.openSteps })
  return rest.openParts > 0 ? refuse({ code: 'task.parts-open', open: rest.openParts }) : allowed
}

/** The answer that was asked for has been issued: that ends it, whatever steps were noted, but not its parts. */
export const decideAnswered = (task: Task, rest: Rest): Decision => {
  if (task.state === 'done' || task.state === 'cancelled') return no('task.closed')
  return rest.openParts > 0 ? refuse({ code: 'task.parts-open', open: rest.openParts }) : allowed
}

/** Whoever asked for it accepts what was reported, or sends it back with a reason. */
export const decideVerdict = (task: Task, standing: TaskStanding, isAccepted: boolean, words: string): Decision => {
  if (standing !== 'assigner') return no('task.not-permitted')
  if (task.state === 'done' || task.state === 'cancelled') return no('task.closed')
  if (task.state !== 'reported') return no('task.not-reported')
  return !isAccepted && words === '' ? no('task.reason-missing') : allowed
}

export const decideExtensionRequest = (
  task: Task,
  standing: TaskStanding,
  asked: {
    readonly dueAt: Temporal.Instant
    readonly reason: string
    readonly waiting: AskedExtension | null
    /** The day of the whole of which it is a part. */
    readonly wholeDueAt: Temporal.Instant | null
  },
  now: Temporal.Instant,
): Decision => {
  if (!answers(standing)) return no('task.not-permitted')
  const open = whileOpen(task)
  if (!open.ok) return open
  if (task.dueAt === null) return no('task.no-due-day')
  if (asked.waiting !== null) return no('task.extension-waits')
  if (asked.reason === '') return no('task.reason-missing')
  if (!isBefore(task.dueAt, asked.dueAt) || !isBefore(now, asked.dueAt)) return no('task.extension-not-later')
  return isAfter(asked.wholeDueAt, asked.dueAt) ? no('task.due-after-whole') : allowed
}

export const decideExtensionVerdict = (
  task: Task,
  standing: TaskStanding,
  waiting: AskedExtension | null,
  verdict: { readonly isGranted: boolean; readonly note: string; readonly wholeDueAt: Temporal.Instant | null },
): Decision => {
  if (standing !== 'assigner') return no('task.not-permitted')
  const open = whileOpen(task)
  if (!open.ok) return open
  if (waiting === null) return no('task.extension-unknown')
  if (!verdict.isGranted) return verdict.note === '' ? no('task.reason-missing') : allowed
  return isAfter(verdict.wholeDueAt, waiting.dueWanted) ? no('task.due-after-whole') : allowed
}

/** Whoever takes part says something, also while it waits to be judged. */
export const decideRemark = (task: Task, standing: TaskStanding, words: string): Decision => {
  if (standing === 'watching') return no('task.not-permitted')
  if (task.state === 'done' || task.state === 'cancelled') return no('task.closed')
  return words === '' ? no('task.words-missing') : allowed
}

/** Who asked for it sets another day, earlier or later, with a reason; a wish for more time is answered first. */
export const decideNewDay = (
  task: Task,
  standing: TaskStanding,
  wanted: {
    readonly dueAt: Temporal.Instant
    readonly reason: string
    readonly waiting: AskedExtension | null
    readonly wholeDueAt: Temporal.Instant | null
    /** The last day of its open parts. */
    readonly partsDueAt: Temporal.Instant | null
  },
  now: Temporal.Instant,
): Decision => {
  if (standing !== 'assigner') return no('task.not-permitted')
  const open = whileOpen(task)
  if (!open.ok) return open
  if (wanted.waiting !== null) return no('task.extension-unanswered')
  if (wanted.reason === '') return no('task.reason-missing')
  if (!isBefore(now, wanted.dueAt)) return no('task.due-past')
  if (isAfter(wanted.wholeDueAt, wanted.dueAt)) return no('task.due-after-whole')
  return isAfter(wanted.dueAt, wanted.partsDueAt ?? wanted.dueAt) ? no('task.due-before-part') : allowed
}

export const decideCancellation = (task: Task, standing: TaskStanding, reason: string): Decision => {
  if (standing !== 'assigner') return no('task.not-permitted')
  if (task.state === 'done' || task.state === 'cancelled') return no('task.closed')
  return reason === '' ? no('task.reason-missing') : allowed
}

/** By whose fault it is late is judged by the one who asked for it, and may be judged again. */
export const decideLateness = (
  task: Task,
  standing: TaskStanding,
  judged: { readonly fault: LateFault; readonly reason: string },
  now: Temporal.Instant,
): Decision => {
  if (standing !== 'assigner') return no('task.not-permitted')
  if (!isLate(task, now)) return no('task.not-late')
  return judged.reason === '' ? no('task.reason-missing') : allowed
}

/** The head of a unit hands what the unit answers for on to one of its officers. */
export const decideHandOn = (task: Task, standing: TaskStanding, isWithinReach: boolean): Decision => {
  if (!answers(standing)) return no('task.not-permitted')
  const open = whileOpen(task)
  if (!open.ok) return open
  return isWithinReach ? allowed : no('task.responsible-out-of-reach')
}
