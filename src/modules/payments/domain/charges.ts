import { type Dong, formatDong } from '#kernel/money.ts'
import { type Channel, type Fee, feesOf, type Offer } from '#modules/procedures/domain/index.ts'

/** 1 pays for a service (phí), 2 for an act of the state (lệ phí), 3 is told apart by nobody: the numbers of the national portal. */
export type ChargeKind = 1 | 2 | 3

/** When it is collected: 1 at receipt, 2 with a supplement, 4 at the return of the result. */
export type CollectedWhen = 1 | 2 | 4

/** What a dossier is to be charged with. */
export type NewCharge = {
  readonly code: string
  readonly name: string
  readonly kind: ChargeKind
  readonly amount: Dong
  readonly collectedWhen: CollectedWhen
}

export type ChargeState = 'due' | 'paid' | 'waived' | 'refunded'

export type FeeCharge = NewCharge & {
  readonly id: string
  readonly state: ChargeState
  /** What was asked before it was reduced. */
  readonly amountBefore: Dong | null
  readonly reliefReason: string
  /** The rule of the relief and the paper that shows it. */
  readonly reliefBasis: string
  readonly reliefEvidence: string
  readonly paymentId: string | null
}

const kinds: Readonly<Record<Fee['kind'], ChargeKind>> = { phi: 1, 'le-phi': 2, unknown: 3 }

// Counted once for a dossier; pages and the like are counted by an officer.
const countedOnce = new Set(['hồ sơ', 'lần', 'trường hợp', 'giao dịch'])

/** How many there are of what a fee may be counted by: `bản` → 3. */
export type Quantities = ReadonlyMap<string, number>

/** The copies that were asked for in so many words, beside what the form counts. */
export const withCopies = (copies: number, asked: Iterable<readonly [string, number]> = []): Quantities =>
  new Map([['bản', copies], ...asked])

const quantityOf = (fee: Fee, quantities: Quantities): number | null =>
  fee.per === undefined || countedOnce.has(fee.per) ? 1 : (quantities.get(fee.per) ?? null)

/** `Phí cấp bản sao (3 bản × 8.000 đ)`: whoever pays sees what was counted, on the page and on the receipt. */
const nameOf = (fee: Fee, quantity: number): string =>
  quantity === 1 || fee.amount === null ? fee.name : `${fee.name} (${quantity} ${fee.per} × ${formatDong(fee.amount)})`

/**
 * What a filing over a channel is charged with at once. Fees whose amount is set elsewhere or counted by an officer, and those of a
 * procedure that the province has not yet looked through, are not charged by the machine: see `feesToSettle`.
 */
export const chargesOf = (offer: Offer, channel: Channel, quantities: Quantities): readonly NewCharge[] =>
  (offer.local === null ? [] : feesOf(offer, channel)).flatMap((fee, index) => {
    const quantity = quantityOf(fee, quantities)
    if (quantity === null || fee.amount === null || fee.amount === 0) return []
    const amount = fee.amount * quantity
    return [
      {
        code: String(index + 1),
        name: nameOf(fee, quantity),
        kind: kinds[fee.kind],
        amount,
        collectedWhen: 1 as const,
      },
    ]
  })

const oneCopy: Quantities = withCopies(1)

/** The fees of which an officer must say the amount, and has not yet: a charge of that name stands for its fee, also when it was waived. */
export const feesToSettle = (
  offer: Offer,
  channel: Channel,
  charges: readonly { readonly name: string }[] = [],
): readonly Fee[] =>
  feesOf(offer, channel).filter(
    (fee) =>
      fee.amount !== 0 &&
      (offer.local === null || fee.amount === null || quantityOf(fee, oneCopy) === null) &&
      !charges.some((charge) => charge.name.startsWith(fee.name)),
  )

export const dueOf = (charges: readonly FeeCharge[]): readonly FeeCharge[] =>
  charges.filter((charge) => charge.state === 'due')

export const sumOf = (charges: readonly { readonly amount: Dong }[]): Dong =>
  charges.reduce((sum, charge) => sum + charge.amount, 0)

/** Relief that an officer grants: waived, or reduced to an amount. */
export type Relief = { readonly kind: 'waive' } | { readonly kind: 'reduce'; readonly amount: Dong }

export type ReliefRefusal =
  | { readonly code: 'payment.charge-not-due' }
  | { readonly code: 'payment.reduction-not-smaller'; readonly amount: Dong }

/** The charge after relief, or why it cannot be relieved. A charge that was reduced keeps what was asked first. */
export const decideRelief = (charge: FeeCharge, relief: Relief, reason: string): FeeCharge | ReliefRefusal => {
  if (charge.state !== 'due') return { code: 'payment.charge-not-due' }
  if (relief.kind === 'waive') return { ...charge, state: 'waived', reliefReason: reason }
  if (relief.amount >= charge.amount) return { code: 'payment.reduction-not-smaller', amount: charge.amount }
  return {
    ...charge,
    amount: relief.amount,
    amountBefore: charge.amountBefore ?? charge.amount,
    reliefReason: reason,
  }
}
