import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { dueOf, sumOf } from '../domain/charges.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { listCharges } from '../store/charges.ts'
import { lockPayableDossier } from '../store/dossier.ts'
import { findPayment, getPaymentForUpdate, insertRequest, listOpenRequests, saveState } from '../store/payments.ts'
import { bookPayment } from './book-payment.ts'
import type { PaymentDeps } from './payment-deps.ts'

export const ReceiveCash = z.object({
  /** Made by the page: pressed twice, it is one payment. */
  paymentId: z.uuid(),
  dossierId: z.uuid(),
  chargeIds: z.array(z.uuid()).min(1).max(100),
  /** What the officer has counted; it must be what is due at this moment. */
  amount: z.number().int().positive().max(1_000_000_000_000),
})
export type ReceiveCash = z.infer<typeof ReceiveCash>

type CashDeps = Pick<PaymentDeps, 'database' | 'clock'>

/** Orders at the platform wait no longer for what was paid here; money that comes all the same is booked as surplus. */
const abandonOpenRequests = async (tx: Tx, dossierId: string): Promise<void> => {
  for (const payment of await listOpenRequests(tx, dossierId)) await saveState(tx, payment.id, 'abandoned')
}

const receive = async (
  tx: Tx,
  deps: CashDeps,
  actor: Actor,
  command: ReceiveCash,
): Promise<Result<{ readonly paymentId: string }, PaymentRefusal>> => {
  const dossier = await lockPayableDossier(tx, command.dossierId)
  if (dossier === null) return refuse({ code: 'payment.dossier-not-found' })
  const post = postFor(actor, 'one-stop-officer', dossier.agencyId)
  if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'payment.not-permitted' })
  const done = await findPayment(tx, command.paymentId)
  if (done !== null) {
    const isSame = done.dossierId === dossier.id && done.method === 'cash' && done.amount === command.amount
    return isSame ? accept({ paymentId: done.id }) : refuse({ code: 'payment.not-permitted' })
  }
  const wanted = new Set(command.chargeIds)
  const charges = dueOf(await listCharges(tx, dossier.id)).filter((charge) => wanted.has(charge.id))
  if (charges.length !== wanted.size) return refuse({ code: 'payment.charge-not-due' })
  const amount = sumOf(charges)
  if (amount !== command.amount) return refuse({ code: 'payment.amount-changed', amount })
  await abandonOpenRequests(tx, dossier.id)
  const now = deps.clock.now()
  const { filingId, id: dossierId } = dossier
  const request = { id: command.paymentId, filingId, dossierId, reference: `TM-${command.paymentId}`, amount }
  await insertRequest(tx, { ...request, method: 'cash', requestedAt: now, charges })
  const payment = await getPaymentForUpdate(tx, command.paymentId)
  const money = { paidAt: now, transactionId: null, bank: '', receivedBy: actor.officerId }
  await bookPayment({ tx, now, dossier, actor, postId: post.postId }, { payment, ...money })
  return accept({ paymentId: payment.id })
}

/** Takes cash at the counter of the agency that received the dossier, and gives it a number for its receipt. */
export const receiveCash = (
  deps: CashDeps,
  actor: Actor,
  command: ReceiveCash,
): Promise<Result<{ readonly paymentId: string }, PaymentRefusal>> =>
  inTransaction(deps.database, (tx) => receive(tx, deps, actor, command))
