import type { Readable } from 'node:stream'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { type Attachment, type AttachmentOwner, type AttachmentRefusal, decideRoom } from '../domain/attachment.ts'
import { lockOwner, saveAttachment, usageOf } from '../store/attachments.ts'
import { getAttachmentLimits } from '../store/limits.ts'
import { type TakeInDeps, takeInContent } from './take-in-content.ts'

export type AddAttachmentDeps = TakeInDeps & { readonly database: Database; readonly clock: Clock }

export type AddAttachment = {
  readonly owner: AttachmentOwner
  readonly purpose: string
  readonly name: string
  readonly content: Readable | Uint8Array
  /** The account that hands it in; null for another system, whose files are not counted. */
  readonly addedBy: string | null
}

/** Whether this may be done at all, asked of the owner's module before a byte is taken and again before the row is written. */
export type MayAttach<Refusal> = (tx: Tx) => Promise<Result<unknown, Refusal>>

/**
 * Takes a file in for an owner: room is checked, the content streamed, examined and durable, and then, room being checked again
 * under a lock, the row written together with whatever `mayAttach` writes.
 */
export const addAttachment = async <Refusal>(
  deps: AddAttachmentDeps,
  command: AddAttachment,
  mayAttach: MayAttach<Refusal>,
): Promise<Result<Attachment, AttachmentRefusal | Refusal>> => {
  const limits = await getAttachmentLimits(deps.database, localDate(deps.clock.now()))
  const roomFor = async (tx: Tx, sizeBytes: number): Promise<Result<null, AttachmentRefusal | Refusal>> => {
    const allowed = await mayAttach(tx)
    if (!allowed.ok) return allowed
    const full = command.addedBy === null ? null : decideRoom(limits, await usageOf(tx, command.owner), sizeBytes)
    return full === null ? accept(null) : refuse(full)
  }
  const before = await inTransaction(deps.database, (tx) => roomFor(tx, 1))
  if (!before.ok) return before
  const taken = await takeInContent(deps, { ...command, maxFileBytes: limits.maxFileBytes })
  if (!taken.ok) return taken
  return inTransaction(deps.database, async (tx): Promise<Result<Attachment, AttachmentRefusal | Refusal>> => {
    await lockOwner(tx, command.owner)
    const room = await roomFor(tx, taken.value.content.sizeBytes)
    if (!room.ok) return room
    const { owner, purpose, addedBy } = command
    return accept(await saveAttachment(tx, { ...taken.value, owner, purpose, addedBy, addedAt: deps.clock.now() }))
  })
}
