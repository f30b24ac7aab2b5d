import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import {
  decideRoom,
  getAttachmentLimits,
  keepTakenFile,
  type TakeInDeps,
  type TakenContent,
  takeInContent,
  usageOf,
} from '#modules/attachments/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { decideMark, type TaskRefusal } from '../domain/index.ts'
import { onTask, type TaskDeps, type TaskScene } from './scene.ts'

const ownerOf = (taskId: string) => ({ kind: 'task', id: taskId })

export type TakeEvidence = {
  readonly taskId: string
  /** Each is opened when its turn comes. */
  readonly files: readonly { readonly name: string; readonly open: () => Readable }[]
}

/**
 * Takes in the files that are to show what a report says, before the report: whether one may report is asked first, then each is examined,
 * scanned and durable. Whatever is wrong with one of them, none has a row and nothing is reported.
 */
export const takeEvidence = async (
  deps: TaskDeps & TakeInDeps,
  actor: Actor,
  { taskId, files }: TakeEvidence,
): Promise<Result<readonly TakenContent[], TaskRefusal | AttachmentRefusal>> => {
  if (files.length === 0) return accept([])
  const asked = await onTask<number>(deps, actor, taskId, async ({ tx, task, standing, now }) => {
    const decided = decideMark(task, standing)
    return decided.ok ? accept((await getAttachmentLimits(tx, localDate(now))).maxFileBytes) : decided
  })
  if (!asked.ok) return asked
  const taken: TakenContent[] = []
  for (const { name, open } of files) {
    const one = await takeInContent(deps, { name, content: open(), maxFileBytes: asked.value })
    if (!one.ok) return one
    taken.push(one.value)
  }
  return accept(taken)
}

/** Whether the task has room for them; its row is locked by the scene, so two reports count one after the other. */
export const decideEvidence = async (
  { tx, task, now }: TaskScene,
  taken: readonly TakenContent[],
): Promise<Result<null, AttachmentRefusal>> => {
  if (taken.length === 0) return accept(null)
  const [limits, used] = await Promise.all([getAttachmentLimits(tx, localDate(now)), usageOf(tx, ownerOf(task.id))])
  let usage = used
  for (const { content } of taken) {
    const full = decideRoom(limits, usage, content.sizeBytes)
    if (full !== null) return refuse(full)
    usage = { files: usage.files + 1, bytes: usage.bytes + content.sizeBytes }
  }
  return accept(null)
}

/** Keeps the files under the entry that they prove. */
export const keepEvidence = async (
  { tx, task, actor, now }: TaskScene,
  entryId: string,
  taken: readonly TakenContent[],
): Promise<void> => {
  for (const one of taken)
    await keepTakenFile(tx, {
      owner: ownerOf(task.id),
      purpose: entryId,
      taken: one,
      addedBy: actor.accountId,
      addedAt: now,
    })
}
