import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { signTogether } from '#platform/signing/keys/sign-together.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'
import type { KeyHolder } from '../domain/key-holder.ts'
import type { KeyRefusal, OpenKeyRefusal } from '../domain/refusals.ts'
import { type BatchItem, type BatchRefusal, mostInBatch, type SigningBatch } from '../domain/signing-batch.ts'
import {
  findBatch,
  finishBatch,
  holdBatch,
  keepHolding,
  releaseBatch,
  saveBatch,
  settleItem,
} from '../store/signing-batches.ts'
import { Confirmation, type HeldKey, openKey, type SignatureDeps } from './open-key.ts'

export const StartBatch = z.strictObject({
  /** Made by whoever asks, so that a second press starts no second batch. */
  id: z.uuid(),
  /** With the seal of this agency; absent: with the officer's own signature. */
  agencyId: z.uuid().optional(),
  items: z.array(
    z.strictObject({
      subject: z.strictObject({ kind: z.string().max(64), id: z.uuid() }),
      version: z.number().int().min(1),
      title: z.string().max(400),
    }),
  ),
})
export type StartBatch = z.infer<typeof StartBatch>

const holderOf = (actor: OfficerActor, agencyId: string | null): KeyHolder | null => {
  if (agencyId === null) return { kind: 'officer', id: actor.officerId }
  return postFor(actor, 'clerk', agencyId) === undefined ? null : { kind: 'agency', id: agencyId }
}

/** Puts down what is to be signed; nothing is signed yet. The same id again changes nothing. */
export const startBatch = async (
  deps: SignatureDeps,
  actor: Actor,
  command: StartBatch,
): Promise<Result<{ readonly id: string }, BatchRefusal>> => {
  const { id, items, agencyId = null } = command
  if (actor.kind !== 'officer' || holderOf(actor, agencyId) === null) return refuse({ code: 'batch.not-permitted' })
  if (items.length === 0) return refuse({ code: 'batch.empty' })
  if (items.length > mostInBatch) return refuse({ code: 'batch.too-many' })
  const keys = new Set(items.map(({ subject }) => `${subject.kind} ${subject.id}`))
  if (keys.size < items.length) return refuse({ code: 'batch.doubled' })
  const deed = agencyId === null ? 'sign' : 'number'
  return inTransaction(deps.database, async (tx) => {
    await saveBatch(tx, { id, officerId: actor.officerId, deed, agencyId, items }, deps.clock.now())
    return accept({ id })
  })
}

/**
 * Signs one paper with a key in hand, as its own module does it with permission and all; refuses with a code of its own. One that this
 * officer has signed in this version already counts as signed: the program may have died before the batch heard of it.
 */
export type BatchDeed = (
  item: Pick<BatchItem, 'subject' | 'version'>,
  held: HeldKey,
  inTurn: InTurn,
) => Promise<Result<unknown, { readonly code: string }>>

/** A part of a deed that runs after the same part of every paper before it: numbers follow the order of the list. */
export type InTurn = <Value>(part: () => Promise<Value>) => Promise<Value>

export const RunBatch = z.strictObject({ id: z.uuid(), confirmation: Confirmation.optional() })
export type RunBatch = z.infer<typeof RunBatch>

/** Longer than one paper takes at the slowest device; a program that died lets others go on after it. */
const holdSeconds = 60
const holdAgainMs = 20_000

type Deeds = Readonly<Record<string, BatchDeed>>
type RunRefusal = BatchRefusal | OpenKeyRefusal

/** A batch that is being signed; `ended` comes when nothing more will be, and throws when a deed was at fault. */
export type RunningBatch = { readonly ended: Promise<SigningBatch> }

/**
 * Takes the key in hand and begins to sign what waits in a batch with one confirmation, on all cores. Each paper stands for itself: one
 * that is refused is named and holds up nobody. Cut off in the middle, it is begun again and takes up what still waits.
 */
export const beginBatch = async (
  deps: SignatureDeps,
  actor: Actor,
  command: RunBatch,
  deeds: Deeds,
): Promise<Result<RunningBatch, RunRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'batch.not-permitted' })
  const batch = await findBatch(deps.database, command.id, actor.officerId)
  if (batch === null) return refuse({ code: 'batch.not-found' })
  const holder = holderOf(actor, batch.agencyId)
  if (holder === null) return refuse({ code: 'batch.not-permitted' })
  const waiting = batch.items.filter((item) => item.state === 'waiting')
  if (waiting.length === 0) return accept({ ended: Promise.resolve(batch) })
  const until = () => deps.clock.now().add({ seconds: holdSeconds })
  if (!(await holdBatch(deps.database, batch.id, deps.clock.now(), until()))) return refuse({ code: 'batch.running' })
  const held = await openKey(deps, holder, command.confirmation ?? {}, waiting.length).catch(async (error: unknown) => {
    await releaseBatch(deps.database, batch.id, null)
    throw error
  })
  if (!held.ok) {
    await releaseBatch(deps.database, batch.id, null)
    return held
  }
  const again = setInterval(() => {
    // One that fails is made up by the next; after the hold has run out the batch is open to others, and no paper is signed twice.
    keepHolding(deps.database, batch.id, until()).catch(() => undefined)
  }, holdAgainMs)
  const ended = signHeld({ deps, batch, held: held.value, deeds }, waiting)
    .finally(() => clearInterval(again))
    .then(async () => (await findBatch(deps.database, batch.id, actor.officerId)) ?? batch)
  return accept({ ended })
}

