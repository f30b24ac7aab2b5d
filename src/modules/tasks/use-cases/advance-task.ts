import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import type { TakenContent } from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import { decideMark, decideProgress, decideReport, type TaskRefusal } from '../domain/index.ts'
import { changeTask, countRest, markStep } from '../store/tasks.ts'
import { decideEvidence, keepEvidence } from './evidence.ts'
import { onTask, record, type TaskDeps } from './scene.ts'
import { closeTaskWork, openTaskWork } from './task-work.ts'

export const ReportProgress = z.object({
  taskId: z.uuid(),
  progress: z.number().int().min(0).max(100),
  words: z.string().trim().max(4_000),
  key: FormKey,
})
export type ReportProgress = z.infer<typeof ReportProgress>

/** The entry under which files are kept as evidence. */
const Reported = z.object({ entryId: z.uuid() })
export type Reported = z.infer<typeof Reported>

type Reporting = Promise<Result<Reported, TaskRefusal | AttachmentRefusal>>

/** Says how far it is, with what proves it; whoever does it or helps may. */
export const reportProgress = (
  deps: TaskDeps,
  actor: Actor,
  command: ReportProgress,
  evidence: readonly TakenContent[] = [],
): Reporting =>
  onTask<Reported, AttachmentRefusal>(
    deps,
    actor,
    command.taskId,
    async (scene) => {
      const decided = decideProgress(scene.task, scene.standing, command.words)
      if (!decided.ok) return decided
      const room = await decideEvidence(scene, evidence)
      if (!room.ok) return room
      await changeTask(scene.tx, scene.task, { progress: command.progress }, scene.now)
      const { progress, words } = command
      const entryId = await record(scene, scene.task.id, { kind: 'progress', body: words, progress })
      await keepEvidence(scene, entryId, evidence)
      return accept({ entryId })
    },
    {
      act: 'task.progress',
      answer: Reported,
      command: { ...command, evidence: evidence.map(({ content }) => content.sha256) },
    },
  )

export const MarkStep = z.object({ taskId: z.uuid(), position: z.number().int().min(1).max(30), isDone: z.boolean() })
export type MarkStep = z.infer<typeof MarkStep>

/** Ticks a step or takes the tick back; how far the task is follows from its steps. */
export const markTaskStep = (deps: TaskDeps, actor: Actor, command: MarkStep): Promise<Result<Reported, TaskRefusal>> =>
  onTask(deps, actor, command.taskId, async (scene) => {
    const { tx, task, now } = scene
    const decided = decideMark(task, scene.standing)
    if (!decided.ok) return decided
    const done = command.isDone ? { by: scene.actor.officerId, at: now } : null
    const name = await markStep(tx, task.id, command.position, done)
    if (name === null) return refuse({ code: 'task.not-found' })
    const words = `${command.isDone ? '✓' : '○'} ${name}`
    const rest = await countRest(tx, task.id)
    const progress = Math.round(((rest.steps - rest.openSteps) * 100) / Math.max(rest.steps, 1))
    await changeTask(tx, task, { progress }, now)
    return accept({ entryId: await record(scene, task.id, { kind: 'progress', body: words, progress }) })
  })

export const ReportFinished = z.object({ taskId: z.uuid(), words: z.string().trim().max(4_000) })
export type ReportFinished = z.infer<typeof ReportFinished>

/** Says that it is done. Whoever gave the task to himself has it accepted with that. */
export const reportFinished = (
  deps: TaskDeps,
  actor: Actor,
  command: ReportFinished,
  evidence: readonly TakenContent[] = [],
): Reporting =>
  onTask<Reported, AttachmentRefusal>(deps, actor, command.taskId, async (scene) => {
    const { tx, task, now } = scene
    const decided = decideReport(task, scene.standing, command.words, await countRest(tx, task.id))
    if (!decided.ok) return decided
    const room = await decideEvidence(scene, evidence)
    if (!room.ok) return room
    const isOwn = task.assignedBy === scene.actor.officerId
    await closeTaskWork(scene, 'done')
    await changeTask(
      tx,
      task,
      { progress: 100, reportedAt: now, state: isOwn ? 'done' : 'reported', ...(isOwn ? { doneAt: now } : {}) },
      now,
    )
    const entryId = await record(scene, task.id, { kind: 'reported', body: command.words, progress: 100 })
    await keepEvidence(scene, entryId, evidence)
    const judge = { agencyId: task.agencyId, unitId: null, officerId: task.assignedBy }
    if (!isOwn) await openTaskWork(tx, task, [{ ...judge, step: 'judge', role: 'leader' }], now)
    return accept({ entryId })
  })
