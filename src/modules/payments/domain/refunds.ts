import type { Dong } from '#kernel/money.ts'
import type { FeeCharge } from './charges.ts'

export type RefundState = 'proposed' | 'approved' | 'declined' | 'paid-out'

/** Money that goes back to who paid it: what was paid too much (no charge), or a fee that is given back whole. */
export type Refund = {
  readonly id: string
  readonly dossierId: string
  readonly paymentId: string
  readonly chargeId: string | null
  readonly agencyId: string
  readonly amount: Dong
  readonly reason: string
  readonly state: RefundState
  /** Null: the program, when the money came. */
  readonly proposedBy: string | null
}

/** The national statuses in which a dossier has ended without what the fee was for: refused, withdrawn, stopped. */
const endedWithoutOutcome: ReadonlySet<number> = new Set([3, 7, 8])

/** `declined` ones leave the way free for another. */
const isAlive = (refund: Pick<Refund, 'state'>): boolean => refund.state !== 'declined'

type Returned = { readonly paymentId: string; readonly amount: Dong }

export type ReturnRefusal =
  | { readonly code: 'payment.charge-not-paid' }
  | { readonly code: 'payment.refund-known' }
  | { readonly code: 'payment.dossier-goes-on' }

/** A fee is given back once, and only when the dossier ended without what it was paid for. */
export const decideFeeReturn = (
  charge: Pick<FeeCharge, 'id' | 'state' | 'amount' | 'paymentId'> | undefined,
  refunds: readonly Pick<Refund, 'chargeId' | 'state'>[],
  dossierStatus: number,
): Returned | ReturnRefusal => {
  if (charge?.state !== 'paid' || charge.paymentId === null) return { code: 'payment.charge-not-paid' }
  if (refunds.some((refund) => isAlive(refund) && refund.chargeId === charge.id))
    return { code: 'payment.refund-known' }
  if (!endedWithoutOutcome.has(dossierStatus)) return { code: 'payment.dossier-goes-on' }
  return { paymentId: charge.paymentId, amount: charge.amount }
}

/** What was paid too much is given back once, whatever became of the dossier. */
export const decideSurplusReturn = (
  payment: { readonly id: string; readonly surplus: Dong } | undefined,
  refunds: readonly Pick<Refund, 'chargeId' | 'paymentId' | 'state'>[],
): Returned | ReturnRefusal => {
  if (payment === undefined || payment.surplus === 0) return { code: 'payment.charge-not-paid' }
  const known = refunds.some((refund) => isAlive(refund) && refund.chargeId === null && refund.paymentId === payment.id)
  return known ? { code: 'payment.refund-known' } : { paymentId: payment.id, amount: payment.surplus }
}

export const mayReturnFee = (
  charge: Pick<FeeCharge, 'id' | 'state' | 'amount' | 'paymentId'>,
  refunds: readonly Pick<Refund, 'chargeId' | 'state'>[],
  dossierStatus: number,
): boolean => 'amount' in decideFeeReturn(charge, refunds, dossierStatus)

export type VerdictRefusal =
  | { readonly code: 'payment.refund-done-already' }
  /** Who asks for money to go out does not approve it too. */
  | { readonly code: 'payment.four-eyes' }
  | { readonly code: 'payment.reason-missing' }

export const decideRefundVerdict = (
  refund: Pick<Refund, 'state' | 'proposedBy'>,
  verdict: { readonly isApproved: boolean; readonly note: string; readonly officerId: string },
): 'approved' | 'declined' | VerdictRefusal => {
  if (refund.state !== 'proposed') return { code: 'payment.refund-done-already' }
  if (refund.proposedBy === verdict.officerId) return { code: 'payment.four-eyes' }
  if (!verdict.isApproved && verdict.note === '') return { code: 'payment.reason-missing' }
  return verdict.isApproved ? 'approved' : 'declined'
}
