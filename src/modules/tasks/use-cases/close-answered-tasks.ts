import type { Temporal } from '#kernel/time.ts'
import { closeWorkItem, listOpenWork } from '#modules/processes/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { decideAnswered } from '../domain/index.ts'
import { findIssuedAnswer, type IssuedAnswer, listUndoneOfDocument } from '../store/answered-tasks.ts'
import { addEntry } from '../store/entries.ts'
import { changeTask, countRest, dropAskedExtension, findTaskForUpdate } from '../store/tasks.ts'
import type { TaskDeps } from './scene.ts'

export type AnswerIssued = { readonly documentId: string; readonly answerId: string }

const closeTask = async (tx: Tx, taskId: string, issued: IssuedAnswer, now: Temporal.Instant): Promise<boolean> => {
  const task = await findTaskForUpdate(tx, taskId)
  if (task === null || !decideAnswered(task, await countRest(tx, taskId)).ok) return false
  await dropAskedExtension(tx, taskId, now)
  for (const item of await listOpenWork(tx, taskId)) await closeWorkItem(tx, item.id, 'done', now, null)
  await changeTask(tx, task, { progress: 100, state: 'done', reportedAt: task.reportedAt ?? now, doneAt: now }, now)
  await addEntry(tx, { taskId, kind: 'answered', body: issued.code, progress: 100, by: issued, at: now })
  const subject = { subjectKind: 'task', subjectId: taskId, type: 'task.answered', occurredAt: now } as const
  await appendAction(tx, { ...subject, actor: { kind: 'system' }, recordedAt: now, detail: { code: issued.code } })
  await publishEvent(tx, { ...subject, data: { code: issued.code } })
  return true
}

/**
 * The answer to a document was issued: the tasks that came of the document are done with it. One with a part that is still open stays open.
 * Harmless when it is told twice. Answers how many were closed.
 */
export const closeAnsweredTasks = (
  { database, clock }: TaskDeps,
  { documentId, answerId }: AnswerIssued,
): Promise<number> =>
  database.transaction().execute(async (tx) => {
    const issued = await findIssuedAnswer(tx, answerId)
    if (issued === null) return 0
    let closed = 0
    for (const id of await listUndoneOfDocument(tx, documentId))
      if (await closeTask(tx, id, issued, clock.now())) closed += 1
    return closed
  })
