import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { setWorkDue } from '#modules/processes/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { decideNewDay, decideRemark, type TaskRefusal } from '../domain/index.ts'
import { changeTask, findAskedExtension, findDueAt, findLastPartDue } from '../store/tasks.ts'
import { asAssigner, onTask, record, type TaskDeps, type TaskScene } from './scene.ts'

/** Who is not written to about it. */
const saidBy = ({ actor }: TaskScene) => ({ by: actor.officerId })

type Done = Promise<Result<null, TaskRefusal>>

export const SayOnTask = z.object({ taskId: z.uuid(), words: z.string().trim().max(4_000), key: FormKey })
export type SayOnTask = z.infer<typeof SayOnTask>

/** Urges, asks or answers on a task that is not over; the others who take part are written to. */
export const sayOnTask = (deps: TaskDeps, actor: Actor, command: SayOnTask): Done =>
  onTask<null>(
    deps,
    actor,
    command.taskId,
    async (scene) => {
      const words = command.words.trim()
      const decided = decideRemark(scene.task, scene.standing, words)
      if (!decided.ok) return decided
      await record(scene, scene.task.id, { kind: 'remark', body: words, detail: saidBy(scene) })
      return accept(null)
    },
    { act: 'task.remark', answer: z.null(), command },
  )

export const SetDay = z.object({
  taskId: z.uuid(),
  dueAt: z.instanceof(Temporal.Instant),
  reason: z.string().trim().max(1_000),
})
export type SetDay = z.infer<typeof SetDay>

/** Who asked for it sets another day without being asked; the first day is kept, and why stands in its story. */
export const setTaskDay = (deps: TaskDeps, actor: Actor, { taskId, dueAt, ...said }: SetDay): Done =>
  onTask(deps, actor, taskId, async (scene) => {
    const { tx, task, now } = scene
    const reason = said.reason.trim()
    if (task.dueAt !== null && Temporal.Instant.compare(task.dueAt, dueAt) === 0) return accept(null)
    const [waiting, wholeDueAt, partsDueAt] = await Promise.all([
      findAskedExtension(tx, task.id),
      findDueAt(tx, task.parentId),
      findLastPartDue(tx, task.id),
    ])
    const decided = decideNewDay(task, asAssigner(scene), { dueAt, reason, waiting, wholeDueAt, partsDueAt }, now)
    if (!decided.ok) return decided
    await changeTask(tx, task, { dueAt }, now)
    await setWorkDue(tx, task.id, dueAt, null)
    await record(scene, task.id, { kind: 'due-changed', body: reason, dueAt, detail: saidBy(scene) })
    return accept(null)
  })
