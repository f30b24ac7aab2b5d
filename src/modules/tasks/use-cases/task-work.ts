import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import { closeWorkItem, listOpenWork, openWorkItem } from '#modules/processes/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { dropAskedExtension, type Responsible } from '../store/tasks.ts'
import type { TaskScene } from './scene.ts'

/** What waits for somebody about a task: to do it, to help, to judge what was reported, to answer a wish for more time. */
export type TaskWait = Responsible & {
  readonly step: 'do' | 'help' | 'judge' | 'extension'
  readonly role: Role
}

const deeds: Readonly<Record<TaskWait['step'], DocumentDeed>> = {
  do: 'act',
  help: 'act',
  judge: 'approve',
  extension: 'approve',
}

export const openTaskWork = async (
  tx: Tx,
  task: { readonly id: string; readonly dueAt: Temporal.Instant | null },
  waits: readonly TaskWait[],
  now: Temporal.Instant,
): Promise<void> => {
  for (const wait of waits)
    await openWorkItem(tx, {
      subjectKind: 'task',
      subjectId: task.id,
      definitionId: null,
      stepKey: wait.step === 'help' ? `help:${wait.officerId}` : wait.step,
      deed: deeds[wait.step],
      role: wait.role,
      agencyId: wait.agencyId,
      unitId: wait.unitId,
      officerId: wait.officerId,
      openedAt: now,
      dueAt: task.dueAt,
      subjectDueAt: task.dueAt,
      criticalAt: null,
      limitMinutes: null,
    })
}

/** Closes what is open of a task: all of it, with a wish for more time, or only some steps; it is kept who did it. */
export const closeTaskWork = async (
  { tx, task, actor, post, now }: TaskScene,
  state: 'done' | 'sent-back' | 'cancelled',
  steps?: readonly TaskWait['step'][],
): Promise<void> => {
  if (steps === undefined) await dropAskedExtension(tx, task.id, now)
  const open = await listOpenWork(tx, task.id)
  const by = { officerId: actor.officerId, fullName: actor.fullName, post }
  for (const item of open)
    if (steps === undefined || steps.some((step) => item.stepKey === step || item.stepKey.startsWith(`${step}:`)))
      await closeWorkItem(tx, item.id, state, now, by)
}
