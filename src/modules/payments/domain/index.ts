export {
  type ChargeKind,
  type ChargeState,
  type CollectedWhen,
  chargesOf,
  decideRelief,
  dueOf,
  type FeeCharge,
  feesToSettle,
  type NewCharge,
  type Relief,
  sumOf,
} from './charges.ts'
export type { PaymentRefusal } from './refusals.ts'
export {
  isAskedNow,
  isGivenUp,
  isTaken,
  judgeReport,
  needsLook,
  type Payment,
  type PaymentLine,
  type PaymentMethod,
  type PaymentState,
  settle,
  type Verdict,
} from './settlement.ts'
