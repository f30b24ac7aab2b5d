import type { Dong } from '#kernel/money.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { system } from '#modules/identity/domain/index.ts'
import { nextNumber } from '#platform/counters/next-number.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { type Payment, settle } from '../domain/settlement.ts'
import { amountDue, listCharges, markChargesPaid } from '../store/charges.ts'
import type { PayableDossier } from '../store/dossier.ts'
import { listLines, savePaid } from '../store/payments.ts'
import { insertRefund } from '../store/refunds.ts'
import { type MoneyDeed, recordMoneyDeed } from './record-money-deed.ts'

export const makeReceiptTask = 'make-receipt'

export type Booking = {
  readonly payment: Payment
  readonly paidAt: Temporal.Instant
  readonly transactionId: string | null
  readonly bank: string
  readonly receivedBy: string | null
}

const tooMuch = 'Số tiền nộp vượt số phải nộp tại thời điểm nhận được tiền.'

/** What came in too much is laid before a head at once: nobody has to find it first. */
const proposeSurplus = async (
  { tx, now, dossier }: MoneyDeed & { readonly dossier: PayableDossier },
  paymentId: string,
  amount: Dong,
): Promise<void> => {
  const refundId = await insertRefund(tx, {
    dossierId: dossier.id,
    agencyId: dossier.agencyId,
    ...{ paymentId, amount, chargeId: null, reason: tooMuch, basis: '', proposedBy: null, at: now },
  })
  const deed = { tx, now, dossier, actor: system }
  await recordMoneyDeed(deed, 'refund.proposed', { refundId, paymentId, chargeId: null, amount })
}

/**
 * Books money that has come, in the transaction that holds dossier and payment locked: charges settled, a receipt number of the
 * receiving agency, the deed on the chain, the event, and the job that prints the receipt.
 */
export const bookPayment = async (
  deed: MoneyDeed & { readonly dossier: PayableDossier },
  booking: Booking,
): Promise<void> => {
  const { tx, now, dossier } = deed
  const { payment } = booking
  const charges = await listCharges(tx, dossier.id)
  const { chargeIds, surplus } = settle(payment.amount, await listLines(tx, payment.id), charges)
  const year = localDate(now).year
  const number = await nextNumber(tx, 'receipt', `${dossier.agencyId}/${year}`)
  await savePaid(tx, payment.id, { ...booking, surplus, receipt: { agencyId: dossier.agencyId, year, number } })
  await markChargesPaid(tx, chargeIds, payment.id)
  const detail = {
    paymentId: payment.id,
    amount: payment.amount,
    method: payment.method,
    receiptNumber: number,
    receiptYear: year,
    surplus,
    stillDue: await amountDue(tx, dossier.id),
  }
  await recordMoneyDeed(deed, 'payment.received', detail)
  if (surplus > 0) await proposeSurplus(deed, payment.id, surplus)
  await enqueue(tx, makeReceiptTask, { paymentId: payment.id })
}
