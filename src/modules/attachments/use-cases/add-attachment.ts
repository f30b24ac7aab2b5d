import { Readable } from 'node:stream'
import pLimit from 'p-limit'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import { type Database, inTransaction, type Reader, readingTogether, type Tx } from '#platform/database/connection.ts'
import {
  type Attachment,
  type AttachmentLimits,
  type AttachmentOwner,
  type AttachmentRefusal,
  type AttachmentUsage,
  decideRoom,
} from '../domain/attachment.ts'
import { lockOwner, type NewAttachment, saveAttachments, usageOf } from '../store/attachments.ts'
import { getAttachmentLimits } from '../store/limits.ts'
import { type TakeInDeps, type TakenContent, takeInContent } from './take-in-content.ts'

export type AddAttachmentDeps = TakeInDeps & { readonly database: Database; readonly clock: Clock }

export type FileToAdd = {
  readonly purpose: string
  readonly name: string
  readonly content: Readable | Uint8Array
}

export type AddAttachments = {
  readonly owner: AttachmentOwner
  /** The account that hands them in; null for another system, whose files are not counted. */
  readonly addedBy: string | null
  readonly files: readonly FileToAdd[]
}

export type AddAttachment = Omit<AddAttachments, 'files'> & FileToAdd

/** Whether this may be done at all, as the owner's module says. */
export type MayAttach<Refusal> = {
  /** Asked before a byte is taken; only reads. */
  readonly ask: (reader: Reader) => Promise<Result<unknown, Refusal>>
  /** Asked again where the rows are written, and true until they are; what it writes is written with them. */
  readonly hold: (tx: Tx) => Promise<Result<unknown, Refusal>>
  /** What is written with the rows when no file was refused. */
  readonly complete?: (tx: Tx) => Promise<void>
}

/** For an owner that needs no hold: the same question twice. */
export const askedTwice = <Refusal>(
  may: (reader: Reader) => Promise<Result<unknown, Refusal>>,
): MayAttach<Refusal> => ({ ask: may, hold: may })

type Taken = Result<TakenContent, AttachmentRefusal>
type Added = Result<Attachment, AttachmentRefusal>

/** Examining a file takes the processor, keeping it takes the disk. */
const filesAtOnce = 4

/** A stream that nobody reads would hold its file open. */
const leaveUnread = (files: readonly FileToAdd[]): void => {
  for (const { content } of files) if (content instanceof Readable) content.destroy()
}

const nextOf = <Item>(items: Iterator<Item>): Item => {
  const next = items.next()
  if (next.done === true) throw new Error('fewer came back than were given')
  return next.value
}

const takeInAll = (deps: TakeInDeps, files: readonly FileToAdd[], maxFileBytes: number): Promise<readonly Taken[]> => {
  const inTurn = pLimit(filesAtOnce)
  return Promise.all(files.map((file) => inTurn(() => takeInContent(deps, { ...file, maxFileBytes }))))
}

/** Which of the files that were taken in find room, one after the other; what the program was sent by another system is not counted. */
const decideRooms = (
  taken: readonly Taken[],
  limits: AttachmentLimits,
  usage: AttachmentUsage | null,
): readonly Taken[] => {
  let used = usage
  return taken.map((one) => {
    if (!one.ok || used === null) return one
    const full = decideRoom(limits, used, one.value.content.sizeBytes)
    if (full !== null) return refuse(full)
    used = { files: used.files + 1, bytes: used.bytes + one.value.content.sizeBytes }
    return one
  })
}

/**
 * Takes files in for an owner: room is checked, each content streamed, examined and durable, and then, room being checked again under a lock,
 * their rows are written together with what the owner's module writes. A file that is refused does not keep the others out; answers each in its
 * place.
 */
export const addAttachments = async <Refusal>(
  deps: AddAttachmentDeps,
  { owner, addedBy, files }: AddAttachments,
  mayAttach: MayAttach<Refusal>,
): Promise<Result<readonly Added[], Refusal>> => {
  const now = deps.clock.now()
  const usedOf = async (reader: Reader): Promise<AttachmentUsage | null> =>
    addedBy === null ? null : usageOf(reader, owner)
  const [allowedBefore, limits, used] = await readingTogether(deps.database, (reader) =>
    Promise.all([mayAttach.ask(reader), getAttachmentLimits(reader, localDate(now)), usedOf(reader)]),
  )
  if (!allowedBefore.ok) {
    leaveUnread(files)
    return allowedBefore
  }
  const full = used === null ? null : decideRoom(limits, used, 1)
  if (full !== null) {
    leaveUnread(files)
    return accept(files.map(() => refuse(full)))
  }
  const taken = await takeInAll(deps, files, limits.maxFileBytes)
  return inTransaction(deps.database, async (tx): Promise<Result<readonly Added[], Refusal>> => {
    const [, allowed, usedNow] = await Promise.all([lockOwner(tx, owner), mayAttach.hold(tx), usedOf(tx)])
    if (!allowed.ok) return allowed
    const rooms = decideRooms(taken, limits, usedNow)
    const fresh = rooms.flatMap((one, at): readonly NewAttachment[] => {
      const purpose = files[at]?.purpose ?? ''
      return one.ok ? [{ ...one.value, owner, purpose, addedBy, addedAt: now }] : []
    })
    const saving = saveAttachments(tx, fresh)
    const [attachments] = await Promise.all([
      saving,
      rooms.every((one) => one.ok) ? mayAttach.complete?.(tx) : undefined,
    ])
    const saved = attachments.values()
    return accept(rooms.map((one): Added => (one.ok ? accept(nextOf(saved)) : one)))
  })
}

/** The same for one file. */
export const addAttachment = async <Refusal>(
  deps: AddAttachmentDeps,
  { owner, addedBy, ...file }: AddAttachment,
  mayAttach: MayAttach<Refusal>,
): Promise<Result<Attachment, AttachmentRefusal | Refusal>> => {
  const added = await addAttachments(deps, { owner, addedBy, files: [file] }, mayAttach)
  return added.ok ? nextOf(added.value.values()) : added
}
