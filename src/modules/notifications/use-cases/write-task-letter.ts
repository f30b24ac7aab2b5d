import type { Clock } from '#kernel/time.ts'
import type { TaskLetter } from '#modules/tasks/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { usableAddress } from '../domain/recipient.ts'
import { taskLetter } from '../domain/task-letter.ts'
import { insertMessage } from '../store/messages.ts'
import { sendMessageTask } from './notices-of.ts'

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
  const address = usableAddress(letter.to)
  if (address === null) return
  const now = clock.now()
  const tasks = letter.tasks.map((task) => ({ ...task, link: `${tasksUrl}/${task.id}` }))
  const { subject, body } = taskLetter({ now, listLink: tasksUrl, tasks })
  const messageId = await insertMessage(tx, {
    template: 'tasks-of-the-morning',
    dossierId: null,
    accountId: letter.accountId,
    eventId: null,
    recipientSealed: sealing.seal(address),
    subject,
    bodySealed: sealing.seal(body),
    createdAt: now,
  })
  if (messageId !== null) await enqueue(tx, sendMessageTask, { messageId })
}
