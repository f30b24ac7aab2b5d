import { accept } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { claimReminders, findPartners } from '../store/reminders.ts'

/** A letter to somebody who takes part in a task: something was said on it, or its day was moved. */
export type TaskSaidLetter = {
  readonly accountId: string
  readonly to: string
  readonly taskId: string
  readonly title: string
  readonly what: 'remark' | 'due-changed'
  readonly by: string
  readonly dueAt: Temporal.Instant | null
}

type TaskEvent = {
  readonly type: string
  readonly subjectId: string
  readonly occurredAt: Temporal.Instant
  readonly data: Readonly<Record<string, unknown>>
}

/** Tells each of the others once, in the transaction that keeps that he was told; nothing of what is over. Returns how many letters. */
export const tellOfTask = async (
  deps: { readonly database: Database; readonly clock: Clock },
  { type, subjectId, occurredAt, data }: TaskEvent,
  write: (tx: Tx, letter: TaskSaidLetter) => Promise<void>,
): Promise<number> => {
  const what = type === 'task.remark' ? 'remark' : type === 'task.due-changed' ? 'due-changed' : null
  if (what === null || typeof data.by !== 'string') return 0
  const by = data.by
  const told = await inTransaction<number, never>(deps.database, async (tx) => {
    const moment = `said ${occurredAt}`
    let letters = 0
    for (const { officerId, accountId, email, title, byName, dueAt } of await findPartners(tx, subjectId, by)) {
      const fresh = await claimReminders(tx, [{ taskId: subjectId, officerId, moment }], deps.clock.now())
      if (fresh.size === 0) continue
      await write(tx, { accountId, to: email, taskId: subjectId, title, what, by: byName, dueAt })
      letters += 1
    }
    return accept(letters)
  })
  return told.ok ? told.value : 0
}
