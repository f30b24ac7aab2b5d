import type { Temporal } from '#kernel/time.ts'

export const taskSources = ['document', 'dossier', 'meeting', 'word', 'task'] as const
export type TaskSource = (typeof taskSources)[number]

export const lateFaults = ['responsible', 'together', 'assigner', 'outside'] as const
export type LateFault = (typeof lateFaults)[number]

export type TaskState = 'open' | 'reported' | 'done' | 'cancelled'

/** Something asked of one officer, or of a unit whose head decides who does it. */
export type Task = {
  readonly id: string
  readonly title: string
  readonly state: TaskState
  readonly version: number
  /** Who asks, and in which agency. */
  readonly agencyId: string
  readonly assignedBy: string
  readonly responsibleAgencyId: string
  readonly responsibleUnitId: string | null
  readonly responsibleOfficerId: string | null
  readonly progress: number
  readonly dueAt: Temporal.Instant | null
  readonly reportedAt: Temporal.Instant | null
  readonly doneAt: Temporal.Instant | null
  readonly lateFault: LateFault | null
}

/** An extension that waits for the one who asked for the task. */
export type AskedExtension = {
  readonly id: string
  readonly askedBy: string
  readonly dueWanted: Temporal.Instant
}

/** What somebody is to a task. Whoever holds none of these may at most watch it. */
export type TaskStanding = 'assigner' | 'responsible' | 'together' | 'watching'

/** When a task counts as finished: when it was reported, if that was then accepted. */
export const finishedAt = (task: Pick<Task, 'state' | 'reportedAt'>): Temporal.Instant | null =>
  task.state === 'done' ? task.reportedAt : null

/** Late is what is reported, or still open, after its day. */
export const isLate = (task: Pick<Task, 'dueAt' | 'reportedAt' | 'state'>, now: Temporal.Instant): boolean => {
  if (task.dueAt === null || task.state === 'cancelled') return false
  const until = task.reportedAt ?? now
  return task.dueAt.epochMilliseconds < until.epochMilliseconds
}
