import type { Selectable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Payment as PaymentRow } from '#platform/database/schema.ts'
import type { FeeCharge } from '../domain/charges.ts'
import type { Payment, PaymentLine, PaymentMethod, PaymentState } from '../domain/settlement.ts'

const paymentOf = (row: Selectable<PaymentRow>): Payment => ({
  id: row.id,
  filingId: row.filing_id,
  dossierId: row.dossier_id,
  reference: row.reference,
  method: row.method as PaymentMethod,
  amount: row.amount,
  state: row.state as PaymentState,
  transactionId: row.transaction_id,
  redirectUrl: row.redirect_url,
  requestedAt: row.requested_at,
})

export type NewPayment = {
  readonly id: string
  readonly filingId: string
  readonly dossierId: string
  readonly reference: string
  readonly method: PaymentMethod
  readonly amount: number
  readonly requestedAt: Temporal.Instant
  readonly charges: readonly FeeCharge[]
}

export const insertRequest = async (tx: Tx, fresh: NewPayment): Promise<void> => {
  await tx
    .insertInto('payment')
    .values({
      id: fresh.id,
      filing_id: fresh.filingId,
      dossier_id: fresh.dossierId,
      reference: fresh.reference,
      method: fresh.method,
      amount: fresh.amount,
      state: 'requested',
      requested_at: fresh.requestedAt,
    })
    .execute()
  const lines = fresh.charges.map((charge) => ({ payment_id: fresh.id, charge_id: charge.id, amount: charge.amount }))
  await tx.insertInto('payment_line').values(lines).execute()
}

export const findPayment = async (reader: Reader, id: string): Promise<Payment | null> => {
  const row = await reader.selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : paymentOf(row)
}

export const findByReference = async (reader: Reader, reference: string): Promise<Payment | null> => {
  const row = await reader.selectFrom('payment').selectAll().where('reference', '=', reference).executeTakeFirst()
  return row === undefined ? null : paymentOf(row)
}

export const getPaymentForUpdate = async (tx: Tx, id: string): Promise<Payment> =>
  paymentOf(await tx.selectFrom('payment').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow())

export const listLines = async (reader: Reader, paymentId: string): Promise<readonly PaymentLine[]> =>
  reader
    .selectFrom('payment_line')
    .select(['charge_id as chargeId', 'amount'])
    .where('payment_id', '=', paymentId)
    .orderBy('charge_id')
    .execute()

/** The orders of a dossier that wait for the platform, the newest first. */
export const listOpenRequests = async (reader: Reader, dossierId: string): Promise<readonly Payment[]> => {
  const rows = await reader
    .selectFrom('payment')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'requested')
    .where('method', '=', 'platform')
    .orderBy('requested_at', 'desc')
    .execute()
  return rows.map(paymentOf)
}

/** Orders of the province that wait, the oldest first. */
export const listWaiting = async (
  reader: Reader,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly Payment[]> => {
  const rows = await reader
    .selectFrom('payment')
    .selectAll()
    .where('state', '=', 'requested')
    .where('requested_at', '<', before)
    .orderBy('requested_at')
    .limit(limit)
    .execute()
  return rows.map(paymentOf)
}

export const saveRedirect = async (tx: Tx, id: string, redirectUrl: string): Promise<void> => {
  await tx.updateTable('payment').set({ redirect_url: redirectUrl }).where('id', '=', id).execute()
}

export const saveState = async (tx: Tx, id: string, state: 'failed' | 'abandoned'): Promise<void> => {
  await tx.updateTable('payment').set({ state }).where('id', '=', id).execute()
}

export const isTransactionKnown = async (reader: Reader, transactionId: string, exceptId: string): Promise<boolean> => {
  const row = await reader
    .selectFrom('payment')
    .select('id')
    .where('transaction_id', '=', transactionId)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

export type PaidFacts = {
  readonly paidAt: Temporal.Instant
  readonly transactionId: string | null
  readonly bank: string
  readonly surplus: number
  readonly receivedBy: string | null
  readonly receipt: { readonly agencyId: string; readonly year: number; readonly number: number }
}

export const savePaid = async (tx: Tx, id: string, facts: PaidFacts): Promise<void> => {
  await tx
    .updateTable('payment')
    .set({
      state: 'paid',
      paid_at: facts.paidAt,
      transaction_id: facts.transactionId,
      bank: facts.bank,
      surplus: facts.surplus,
      received_by: facts.receivedBy,
      receipt_agency_id: facts.receipt.agencyId,
      receipt_year: facts.receipt.year,
      receipt_number: facts.receipt.number,
    })
    .where('id', '=', id)
    .execute()
}

/** What came in too much with a payment of a dossier. */
export const findSurplus = async (
  reader: Reader,
  dossierId: string,
  paymentId: string,
): Promise<{ readonly id: string; readonly surplus: number } | undefined> =>
  reader
    .selectFrom('payment')
    .select(['id', 'surplus'])
    .where('id', '=', paymentId)
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
