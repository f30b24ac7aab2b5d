import { accept, acceptedValue, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { findReceiptFacts } from '../queries/receipt-facts.ts'
import { lockPayableDossier } from '../store/dossier.ts'
import { findReceiptAttachment, saveReceiptAttachment } from '../store/receipts.ts'

export type ReceiptDeps = {
  readonly database: Database
  readonly files: FileStore
  /** The address at which a dossier is looked up, for the QR code; none without it. */
  readonly trackingUrl?: (dossierCode: string) => string
}

/**
 * The receipt of a payment as a PDF among the files of its dossier: made once, by the job or by whoever asks first, outside the
 * transaction that books the money. Two at once make the same bytes, and the second takes the file of the first.
 */
export const makeReceipt = async (
  deps: ReceiptDeps,
  paymentId: string,
): Promise<Result<{ readonly attachmentId: string }, PaymentRefusal>> => {
  const facts = await findReceiptFacts(deps.database, paymentId)
  if (facts === null) return refuse({ code: 'payment.not-paid' })
  if (facts.attachmentId !== null) return accept({ attachmentId: facts.attachmentId })
  const { dossierId, dossierCode, paidAt, receipt } = facts
  const pdf = await compilePdf('receipt', receipt, {
    title: `Biên lai ${receipt.number} - ${dossierCode}`,
    createdAt: paidAt,
    ...(deps.trackingUrl === undefined ? {} : { qrText: deps.trackingUrl(dossierCode) }),
  })
  const content = await storeMadeBytes(deps.files, pdf)
  const kept = await inTransaction(deps.database, async (tx) => {
    await lockPayableDossier(tx, dossierId)
    const already = await findReceiptAttachment(tx, paymentId)
    if (already !== null) return accept(already)
    const owner = { kind: 'dossier', id: dossierId }
    const name = `Biên lai ${receipt.number.replaceAll('/', '-')}.pdf`
    const file = { owner, purpose: 'receipt', name, mediaType: 'application/pdf' as const, content, madeAt: paidAt }
    const attachment = await keepMadeFile(tx, file)
    await saveReceiptAttachment(tx, paymentId, attachment.id)
    return accept(attachment.id)
  })
  return accept({ attachmentId: acceptedValue(kept) })
}
