import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { setWorkDue } from '#modules/processes/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { decideExtensionRequest, decideExtensionVerdict, type TaskRefusal } from '../domain/index.ts'
import { changeTask, decideExtensionRow, findAskedExtension, findDueAt, insertExtension } from '../store/tasks.ts'
import { asAssigner, onTask, record, type TaskDeps, type TaskScene } from './scene.ts'
import { closeTaskWork, openTaskWork } from './task-work.ts'

type Done = Promise<Result<null, TaskRefusal>>

export const AskExtension = z.object({
  taskId: z.uuid(),
  dueAt: z.instanceof(Temporal.Instant),
  reason: z.string().trim().max(1_000),
  key: FormKey,
})
export type AskExtension = z.infer<typeof AskExtension>

const ask = async (scene: TaskScene, { dueAt, reason }: AskExtension): Done => {
  const { tx, task, now } = scene
  const [waiting, wholeDueAt] = await Promise.all([findAskedExtension(tx, task.id), findDueAt(tx, task.parentId)])
  const decided = decideExtensionRequest(task, scene.standing, { dueAt, reason, waiting, wholeDueAt }, now)
  if (!decided.ok) return decided
  if (task.dueAt === null) return refuse({ code: 'task.no-due-day' })
  const askedBy = scene.actor.officerId
  await insertExtension(tx, { taskId: task.id, askedBy, dueBefore: task.dueAt, dueWanted: dueAt, reason, at: now })
  const judge = { agencyId: task.agencyId, unitId: null, officerId: task.assignedBy, role: 'leader' } as const
  await openTaskWork(tx, task, [{ ...judge, step: 'extension' }], now)
  await record(scene, task.id, { kind: 'extension-asked', body: reason, dueAt })
  return accept(null)
}

/** Asks for more time; the day stands until it is granted. */
export const askExtension = (deps: TaskDeps, actor: Actor, command: AskExtension): Done =>
  onTask(deps, actor, command.taskId, (scene) => ask(scene, command), {
    act: 'task.extension',
    answer: z.null(),
    command,
  })

export const DecideExtension = z.object({
  taskId: z.uuid(),
  isGranted: z.boolean(),
  note: z.string().trim().max(1_000).default(''),
})
export type DecideExtension = z.infer<typeof DecideExtension>

export const decideExtension = (deps: TaskDeps, actor: Actor, command: DecideExtension): Done =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const { tx, task, now } = scene
    const [waiting, wholeDueAt] = await Promise.all([findAskedExtension(tx, task.id), findDueAt(tx, task.parentId)])
    const decided = decideExtensionVerdict(task, asAssigner(scene), waiting, { ...command, wholeDueAt })
    if (!decided.ok) return decided
    if (waiting === null) return refuse({ code: 'task.extension-unknown' })
    const { isGranted, note } = command
    await decideExtensionRow(tx, { id: waiting.id, isGranted, note, decidedBy: scene.actor.officerId, at: now })
    await closeTaskWork(scene, isGranted ? 'done' : 'sent-back', ['extension'])
    if (isGranted) {
      await changeTask(tx, task, { dueAt: waiting.dueWanted }, now)
      await setWorkDue(tx, task.id, waiting.dueWanted, null)
    }
    const dueAt = isGranted ? waiting.dueWanted : null
    await record(scene, task.id, { kind: isGranted ? 'extension-granted' : 'extension-declined', body: note, dueAt })
    return accept(null)
  })
