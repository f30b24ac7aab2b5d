import { formatDong } from '#kernel/money.ts'
import { formatInstant } from '#kernel/time.ts'
import { channelNumbered } from '#modules/dossiers/domain/index.ts'
import { feesToSettle } from '#modules/payments/domain/index.ts'
import type { DossierMoney } from '#modules/payments/index.ts'
import type { Fee } from '#modules/procedures/domain/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { SummaryRow } from '#web/ui/parts/summary-list.tsx'
import type { MoneyView } from '#web/ui/views/officer/dossier-panel.tsx'
import { moneyPath } from '../money/money-paths.ts'
import type { DossierScene } from './load-dossier.ts'

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

/** What is charged, with the grounds of its relief. */
export const chargeRows = (t: Messages, money: DossierMoney): readonly SummaryRow[] =>
  money.charges.map((charge) => ({
    term: charge.name,
    value: joined(
      formatDong(charge.amount),
      t.officer.feeStates[charge.state],
      charge.amountBefore === null ? '' : t.officer.chargeBefore(formatDong(charge.amountBefore)),
      t.officer.reliefOf(charge.reliefReason, charge.reliefBasis, charge.reliefEvidence),
    ),
  }))

/** What was paid and how, each with its receipt. */
export const paymentRows = (t: Messages, money: DossierMoney): readonly SummaryRow[] =>
  money.payments
    .filter((payment) => payment.state === 'paid')
    .map((payment) => ({
      term: t.officer.receiptNumber(payment.receipt ?? ''),
      value: joined(
        formatDong(payment.amount),
        t.officer.paidBy(
          t.officer.paymentMethods[payment.method],
          payment.paidAt === null ? '' : formatInstant(payment.paidAt),
        ),
        payment.surplus > 0 ? t.officer.paymentSurplus(formatDong(payment.surplus)) : '',
      ),
    }))

/** What goes back, and under which number it went. */
export const refundRows = (t: Messages, money: DossierMoney): readonly SummaryRow[] =>
  money.refunds.map((refund) => ({
    term: refund.chargeName ?? t.officer.refundSurplus,
    value: joined(formatDong(refund.amount), t.officer.refundStates[refund.state], refund.reference, refund.note),
  }))

const closed: ReadonlySet<string> = new Set(['refused', 'withdrawn', 'stopped', 'returned'])

/** Whether nothing more is charged, the dossier having ended. */
export const isMoneyClosed = (dossier: Pick<DossierScene['dossier'], 'status'>): boolean => closed.has(dossier.status)

/** The fees that wait for an officer to count pages, or to look up what the province asks. */
export const feesToCount = ({ dossier, offer, money }: DossierScene): readonly Fee[] =>
  offer === null || isMoneyClosed(dossier) ? [] : feesToSettle(offer, channelNumbered(dossier.channel), money.charges)

const shownNoteLength = 300

const priceOf = ({ amount, per }: Fee): string => {
  if (amount === null) return ''
  return per === undefined ? formatDong(amount) : `${formatDong(amount)}/${per}`
}

/** The same as rows, with the words of the source that say how it is counted. */
export const rowsToCount = (t: Messages, scene: DossierScene): readonly SummaryRow[] =>
  feesToCount(scene).map((fee) => ({
    term: fee.name,
    value: joined(
      t.officer.feeToCount,
      priceOf(fee),
      fee.note.length > shownNoteLength ? `${fee.note.slice(0, shownNoteLength)}…` : fee.note,
    ),
  }))

/** What the dossier costs, what was paid and how, what is still due, what goes back. */
export const moneyView = (t: Messages, scene: DossierScene): MoneyView => {
  const { dossier, money } = scene
  const link = { href: moneyPath(dossier.id), text: t.officer.moneyOpen }
  const toCount = rowsToCount(t, scene)
  if (money.charges.length === 0 && toCount.length === 0) return { rows: [], text: t.officer.noFee, link }
  const due = money.due > 0 ? [{ term: t.officer.feeTotal, value: formatDong(money.due) }] : []
  const rows = [...chargeRows(t, money), ...toCount, ...paymentRows(t, money), ...refundRows(t, money), ...due]
  return { rows, link }
}
