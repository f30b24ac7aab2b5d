import type { Dong } from '#kernel/money.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { dueOf, type FeeCharge, sumOf } from '../domain/charges.ts'
import type { PaymentMethod, PaymentState } from '../domain/settlement.ts'
import { listCharges } from '../store/charges.ts'
import { type RefundView, refundsOfDossier } from './refunds.ts'

export type PaymentView = {
  readonly id: string
  readonly reference: string
  readonly method: PaymentMethod
  readonly amount: Dong
  readonly state: PaymentState
  readonly bank: string
  readonly transactionId: string | null
  readonly requestedAt: Temporal.Instant
  readonly paidAt: Temporal.Instant | null
  readonly surplus: Dong
  /** `15/2026`; null until it is paid. */
  readonly receipt: string | null
  readonly receiptAttachmentId: string | null
}

/** What a dossier owes, what was paid and how and what goes back: three statements. Who may see it is decided by the page's own query of the dossier. */
export type DossierMoney = {
  readonly charges: readonly FeeCharge[]
  readonly due: Dong
  readonly payments: readonly PaymentView[]
  readonly refunds: readonly RefundView[]
}

export const moneyOfDossier = async (reader: Reader, dossierId: string): Promise<DossierMoney> => {
  const charges = await listCharges(reader, dossierId)
  const rows = await reader
    .selectFrom('payment')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const payments = rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    method: row.method as PaymentMethod,
    amount: row.amount,
    state: row.state as PaymentState,
    bank: row.bank,
    transactionId: row.transaction_id,
    requestedAt: row.requested_at,
    paidAt: row.paid_at,
    surplus: row.surplus,
    receipt: row.receipt_number === null ? null : `${row.receipt_number}/${row.receipt_year}`,
    receiptAttachmentId: row.attachment_id,
  }))
  return { charges, due: sumOf(dueOf(charges)), payments, refunds: await refundsOfDossier(reader, dossierId) }
}

/** How an order stands, for the page to which the payer comes back. */
export const findPaymentStanding = async (
  reader: Reader,
  reference: string,
): Promise<{ readonly paymentId: string; readonly dossierId: string; readonly state: PaymentState } | null> => {
  const row = await reader
    .selectFrom('payment')
    .select(['id', 'dossier_id', 'state'])
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row === undefined ? null : { paymentId: row.id, dossierId: row.dossier_id, state: row.state as PaymentState }
}
