export { chargesOf, withCopies } from './domain/charges.ts'
export { paymentCrontab, paymentJobs, reconcilePaymentsTask } from './payment-jobs.ts'
export {
  type DossierMoney,
  findPaymentStanding,
  moneyOfDossier,
  type PaymentView,
} from './queries/money-of-dossier.ts'
export { type OwedAnswer, owedByCode } from './queries/owed-by-code.ts'
export { listRefundQueue, type QueuedRefund, type RefundView } from './queries/refunds.ts'
export {
  type DayOfPayments,
  dayOfPayments,
  type StatementDifference,
  type StatementSum,
  statementKinds,
} from './queries/statement-of-day.ts'
export { amountDue, type ChargesToCreate, createCharges, listCharges } from './store/charges.ts'
export { Account, paymentSettings } from './store/settings.ts'
export { holdsProvincePost } from './store/statements.ts'
export { makeReceiptTask } from './use-cases/book-payment.ts'
export { confirmPayment } from './use-cases/confirm-payment.ts'
export { DecideRefund, decideRefund } from './use-cases/decide-refund.ts'
export { makeReceipt, type ReceiptDeps } from './use-cases/make-receipt.ts'
export { PayOutRefund, payOutRefund } from './use-cases/pay-out-refund.ts'
export type { PaymentDeps } from './use-cases/payment-deps.ts'
export { ProposeRefund, proposeRefund } from './use-cases/propose-refund.ts'
export { ReceiveCash, receiveCash } from './use-cases/receive-cash.ts'
export { type Reconciliation, reconcilePayment, reconcilePayments } from './use-cases/reconcile-payment.ts'
export { AddCharge, addCharge, RelieveCharge, relieveCharge } from './use-cases/relieve-charge.ts'
export { type RequestedPayment, RequestPayment, requestPayment } from './use-cases/request-payment.ts'
export {
  askAboutPayment,
  type StatementRefusal,
  statementFileBytes,
  takeStatement,
} from './use-cases/take-statement.ts'
