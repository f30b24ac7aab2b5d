import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { decideRefundVerdict } from '../domain/refunds.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { saveRefundVerdict } from '../store/refunds.ts'
import { onRefund, type RefundDeps } from './on-refund.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

export const DecideRefund = z.strictObject({
  refundId: z.uuid(),
  isApproved: z.boolean(),
  /** Why not, when it is declined. */
  note: z.string().trim().max(1_000).default(''),
})
export type DecideRefund = z.infer<typeof DecideRefund>

/** A head of the desk that collected, or of the agency above it, lets money go back or says why not. */
export const decideRefund = (
  deps: RefundDeps,
  actor: Actor,
  command: DecideRefund,
): Promise<Result<null, PaymentRefusal>> =>
  onRefund(deps, command.refundId, async ({ tx, now, dossier, refund }): Promise<Result<null, PaymentRefusal>> => {
    const post =
      postFor(actor, 'leader', dossier.agencyId) ??
      (dossier.agencyParentId === null ? undefined : postFor(actor, 'leader', dossier.agencyParentId))
    if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'payment.not-permitted' })
    const note = tidy(command.note)
    const { officerId } = actor
    const verdict = decideRefundVerdict(refund, { isApproved: command.isApproved, note, officerId })
    if (typeof verdict !== 'string') return refuse(verdict)
    await saveRefundVerdict(tx, refund.id, { state: verdict, note, by: officerId, at: now })
    const deed = { tx, now, dossier, actor, postId: post.postId }
    await recordMoneyDeed(deed, `refund.${verdict}`, { refundId: refund.id, amount: refund.amount })
    return accept(null)
  })