/** As `beginBatch`, and waits for the end. */
export const runBatch = async (
  deps: SignatureDeps,
  actor: Actor,
  command: RunBatch,
  deeds: Deeds,
): Promise<Result<SigningBatch, RunRefusal>> => {
  const begun = await beginBatch(deps, actor, command, deeds)
  return begun.ok ? accept(await begun.value.ended) : begun
}

type Signing = {
  readonly deps: SignatureDeps
  readonly batch: SigningBatch
  readonly held: HeldKey
  readonly deeds: Deeds
}

const signHeld = async (signing: Signing, waiting: readonly BatchItem[]): Promise<void> => {
  const { deps, batch, held } = signing
  let stopped: KeyRefusal | null = null
  try {
    stopped = await signAll(signing, waiting)
  } finally {
    await held.close()
    await releaseBatch(deps.database, batch.id, stopped)
  }
  await finishBatch(deps.database, batch.id, deps.clock.now())
}

const keyCodes: ReadonlySet<string> = new Set<KeyRefusal['code']>([
  'signature.key-unavailable',
  'signature.confirmation-wrong',
  'signature.confirmation-expired',
  'signature.key-locked',
  'signature.credential-revoked',
])

/** A wrong PIN or a lost device says nothing of the paper: it goes on waiting. */
const keyRefusalIn = (refusal: { readonly code: string; readonly why?: unknown }): KeyRefusal | null => {
  const { why } = refusal
  const told = typeof why === 'object' && why !== null && 'code' in why ? why : refusal
  return keyCodes.has(String(told.code)) ? (told as KeyRefusal) : null
}

/**
 * A service that wants all digests at once would hold the numbers of a whole batch while its holder confirms, and leave them with their papers when he
 * does not: it is asked one by one, as any other key.
 */
const keyOf = ({ batch, held }: Signing): SigningKey => {
  const { algorithm, certificateChain, sign } = held.key
  return batch.deed === 'number' ? { algorithm, certificateChain, sign } : held.key
}

/** A signature waits for its device, its time-stamp and the disk longer than it computes. */
const atOnce = Math.max(4, availableParallelism())

/** Lets each of some deeds, which run at once, do one part in its turn; a deed that ends without it gives its turn on. */
const inOrder = (count: number) => {
  const turns = Array.from({ length: count + 1 }, () => Promise.withResolvers<void>())
  turns[0]?.resolve()
  return async <Value>(at: number, deed: (inTurn: InTurn) => Promise<Value>): Promise<Value> => {
    const pass = () => turns[at]?.promise.then(() => turns[at + 1]?.resolve())
    try {
      return await deed(async (part) => {
        await turns[at]?.promise
        return part().finally(pass)
      })
    } finally {
      void pass()
    }
  }
}

/** Why it stopped before the end, when the key gave way. */
const signAll = async (signing: Signing, waiting: readonly BatchItem[]): Promise<KeyRefusal | null> => {
  const { deps, batch, held, deeds } = signing
  let stopped: KeyRefusal | null = null
  const turns = inOrder(waiting.length)
  const one = (item: BatchItem, at: number) => (key: SigningKey) => turns(at, (inTurn) => signOne(item, key, inTurn))
  const signOne = async (item: BatchItem, key: SigningKey, inTurn: InTurn) => {
    if (stopped !== null) return
    const deed = deeds[item.subject.kind]
    const done =
      deed === undefined ? refuse({ code: 'batch.kind-unknown' }) : await deed(item, { ...held, key }, inTurn)
    const refusal = done.ok ? null : done.refusal
    const ofKey = refusal === null ? null : keyRefusalIn(refusal)
    if (ofKey !== null) stopped = ofKey
    else await settleItem(deps.database, batch.id, item.position, refusal, deps.clock.now())
  }
  const ended = await signTogether(keyOf(signing), waiting.map(one), atOnce)
  // A fault in one deed is the fault of the whole act, after the others have been written down.
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  return stopped
}
