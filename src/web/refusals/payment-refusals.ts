import { formatDong } from '#kernel/money.ts'
import type { PaymentRefusal } from '#modules/payments/domain/index.ts'
import type { Messages } from '../messages/index.ts'

export type PaymentRefusalAnswer = {
  readonly status: 403 | 404 | 409 | 422 | 503
  readonly text: string
  readonly field?: 'amount' | 'reason' | 'evidence' | 'reference'
}

/** Of a refused deed on money: every code has its words and its status, or this does not compile. */
export const answerPaymentRefusal = (t: Messages, refusal: PaymentRefusal): PaymentRefusalAnswer => {
  const { refusals } = t
  switch (refusal.code) {
    case 'payment.dossier-not-found':
      return { status: 404, text: refusals.notFound }
    case 'payment.not-permitted':
      return { status: 403, text: refusals.notPermitted }
    case 'payment.dossier-closed':
      return { status: 409, text: refusals.paymentClosed }
    case 'payment.nothing-due':
      return { status: 409, text: refusals.nothingDue }
    case 'payment.paid-already':
      return { status: 409, text: refusals.paidAlready }
    case 'payment.amount-changed':
      return { status: 422, text: refusals.amountChanged(formatDong(refusal.amount)), field: 'amount' }
    case 'payment.reason-missing':
      return { status: 422, text: refusals.reasonMissing, field: 'reason' }
    case 'payment.amount-not-allowed':
      return { status: 422, text: refusals.amountNotAllowed, field: 'amount' }
    case 'payment.platform-unreachable':
      return { status: 503, text: refusals.platformUnreachable }
    case 'payment.platform-refused':
      return { status: 503, text: refusals.platformRefused }
    case 'payment.not-paid':
      return { status: 409, text: refusals.notPaid }
    case 'payment.evidence-missing':
      return { status: 422, text: refusals.evidenceMissing, field: 'evidence' }
    case 'payment.reference-missing':
      return { status: 422, text: refusals.referenceMissing, field: 'reference' }
    case 'payment.charge-not-paid':
      return { status: 409, text: refusals.chargeNotPaid }
    case 'payment.refund-known':
      return { status: 409, text: refusals.refundKnown }
    case 'payment.dossier-goes-on':
      return { status: 409, text: refusals.dossierGoesOn }
    case 'payment.refund-done-already':
      return { status: 409, text: refusals.refundDone }
    case 'payment.four-eyes':
      return { status: 403, text: refusals.fourEyes }
    case 'payment.charge-not-due':
      return { status: 409, text: refusals.chargeNotDue }
    case 'payment.reduction-not-smaller':
      return { status: 422, text: refusals.reductionNotSmaller(formatDong(refusal.amount)), field: 'amount' }
  }
}
