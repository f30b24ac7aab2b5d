import { isUuid } from '#kernel/ids.ts'
import { formatInstantLong } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { slipTitle } from '#modules/dossiers/domain/index.ts'
import { findIssuedResult, findSlip, loadFilingCopy, slipFile } from '#modules/dossiers/index.ts'
import { amountDue, moneyOfDossier } from '#modules/payments/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { type Answer, download, notFound, type PageRequest, type Route, redirect } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { findOwn } from './own-dossier.ts'

const stored = async (request: PageRequest, attachmentId: string): Promise<Answer> => {
  const file = await findAttachment(request.province.database, attachmentId)
  if (file === null) return notFound
  return download({
    content: request.deps.files(request.province).stream(file.sha256),
    name: file.name,
    mediaType: file.mediaType,
    sizeBytes: file.sizeBytes,
    inline: true,
  })
}

/** A legal slip of one's own dossier. */
export const ownSlip: Route = {
  method: 'GET',
  path: '/ho-so/:code/phieu/:slipId',
  access: 'citizen',
  statementBudget: 2,
  rateLimit: 'file',
  handler: async (request) => {
    const dossier = await findOwn(request)
    const slipId = request.params.slipId ?? ''
    if (dossier === null || !isUuid(slipId)) return notFound
    const slip = await findSlip(request.province.database, dossier.id, slipId)
    if (slip === null) return notFound
    const content = await slipFile(request.deps.dossiers(request.province), slip)
    return download({ content, name: `${slipTitle(slip.form)}.pdf`, mediaType: 'application/pdf', inline: true })
  },
}

/** The copy of what was handed in. */
export const ownCopy: Route = {
  method: 'GET',
  path: '/ho-so/:code/ban-nop',
  access: 'citizen',
  statementBudget: 3,
  rateLimit: 'file',
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const { deps, province } = request
    const copy = await loadFilingCopy(province.database, deps.sealing(province), dossier.id)
    const title = messages(request.locale).filing.copyTitle
    const content = await compilePdf(
      'filing-copy',
      { ...copy.data, submittedAt: formatInstantLong(copy.filedAt) },
      { title, createdAt: copy.filedAt, qrText: `${deps.publicUrl(province)}/tra-cuu?ma=${dossier.code}` },
    )
    return download({ content, name: `${dossier.code}.pdf`, mediaType: 'application/pdf', inline: true })
  },
}

/** The signed and sealed result. */
export const ownResult: Route = {
  method: 'GET',
  path: '/ho-so/:code/ket-qua',
  access: 'citizen',
  statementBudget: 4,
  rateLimit: 'file',
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const { database } = request.province
    // What is owed is paid before the result is handed over, at the counter as here.
    if ((await amountDue(database, dossier.id)) > 0) return redirect(`/ho-so/${dossier.code}/nop-tien`)
    const result = await findIssuedResult(database, dossier.id)
    return result === null ? notFound : stored(request, result.attachmentId)
  },
}

/** The receipt of a payment. */
export const ownReceipt: Route = {
  method: 'GET',
  path: '/ho-so/:code/bien-lai/:paymentId',
  access: 'citizen',
  statementBudget: 5,
  rateLimit: 'file',
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const { payments } = await moneyOfDossier(request.province.database, dossier.id)
    const attachmentId = payments.find((payment) => payment.id === request.params.paymentId)?.receiptAttachmentId
    return attachmentId == null ? notFound : stored(request, attachmentId)
  },
}
