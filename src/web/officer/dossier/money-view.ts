import { formatDong } from '#kernel/money.ts'
import { formatInstant } from '#kernel/time.ts'
import type { Messages } from '#web/messages/index.ts'
import type { MoneyView } from '#web/ui/views/officer/dossier-panel.tsx'
import type { DossierScene } from './load-dossier.ts'

/** What the dossier costs, what was paid and how, what is still due. */
export const moneyView = (t: Messages, { money }: DossierScene): MoneyView => {
  if (money.charges.length === 0) return { rows: [], text: t.officer.noFee }
  const charges = money.charges.map((charge) => ({
    term: charge.name,
    value: [formatDong(charge.amount), t.officer.feeStates[charge.state]].join(' · '),
  }))
  const payments = money.payments
    .filter((payment) => payment.state === 'paid')
    .map((payment) => ({
      term: t.officer.receiptNumber(payment.receipt ?? ''),
      value: [
        formatDong(payment.amount),
        t.officer.paidBy(
          t.officer.paymentMethods[payment.method],
          payment.paidAt === null ? '' : formatInstant(payment.paidAt),
        ),
      ].join(' · '),
    }))
  const due = money.due > 0 ? [{ term: t.officer.feeTotal, value: formatDong(money.due) }] : []
  return { rows: [...charges, ...payments, ...due] }
}
