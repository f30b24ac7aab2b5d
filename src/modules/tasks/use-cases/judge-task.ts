import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import {
  decideCancellation,
  decideHandOn,
  decideLateness,
  decideVerdict,
  lateFaults,
  type TaskRefusal,
} from '../domain/index.ts'
import { findAssignable } from '../queries/assignable.ts'
import { addParties, endLeading, listHelping } from '../store/parties.ts'
import { showDocumentOfTasks } from '../store/shown-documents.ts'
import { changeTask, findTaskForUpdate, listOpenParts } from '../store/tasks.ts'
import { asAssigner, onTask, record, type TaskDeps, type TaskScene } from './scene.ts'
import { closeTaskWork, openTaskWork, type TaskWait } from './task-work.ts'

type Done = Promise<Result<null, TaskRefusal>>

const words = (most: number) => z.string().trim().max(most)

export const JudgeTask = z.object({ taskId: z.uuid(), isAccepted: z.boolean(), words: words(4_000) })
export type JudgeTask = z.infer<typeof JudgeTask>

/** What was sent back waits again for everybody who does it. */
const askAgain = async ({ tx, task, now }: TaskScene): Promise<void> => {
  const helping = await listHelping(tx, task.id)
  const doing: TaskWait = {
    step: 'do',
    agencyId: task.responsibleAgencyId,
    unitId: task.responsibleUnitId,
    officerId: task.responsibleOfficerId,
    role: task.responsibleOfficerId === null ? 'unit-head' : 'handler',
  }
  const waits = [doing, ...helping.map((one): TaskWait => ({ ...one, step: 'help', role: 'handler' }))]
  await openTaskWork(tx, task, waits, now)
}

/** Accepts what was reported, or sends it back to be done better. */
export const judgeTask = (deps: TaskDeps, actor: Actor, command: JudgeTask): Done =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const { tx, task, now } = scene
    const decided = decideVerdict(task, asAssigner(scene), command.isAccepted, command.words)
    if (!decided.ok) return decided
    await closeTaskWork(scene, command.isAccepted ? 'done' : 'sent-back')
    if (command.isAccepted) await changeTask(tx, task, { state: 'done', doneAt: now }, now)
    else {
      await changeTask(tx, task, { state: 'open', reportedAt: null }, now)
      await askAgain(scene)
    }
    await record(scene, task.id, { kind: command.isAccepted ? 'accepted' : 'sent-back', body: command.words })
    return accept(null)
  })

export const CancelTask = z.object({ taskId: z.uuid(), reason: words(1_000) })
export type CancelTask = z.infer<typeof CancelTask>

/** Nobody goes on with the parts of what is not wanted any more: they end with the whole, each told in its own story. */
const cancelWithParts = async (scene: TaskScene, reason: string): Promise<void> => {
  const { tx, task, now } = scene
  await closeTaskWork(scene, 'cancelled')
  await changeTask(tx, task, { state: 'cancelled', cancelledAt: now }, now)
  await showDocumentOfTasks(tx, task.documentId, now)
  await record(scene, task.id, { kind: 'cancelled', body: reason })
  for (const id of await listOpenParts(tx, task.id)) {
    const part = await findTaskForUpdate(tx, id)
    if (part?.state === 'open' || part?.state === 'reported') await cancelWithParts({ ...scene, task: part }, reason)
  }
}

/** Takes a task back, with those of its parts that are not done. */
export const cancelTask = (deps: TaskDeps, actor: Actor, command: CancelTask): Done =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const decided = decideCancellation(scene.task, asAssigner(scene), command.reason)
    if (!decided.ok) return decided
    await cancelWithParts(scene, command.reason)
    return accept(null)
  })

export const JudgeLateness = z.object({ taskId: z.uuid(), fault: z.enum(lateFaults), reason: words(1_000) })
export type JudgeLateness = z.infer<typeof JudgeLateness>

/** Says by whose fault a task is or was late; evaluation counts it so. */
export const judgeLateness = (deps: TaskDeps, actor: Actor, command: JudgeLateness): Done =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const { task, now } = scene
    const decided = decideLateness(task, asAssigner(scene), command, now)
    if (!decided.ok) return decided
    await changeTask(scene.tx, task, { lateFault: command.fault, lateReason: command.reason }, now)
    const detail = { fault: command.fault }
    await record(scene, task.id, { kind: 'lateness-judged', body: command.reason, detail })
    return accept(null)
  })

export const HandTaskOn = z.object({ taskId: z.uuid(), officerId: z.uuid(), words: words(1_000).default('') })
export type HandTaskOn = z.infer<typeof HandTaskOn>

/** The head of a unit hands a task of the unit on to one of its officers, who answers for it from then on. */
export const handTaskOn = (deps: TaskDeps, actor: Actor, command: HandTaskOn): Done =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const { tx, task, now } = scene
    const [chosen] = await findAssignable(tx, scene.actor, [command.officerId])
    const decided = decideHandOn(task, scene.standing, chosen?.kind === 'officer')
    if (!decided.ok) return decided
    if (chosen === undefined) return refuse({ code: 'task.responsible-out-of-reach' })
    const responsible = { agencyId: chosen.agencyId, unitId: chosen.unitId, officerId: chosen.id }
    await closeTaskWork(scene, 'done', ['do'])
    await endLeading(tx, task.id, now)
    await addParties(tx, task.id, [{ ...responsible, capacity: 'leading' }], now)
    await changeTask(tx, task, { responsible }, now)
    await showDocumentOfTasks(tx, task.documentId, now)
    await openTaskWork(tx, task, [{ ...responsible, step: 'do', role: chosen.role }], now)
    await record(scene, task.id, { kind: 'handed-on', body: command.words })
    return accept(null)
  })
