import { dongInWords, formatDong } from '#kernel/money.ts'
import { formatInstant, formatLegalDate, localDate, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { PaymentReceipt } from '#platform/pdf/template-data.ts'
import { getReceiptNotation } from '../store/settings.ts'

export type ReceiptFacts = {
  readonly paymentId: string
  readonly dossierId: string
  readonly dossierCode: string
  readonly attachmentId: string | null
  readonly paidAt: Temporal.Instant
  readonly receipt: PaymentReceipt
}

const loadRow = (reader: Reader, paymentId: string) =>
  reader
    .selectFrom('payment')
    .innerJoin('dossier', 'dossier.id', 'payment.dossier_id')
    .innerJoin('agency', 'agency.id', 'payment.receipt_agency_id')
    .leftJoin('agency as parent', 'parent.id', 'agency.parent_id')
    .leftJoin('officer', 'officer.id', 'payment.received_by')
    .select(['payment.dossier_id', 'payment.amount', 'payment.method', 'payment.paid_at', 'payment.transaction_id'])
    .select(['payment.receipt_number', 'payment.receipt_agency_id', 'payment.attachment_id', 'dossier.code'])
    .select(['dossier.procedure_name', 'dossier.owner_name', 'dossier.owner_address'])
    .select(['agency.name as agency_name', 'parent.name as parent_name', 'officer.full_name'])
    .where('payment.id', '=', paymentId)
    .where('payment.state', '=', 'paid')
    .executeTakeFirst()

const itemsOf = async (reader: Reader, paymentId: string) => {
  const rows = await reader
    .selectFrom('payment_line')
    .innerJoin('fee_charge', 'fee_charge.id', 'payment_line.charge_id')
    .select(['fee_charge.name', 'payment_line.amount'])
    .where('payment_line.payment_id', '=', paymentId)
    .orderBy('fee_charge.created_at')
    .orderBy('fee_charge.id')
    .execute()
  return rows.map((row) => ({ name: row.name, amount: formatDong(row.amount) }))
}

const ways: Readonly<Record<string, string>> = {
  platform: 'Chuyển khoản qua nền tảng thanh toán',
  cash: 'Tiền mặt',
  transfer: 'Chuyển khoản',
}

// The place that leads the date is the commune or province in the name of the agency.
const placePattern = /(?:xã|phường|đặc khu|tỉnh|thành phố)\s+(.+)$/iu

/** What the receipt of a payment says; null when there is none such or it is not paid. */
export const findReceiptFacts = async (reader: Reader, paymentId: string): Promise<ReceiptFacts | null> => {
  const row = await loadRow(reader, paymentId)
  if (row === undefined || row.paid_at === null || row.receipt_agency_id === null) return null
  const day = localDate(row.paid_at)
  const notation = await getReceiptNotation(reader, day, row.receipt_agency_id)
  return {
    paymentId,
    dossierId: row.dossier_id,
    dossierCode: row.code,
    attachmentId: row.attachment_id,
    paidAt: row.paid_at,
    receipt: {
      ...(row.parent_name === null ? {} : { parentAgency: row.parent_name }),
      agency: row.agency_name,
      number: `${String(row.receipt_number).padStart(7, '0')}/${notation}`,
      place: placePattern.exec(row.agency_name)?.[1] ?? row.agency_name,
      date: formatLegalDate(day),
      code: row.code,
      request: row.procedure_name,
      collector: row.agency_name,
      payer: { name: row.owner_name, ...(row.owner_address === '' ? {} : { address: row.owner_address }) },
      items: await itemsOf(reader, paymentId),
      total: formatDong(row.amount),
      totalInWords: dongInWords(row.amount),
      way: ways[row.method] ?? row.method,
      paidAt: formatInstant(row.paid_at),
      ...(row.transaction_id === null ? {} : { reference: row.transaction_id }),
      signer: { name: row.full_name ?? 'Lập tự động trên hệ thống', digital: false },
    },
  }
}
