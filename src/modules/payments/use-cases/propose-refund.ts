import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { decideFeeReturn, decideSurplusReturn, type Refund } from '../domain/refunds.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { listCharges } from '../store/charges.ts'
import { lockPayableDossier, type PayableDossier } from '../store/dossier.ts'
import { findSurplus } from '../store/payments.ts'
import { insertRefund, listRefunds } from '../store/refunds.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

const Why = z.strictObject({
  dossierId: z.uuid(),
  reason: z.string().trim().max(1_000),
  /** The rule by which it is given back. */
  basis: z.string().trim().max(300).default(''),
})

export const ProposeRefund = z.union([Why.extend({ chargeId: z.uuid() }), Why.extend({ paymentId: z.uuid() })])
export type ProposeRefund = z.infer<typeof ProposeRefund>

const decide = async (tx: Tx, dossier: PayableDossier, command: ProposeRefund, refunds: readonly Refund[]) => {
  if ('paymentId' in command) return decideSurplusReturn(await findSurplus(tx, dossier.id, command.paymentId), refunds)
  const charge = (await listCharges(tx, dossier.id)).find((one) => one.id === command.chargeId)
  return decideFeeReturn(charge, refunds, dossier.status)
}

type Proposed = Result<{ readonly refundId: string }, PaymentRefusal>

/**
 * The desk that collected proposes that money goes back: a fee of a dossier that ended without what it was paid for, or a surplus whose
 * first proposal was declined. A head decides.
 */
export const proposeRefund = (
  deps: Pick<PaymentDeps, 'database' | 'clock'>,
  actor: Actor,
  command: ProposeRefund,
): Promise<Proposed> =>
  inTransaction(deps.database, async (tx): Promise<Proposed> => {
    const dossier = await lockPayableDossier(tx, command.dossierId)
    if (dossier === null) return refuse({ code: 'payment.dossier-not-found' })
    const post = postFor(actor, 'one-stop-officer', dossier.agencyId)
    if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'payment.not-permitted' })
    const reason = tidy(command.reason)
    if (reason === '') return refuse({ code: 'payment.reason-missing' })
    const decided = await decide(tx, dossier, command, await listRefunds(tx, dossier.id))
    if (!('amount' in decided)) return refuse(decided)
    const now = deps.clock.now()
    const { amount, paymentId } = decided
    const chargeId = 'chargeId' in command ? command.chargeId : null
    const refundId = await insertRefund(tx, {
      dossierId: dossier.id,
      agencyId: dossier.agencyId,
      ...{ paymentId, chargeId, amount, reason, basis: tidy(command.basis) },
      proposedBy: actor.officerId,
      at: now,
    })
    const deed = { tx, now, dossier, actor, postId: post.postId }
    await recordMoneyDeed(deed, 'refund.proposed', { refundId, paymentId, chargeId, amount })
    return accept({ refundId })
  })
