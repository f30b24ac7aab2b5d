import { isUuid } from '#kernel/ids.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { slipTitle } from '#modules/dossiers/domain/index.ts'
import {
  codeForOfficer,
  fileForOfficer,
  findSlip,
  type Looked,
  noteLook,
  previewOutcome,
  slipFile,
} from '#modules/dossiers/index.ts'
import { makeReceipt, moneyOfDossier } from '#modules/payments/index.ts'
import { type Answer, download, fieldOf, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { dossierPath } from '../list/list-address.ts'
import { dossierRoles, officerOf } from '../officer-of.ts'

const isInline = (request: PageRequest): boolean => fieldOf(request.query, 'tai') === ''

const look = async (request: PageRequest, dossierId: string, what: Looked): Promise<void> =>
  noteLook(request.province.database, officerOf(request), dossierId, what, request.now)

const pdf = (request: PageRequest, content: Uint8Array, name: string): Answer =>
  download({
    content,
    name,
    mediaType: 'application/pdf',
    sizeBytes: content.byteLength,
    inline: isInline(request),
  })

const route = (path: string, handler: (request: PageRequest, dossierId: string) => Promise<Answer>): Route => ({
  method: 'GET',
  path: `${dossierPath(':id')}/${path}`,
  access: { officer: dossierRoles },
  rateLimit: 'file',
  statementBudget: 4,
  handler: async (request) => {
    const id = request.params.id ?? ''
    return isUuid(id) ? handler(request, id) : notFound
  },
})

/** A file of a dossier; whether the officer may see it is asked in the very statement that finds it. */
const dossierFile = route('tep/:attachmentId', async (request, dossierId) => {
  const attachmentId = request.params.attachmentId ?? ''
  if (!isUuid(attachmentId)) return notFound
  const place = { dossierId, attachmentId }
  const file = await fileForOfficer(request.province.database, officerOf(request), place, request.now)
  if (file === null) return notFound
  await look(request, dossierId, 'file')
  const { name, mediaType, sizeBytes, sha256 } = file
  const content = request.deps.files(request.province).stream(sha256)
  return download({ content, name, mediaType, sizeBytes, inline: isInline(request) })
})

const dossierSlip = route('phieu/:slipId.pdf', async (request, dossierId) => {
  const deps = request.deps.dossiers(request.province)
  const slipId = request.params.slipId ?? ''
  if (!isUuid(slipId)) return notFound
  const code = await codeForOfficer(deps.database, officerOf(request), dossierId, request.now)
  const slip = code === null ? null : await findSlip(deps.database, dossierId, slipId)
  if (slip === null) return notFound
  await look(request, dossierId, 'slip')
  const name = `${slipTitle(slip.form)} ${slip.notation.replaceAll('/', '-')}.pdf`
  return pdf(request, await slipFile(deps, slip), name)
})

/** The result as it would be signed now. */
const draftFile = {
  ...route('du-thao.pdf', async (request, dossierId) => {
    const preview = await previewOutcome(request.deps.dossiers(request.province), officerOf(request), dossierId)
    if (preview === null) return notFound
    await look(request, dossierId, 'outcome')
    return pdf(request, preview.pdf, preview.name)
  }),
  statementBudget: 5,
}

/** The receipt of a payment, made when it is asked for first. */
const receiptFile = {
  ...route('bien-lai/:paymentId.pdf', async (request, dossierId) => {
    const { database, files, publicUrl } = request.deps.dossiers(request.province)
    const paymentId = request.params.paymentId ?? ''
    const code = await codeForOfficer(database, officerOf(request), dossierId, request.now)
    if (code === null || !isUuid(paymentId)) return notFound
    const money = await moneyOfDossier(database, dossierId)
    if (!money.payments.some((payment) => payment.id === paymentId)) return notFound
    const trackingUrl = (dossierCode: string) => `${publicUrl}/tra-cuu?ma=${dossierCode}`
    const made = await makeReceipt({ database, files, trackingUrl }, paymentId)
    const file = made.ok ? await findAttachment(database, made.value.attachmentId) : null
    if (file === null) return notFound
    await look(request, dossierId, 'receipt')
    const { name, mediaType, sizeBytes, sha256 } = file
    return download({ content: files.stream(sha256), name, mediaType, sizeBytes, inline: isInline(request) })
  }),
  statementBudget: 20,
}

export const dossierFileRoutes: readonly Route[] = [dossierFile, dossierSlip, draftFile, receiptFile]
