export {
  type ChargeKind,
  type ChargeState,
  type CollectedWhen,
  chargesOf,
  type FeeCharge,
  feesToSettle,
  type NewCharge,
  type Relief,
  withCopies,
} from './charges.ts'
export { mayReturnFee, type RefundState } from './refunds.ts'
export type { PaymentRefusal } from './refusals.ts'
export type { Payment, PaymentLine, PaymentMethod, PaymentState, Verdict } from './settlement.ts'
