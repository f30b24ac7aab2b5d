import type { Clock } from '#kernel/time.ts'
import type { TaskLetter, TaskSaidLetter } from '#modules/tasks/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { taskLetter } from '../domain/task-letter.ts'
import { taskSaidLetter } from '../domain/task-said-letter.ts'
import { queueOfficerLetter } from './queue-officer-letter.ts'

export type TaskLetterDeps = {
  readonly clock: Clock
  readonly sealing: Pick<Sealing, 'seal'>
  /** Where officers find their tasks, without a slash at the end. */
  readonly tasksUrl: string
}

/** Writes the morning's letter about tasks and queues it, in the transaction that keeps that it was written. */
export const writeTaskLetter = async (
  tx: Tx,
  { clock, sealing, tasksUrl }: TaskLetterDeps,
  letter: TaskLetter,
): Promise<void> => {
  const now = clock.now()
  const tasks = letter.tasks.map((task) => ({ ...task, link: `${tasksUrl}/${task.id}` }))
  await queueOfficerLetter(tx, sealing, {
    template: 'tasks-of-the-morning',
    accountId: letter.accountId,
    to: letter.to,
    at: now,
    ...taskLetter({ now, listLink: tasksUrl, tasks }),
  })
}

/** Writes to somebody that something was said on a task of his, in the transaction that keeps that he was told. */
export const writeTaskSaidLetter = (
  tx: Tx,
  { clock, sealing, tasksUrl }: TaskLetterDeps,
  letter: TaskSaidLetter,
): Promise<void> =>
  queueOfficerLetter(tx, sealing, {
    template: 'task-said',
    accountId: letter.accountId,
    to: letter.to,
    at: clock.now(),
    ...taskSaidLetter({ ...letter, link: `${tasksUrl}/${letter.taskId}` }),
  })
