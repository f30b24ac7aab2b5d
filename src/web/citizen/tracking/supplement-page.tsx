import { isUuid } from '#kernel/ids.ts'
import { formatInstantLong, localDate } from '#kernel/time.ts'
import { getAttachmentLimits, listAttachments } from '#modules/attachments/index.ts'
import {
  answerSupplement,
  attachToSupplement,
  detachFromSupplement,
  findOpenRequest,
  type OpenRequest,
  type TrackedDossier,
} from '#modules/dossiers/index.ts'
import { fileSize } from '#web/http/file-size.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  fieldOf,
  json,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
  type UploadedFile,
} from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { SupplementPage } from '#web/ui/views/citizen/filing/supplement.tsx'
import { refusedFileText, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { dossierRefusalText } from '../../refusals/dossier-refusals.ts'
import { findOwn } from './own-dossier.ts'

const slotPattern = /^muc-\d{1,2}$/

type Asked = { readonly dossier: TrackedDossier; readonly open: OpenRequest }

const findAsked = async (request: PageRequest): Promise<Asked | null> => {
  const dossier = await findOwn(request)
  if (dossier === null) return null
  const open = await findOpenRequest(request.province.database, dossier.id)
  return open === null ? null : { dossier, open }
}

const ownerOf = (dossier: TrackedDossier) => ({ kind: 'supplement', id: dossier.id })

type Errors = Readonly<Record<string, string>>

const show = async (request: PageRequest, { dossier, open }: Asked, errors: Errors, note: string): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const limits = await getAttachmentLimits(database, localDate(request.now))
  const files = await listAttachments(database, ownerOf(dossier))
  const kept = files.map((file) => ({ id: file.id, name: file.name, size: fileSize(file.sizeBytes) }))
  const view = {
    code: dossier.code,
    procedureName: dossier.procedureName,
    backHref: `/ho-so/${dossier.code}`,
    target: { action: request.path, csrf: request.csrfToken },
    errors: Object.entries(errors).map(([name, text]) => ({ name, text })),
    // What was sent already stands with the first item; a file says itself what it is.
    papers: open.items.map((item, index) => ({
      name: `muc-${index + 1}`,
      label: item.text,
      required: false,
      files: index === 0 ? kept : [],
      error: errors[`muc-${index + 1}`],
    })),
    reason: open.reason,
    contact: [open.contactName, open.contactPhone].filter((text) => text !== '').join(', '),
    before: open.answerBy === null ? undefined : formatInstantLong(open.answerBy),
    noteName: 'note',
    note,
    accept: '.pdf,.jpg,.jpeg,.png,.docx',
    maximumFileMegabytes: Math.round(limits.maxFileBytes / 1024 / 1024),
    uploadHref: `${request.path}/tep`,
  }
  const frame = { title: t.tracking.supplementTitle, islands: ['islands/citizen.ts', 'islands/filing.ts'] as const }
  const document = citizenDocument(request, frame, <SupplementPage t={t} view={view} />)
  return Object.keys(errors).length === 0 ? page(document) : pageWithErrors(document)
}

const takeIn = ({ actor, province, deps }: PageRequest, { dossier, open }: Asked, file: UploadedFile) =>
  attachToSupplement(deps.dossiers(province), actor, {
    dossierId: dossier.id,
    seq: open.seq,
    name: file.name,
    content: file.stream(),
  })

export const supplementPage: Route = {
  method: 'GET',
  path: '/ho-so/:code/bo-sung',
  access: 'citizen',
  statementBudget: 8,
  handler: async (request) => {
    const dossier = await findOwn(request)
    if (dossier === null) return notFound
    const open = await findOpenRequest(request.province.database, dossier.id)
    if (open !== null) return show(request, { dossier, open }, {}, '')
    // Whoever comes back to an old letter finds the dossier, and that nothing is missing.
    return redirect(`/ho-so/${dossier.code}`, {
      notice: { kind: 'attention', text: messages(request.locale).tracking.supplementNotAsked },
    })
  },
}

const takeAll = async (request: PageRequest, asked: Asked): Promise<Errors> => {
  const t = messages(request.locale)
  const errors: Record<string, string> = {}
  for (const file of request.files.filter((one) => one.sizeBytes > 0 && slotPattern.test(one.field))) {
    const taken = await takeIn(request, asked, file)
    if (!taken.ok) errors[file.field] = refusedFileText(t, taken.refusal)
  }
  const { uploadFault: fault } = request
  if (fault !== undefined) errors[slotPattern.test(fault.field) ? fault.field : 'muc-1'] = uploadFaultText(t, fault)
  return errors
}

/** Sends what was asked for; the dossier goes on. */
export const sendSupplement: Route = {
  method: 'POST',
  path: '/ho-so/:code/bo-sung',
  access: 'citizen',
  upload: true,
  handler: async (request) => {
    const { actor, province, deps, form } = request
    const asked = await findAsked(request)
    if (asked === null || actor.kind !== 'citizen') return notFound
    const t = messages(request.locale)
    const note = fieldOf(form, 'note').slice(0, 2_000)
    const gone = fieldOf(form, '_remove-file')
    if (isUuid(gone)) {
      const file = { dossierId: asked.dossier.id, seq: asked.open.seq, fileId: gone }
      const detached = await detachFromSupplement(deps.dossiers(province), actor, file)
      return detached.ok ? show(request, asked, {}, note) : notFound
    }
    const errors = await takeAll(request, asked)
    if (Object.keys(errors).length > 0) return show(request, asked, errors, note)
    const files = await listAttachments(province.database, ownerOf(asked.dossier))
    if (files.length === 0 && note === '') return show(request, asked, { 'muc-1': t.tracking.noFileChosen }, note)
    const answered = await answerSupplement(deps.dossiers(province), actor, {
      dossierId: asked.dossier.id,
      name: asked.open.items
        .map((item) => item.text)
        .join('; ')
        .slice(0, 2_000),
      attachmentIds: files.map((file) => file.id),
      note,
    })
    if (!answered.ok) return show(request, asked, { 'muc-1': dossierRefusalText(t, answered.refusal) }, note)
    return redirect(`/ho-so/${asked.dossier.code}`, { notice: { kind: 'done', text: t.tracking.supplementSent } })
  },
}

export const uploadSupplement: Route = {
  method: 'POST',
  path: '/ho-so/:code/bo-sung/tep',
  access: 'citizen',
  upload: true,
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages(request.locale)
    const asked = await findAsked(request)
    const [file] = request.files
    if (asked === null || request.actor.kind !== 'citizen') return json({}, 404)
    if (request.uploadFault !== undefined) return json({ error: uploadFaultText(t, request.uploadFault) }, 413)
    if (file === undefined) return json({}, 400)
    const taken = await takeIn(request, asked, file)
    return taken.ok ? json({ id: taken.value.id }) : json({ error: refusedFileText(t, taken.refusal) }, 422)
  },
}
