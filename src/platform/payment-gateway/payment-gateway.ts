import type { Dong } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'

/** One line of what is paid, in the words of the receipt. `kind`: 1 pays for a service, 2 for an act of the state, 3 other. */
export type OrderLine = {
  readonly kind: 1 | 2 | 3
  readonly code: string
  readonly name: string
  readonly amount: Dong
}

/** Where the money goes: the account of the agency that collects. */
export type Beneficiary = { readonly account: string; readonly bank: string; readonly name: string }

/** What a person is sent to pay. The same reference is the same order: sent again it changes nothing. */
export type PaymentOrder = {
  readonly reference: string
  readonly amount: Dong
  readonly description: string
  readonly at: Temporal.Instant
  readonly payerAddress: string
  readonly lines: readonly OrderLine[]
  readonly dossierCode: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly agencyCode: string
  readonly agencyName: string
  readonly payer: { readonly name: string; readonly identityNumber: string; readonly address: string }
  readonly beneficiary: Beneficiary
}

/** What the platform says became of an order. */
export type PaymentReport = {
  readonly reference: string
  readonly outcome: 'paid' | 'failed'
  readonly amount: Dong
  readonly transactionId: string
  readonly bank: string
  readonly at: Temporal.Instant
  /** Code of the outcome in the platform's own words; `00` is paid. */
  readonly code: string
}

export type PaymentStanding = { readonly kind: 'open' } | { readonly kind: 'reported'; readonly report: PaymentReport }

export type GatewayRefusal =
  /** No answer in time, or none that a server gives when it is well: try again later. */
  | { readonly code: 'gateway.unreachable'; readonly detail: string }
  /** The platform answered that it will not. */
  | { readonly code: 'gateway.refused'; readonly reason: string }
  | { readonly code: 'gateway.unreadable'; readonly detail: string }

export type ConfirmRefusal =
  /** No notice at all: nothing shows that the platform wrote it. */
  | { readonly code: 'confirm.unreadable' }
  /** Under the right hash, but of money or a time that we do not know: somebody has to look. */
  | { readonly code: 'confirm.not-understood' }
  | { readonly code: 'confirm.other-partner' }
  | { readonly code: 'confirm.hash-wrong'; readonly reference: string }

/** An answer as the platform gave it, word for word, beside what was read from it. */
export type QueryAnswer = { readonly body: unknown; readonly standing: PaymentStanding }

/** What a notice gets as its answer; `isTaken` false makes the platform come again or ask a person. */
export type ConfirmReply = Readonly<Record<string, string>>

export type PaymentGateway = {
  /** Where the payer goes to pay. */
  readonly init: (order: PaymentOrder) => Promise<Result<{ readonly redirectUrl: string }, GatewayRefusal>>
  /** What became of an order whose notice did not come. */
  readonly query: (reference: string, at: Temporal.Instant) => Promise<Result<QueryAnswer, GatewayRefusal>>
  /** The platform's own receipt, a PDF. */
  readonly bill: (reference: string, at: Temporal.Instant) => Promise<Result<Buffer, GatewayRefusal>>
  /** Reads a notice and checks that the platform wrote it. */
  readonly readConfirm: (body: unknown) => Result<PaymentReport, ConfirmRefusal>
  readonly replyTo: (body: unknown, isTaken: boolean, words: string) => ConfirmReply
}
