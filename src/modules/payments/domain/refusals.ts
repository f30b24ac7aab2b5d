import type { Dong } from '#kernel/money.ts'
import type { ReliefRefusal } from './charges.ts'
import type { ReturnRefusal, VerdictRefusal } from './refunds.ts'

/** Why a deed on money was not done. */
export type PaymentRefusal =
  /** Also said to whoever may not know that the dossier is there. */
  | { readonly code: 'payment.dossier-not-found' }
  | { readonly code: 'payment.not-permitted' }
  | { readonly code: 'payment.dossier-closed' }
  | { readonly code: 'payment.nothing-due' }
  | { readonly code: 'payment.paid-already' }
  | { readonly code: 'payment.amount-changed'; readonly amount: Dong }
  | { readonly code: 'payment.amount-not-allowed' }
  | { readonly code: 'payment.platform-unreachable' }
  | { readonly code: 'payment.platform-refused' }
  | { readonly code: 'payment.not-paid' }
  /** Money cannot be moved under what was not written down. */
  | { readonly code: 'payment.reference-missing' }
  | { readonly code: 'payment.evidence-missing' }
  | ReturnRefusal
  | VerdictRefusal
  | ReliefRefusal
