import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { savePaidOut } from '../store/refunds.ts'
import { onRefund, type RefundDeps } from './on-refund.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

export const PayOutRefund = z.strictObject({
  refundId: z.uuid(),
  how: z.enum(['transfer', 'cash']),
  /** The number of the transfer or of the payment slip: without it nobody can show that the money went. */
  reference: z.string().trim().max(100),
})
export type PayOutRefund = z.infer<typeof PayOutRefund>

/** The desk notes that approved money has gone back, and under which number. The program itself moves no money. */
export const payOutRefund = (
  deps: RefundDeps,
  actor: Actor,
  command: PayOutRefund,
): Promise<Result<null, PaymentRefusal>> =>
  onRefund(deps, command.refundId, async ({ tx, now, dossier, refund }): Promise<Result<null, PaymentRefusal>> => {
    const post = postFor(actor, 'one-stop-officer', dossier.agencyId)
    if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'payment.not-permitted' })
    if (refund.state !== 'approved') return refuse({ code: 'payment.refund-done-already' })
    const reference = tidy(command.reference)
    if (reference === '') return refuse({ code: 'payment.reference-missing' })
    await savePaidOut(tx, refund, { how: command.how, reference, by: actor.officerId, at: now })
    const deed = { tx, now, dossier, actor, postId: post.postId }
    await recordMoneyDeed(deed, 'refund.paid-out', { refundId: refund.id, amount: refund.amount, how: command.how })
    return accept(null)
  })
