import { statementColumns } from '#platform/payment-gateway/pay-plat-statement.ts'
import type { DemoOrder } from './order-book.ts'

/** `20260907085500` → `2026-09-07` */
const dayOf = ({ decidedAt }: DemoOrder): string =>
  `${decidedAt.slice(0, 4)}-${decidedAt.slice(4, 6)}-${decidedAt.slice(6, 8)}`

const mostDays = 30

/** The days on which something was paid, for each partner, the newest first. */
export const daysOfStatements = (
  orders: readonly DemoOrder[],
): readonly { readonly partner: string; readonly day: string }[] => {
  const days = orders.filter(({ state }) => state === 'paid').map((order) => `${dayOf(order)} ${order.partner}`)
  return [...new Set(days)]
    .sort()
    .toReversed()
    .slice(0, mostDays)
    .map((text) => ({ day: text.slice(0, 10), partner: text.slice(11) }))
}

/** What a partner was paid on a day, a line a transaction. Nothing in it needs quoting: codes, digits, times. */
export const statementOf = (orders: readonly DemoOrder[], partner: string, day: string): string => {
  const paid = orders.filter((order) => order.state === 'paid' && order.partner === partner && dayOf(order) === day)
  const lines = paid.map((order) => [order.transactionId, order.reference, String(order.amount), order.decidedAt])
  return [statementColumns, ...lines].map((fields) => `${fields.join(',')}\n`).join('')
}
