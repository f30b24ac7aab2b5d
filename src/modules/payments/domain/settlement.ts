import type { Dong } from '#kernel/money.ts'
import type { Temporal } from '#kernel/time.ts'
import type { FeeCharge } from './charges.ts'

export type PaymentState = 'requested' | 'paid' | 'failed' | 'abandoned'

export type PaymentMethod = 'platform' | 'cash' | 'transfer'

export type Payment = {
  readonly id: string
  readonly filingId: string
  readonly dossierId: string
  readonly reference: string
  readonly method: PaymentMethod
  readonly amount: Dong
  readonly state: PaymentState
  readonly transactionId: string | null
  readonly redirectUrl: string
  readonly requestedAt: Temporal.Instant
}

/** What a payment is for, as it stood when it was asked for. */
export type PaymentLine = { readonly chargeId: string; readonly amount: Dong }

/** What the platform said of an order. */
export type Report = {
  readonly outcome: 'paid' | 'failed'
  readonly amount: Dong
  readonly transactionId: string
}

/** What a notice turned out to be; kept beside its words. The first three are answered as taken. */
export type Verdict =
  | 'paid'
  | 'repeated'
  | 'failure-noted'
  | 'hash-wrong'
  | 'unreadable'
  | 'other-partner'
  | 'reference-unknown'
  | 'amount-differs'
  | 'transaction-known'
  | 'paid-twice'

const taken: ReadonlySet<Verdict> = new Set<Verdict>(['paid', 'repeated', 'failure-noted'])

export const isTaken = (verdict: Verdict): boolean => taken.has(verdict)

/** A verdict that a person must look at: money may be where it does not belong, or somebody pretends to be the platform. */
export const needsLook = (verdict: Verdict): boolean => !isTaken(verdict)

/**
 * What a genuine report means for a payment. Money that came counts whatever state the request is in: people pay after a failure, and
 * after they asked anew.
 */
export const judgeReport = (payment: Payment, report: Report): Verdict => {
  if (report.amount !== payment.amount) return 'amount-differs'
  if (report.outcome === 'failed') return payment.state === 'paid' ? 'repeated' : 'failure-noted'
  if (payment.state !== 'paid') return 'paid'
  return payment.transactionId === report.transactionId ? 'repeated' : 'paid-twice'
}

export type Settlement = {
  readonly chargeIds: readonly string[]
  /** What came in for charges that had been settled, waived or reduced meanwhile; it is paid back. */
  readonly surplus: Dong
}

/** Which charges an amount settles: those of its lines that are still due, with what they are now. */
export const settle = (
  amount: Dong,
  lines: readonly PaymentLine[],
  charges: readonly Pick<FeeCharge, 'id' | 'state' | 'amount'>[],
): Settlement => {
  const ofLines = new Set(lines.map((line) => line.chargeId))
  const due = charges.filter((charge) => charge.state === 'due' && ofLines.has(charge.id))
  const settled = due.reduce((sum, charge) => sum + charge.amount, 0)
  if (settled > amount) throw new Error('a charge grew after it was asked for')
  return { chargeIds: due.map((charge) => charge.id), surplus: amount - settled }
}

const minutesOf = (duration: Temporal.Duration): number => duration.total('minutes')

const patienceDays = 3

/**
 * Whether an order without a notice is asked about in the run of this minute: each minute for half an hour, each quarter of an hour
 * for a day, then each hour.
 */
export const isAskedNow = (requestedAt: Temporal.Instant, now: Temporal.Instant): boolean => {
  const age = minutesOf(requestedAt.until(now))
  if (age < 2) return false
  if (age < 30) return true
  const minute = Math.floor(now.epochMilliseconds / 60_000)
  return minute % (age < 24 * 60 ? 15 : 60) === 0
}

/** Whether nothing is to be expected of an order any more. */
export const isGivenUp = (requestedAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  minutesOf(requestedAt.until(now)) > patienceDays * 24 * 60
