import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { signTogether } from '#platform/signing/keys/sign-together.ts'
import type { OpenKeyRefusal } from '../domain/refusals.ts'
import { type BatchItem, type BatchRefusal, mostInBatch, type SigningBatch } from '../domain/signing-batch.ts'
import { findBatch, finishBatch, saveBatch, settleItem } from '../store/signing-batches.ts'
import { Confirmation, type HeldKey, openKey, type SignatureDeps } from './open-key.ts'

export const StartBatch = z.strictObject({
  /** Made by whoever asks, so that a second press starts no second batch. */
  id: z.uuid(),
  items: z.array(
    z.strictObject({
      subject: z.strictObject({ kind: z.string().max(64), id: z.uuid() }),
      version: z.number().int().min(1),
    }),
  ),
})
export type StartBatch = z.infer<typeof StartBatch>

/** Puts down what is to be signed; nothing is signed yet. The same id again changes nothing. */
export const startBatch = async (
  deps: SignatureDeps,
  actor: Actor,
  command: StartBatch,
): Promise<Result<{ readonly id: string }, BatchRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'batch.not-permitted' })
  const { id, items } = command
  if (items.length === 0) return refuse({ code: 'batch.empty' })
  if (items.length > mostInBatch) return refuse({ code: 'batch.too-many' })
  const keys = new Set(items.map(({ subject }) => `${subject.kind} ${subject.id}`))
  if (keys.size < items.length) return refuse({ code: 'batch.doubled' })
  return inTransaction(deps.database, async (tx) => {
    await saveBatch(tx, { id, officerId: actor.officerId, items }, deps.clock.now())
    return accept({ id })
  })
}

/** Signs one paper with a key in hand, as its own module does it with permission and all; refuses with a code of its own. */
export type BatchDeed = (
  item: Pick<BatchItem, 'subject' | 'version'>,
  held: HeldKey,
) => Promise<Result<unknown, { readonly code: string }>>

export const RunBatch = z.strictObject({ id: z.uuid(), confirmation: Confirmation.optional() })
export type RunBatch = z.infer<typeof RunBatch>

const running = new Set<string>()

/**
 * Signs what waits in a batch with one confirmation, on all cores. Each paper stands for itself: one that is refused is named and holds
 * up nobody. Cut off in the middle, it is run again and takes up what still waits.
 */
export const runBatch = async (
  deps: SignatureDeps,
  actor: Actor,
  command: RunBatch,
  deeds: Readonly<Record<string, BatchDeed>>,
): Promise<Result<SigningBatch, BatchRefusal | OpenKeyRefusal>> => {
  if (actor.kind !== 'officer') return refuse({ code: 'batch.not-permitted' })
  const batch = await findBatch(deps.database, command.id, actor.officerId)
  if (batch === null) return refuse({ code: 'batch.not-found' })
  if (running.has(batch.id)) return refuse({ code: 'batch.running' })
  running.add(batch.id)
  try {
    const waiting = batch.items.filter((item) => item.state === 'waiting')
    if (waiting.length === 0) return accept(batch)
    const holder = { kind: 'officer', id: actor.officerId } as const
    const held = await openKey(deps, holder, command.confirmation ?? {}, waiting.length)
    if (!held.ok) return held
    try {
      await signAll(deps, batch.id, waiting, held.value, deeds)
    } finally {
      await held.value.close()
    }
    await finishBatch(deps.database, batch.id, deps.clock.now())
    return accept((await findBatch(deps.database, batch.id, actor.officerId)) ?? batch)
  } finally {
    running.delete(batch.id)
  }
}

/** A wrong PIN or a lost device says nothing of the paper: it goes on waiting. */
const isOfKey = (code: string): boolean => /^signature[.](confirmation|key|credential)-/.test(code)

const codeOf = (refusal: { readonly code: string; readonly why?: unknown }): string => {
  const why = refusal.why
  return typeof why === 'object' && why !== null && 'code' in why ? String(why.code) : refusal.code
}

const signAll = async (
  deps: SignatureDeps,
  batchId: string,
  waiting: readonly BatchItem[],
  held: HeldKey,
  deeds: Readonly<Record<string, BatchDeed>>,
): Promise<void> => {
  const one = (item: BatchItem) => async (key: HeldKey['key']) => {
    const deed = deeds[item.subject.kind]
    const done = deed === undefined ? refuse({ code: 'batch.kind-unknown' }) : await deed(item, { ...held, key })
    const refusal = done.ok ? null : done.refusal
    if (refusal !== null && isOfKey(codeOf(refusal))) return
    await settleItem(deps.database, batchId, item.position, refusal, deps.clock.now())
  }
  const ended = await signTogether(held.key, waiting.map(one), availableParallelism())
  // A fault in one deed is the fault of the whole act, after the others have been written down.
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}
