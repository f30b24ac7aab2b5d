import { isUuid, newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, askedTwice } from '#modules/attachments/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import { type DocumentRefusal, findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  CopyDocument,
  copyDocument,
  copyFileForOfficer,
  copySubject,
  type DocumentFace,
  documentFaceForOfficer,
  findDraftVersion,
  findSeats,
} from '#modules/official-documents/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FormFieldsView, FormFieldView } from '#web/ui/form/form-field-view.ts'
import { IssuingFormPage } from '#web/ui/views/officer/issuing/issuing-form.tsx'
import { attachmentRefusalText, isOfFile, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { documentPath as incomingDocumentPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { confirmationFields, confirmationOf } from '../signing/confirmation.ts'
import { copyFilePath, copyPath } from './issuing-paths.ts'

const names = {
  copy: 'ban-sao',
  kind: 'hinh-thuc',
  target: 'sang',
  extract: 'noi-dung',
  scan: 'tep',
  signer: 'nguoi-ky',
  recipients: 'noi-nhan',
  copies: 'so-ban',
} as const
const section = 'sao'

/** The document, for the clerk whose registry holds it. */
const findOwn = async (request: PageRequest): Promise<DocumentFace | null> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return null
  const actor = officerOf(request)
  const document = await documentFaceForOfficer(request.province.database, actor, id, request.now)
  return document !== null && postFor(actor, 'clerk', document.agencyId) !== undefined ? document : null
}

type Asking = Omit<FormFieldView, 'section' | 'value'> & { readonly start?: string | undefined }

const askings = (
  t: Messages,
  document: DocumentFace,
  wording: string | null,
  seats: Awaited<ReturnType<typeof findSeats>>,
): readonly Asking[] => {
  const words = t.issuing
  const kinds = Object.entries(words.copyKinds).filter(([kind]) => kind !== 'TrS' || wording !== null)
  return [
    {
      name: names.kind,
      type: 'radio',
      label: words.copyKind,
      options: kinds.map(([value, text]) => ({ value, text })),
      start: 'SY',
    },
    {
      name: names.target,
      type: 'radio',
      label: words.target,
      options: Object.entries(words.targets).map(([value, text]) => ({ value, text })),
      start: document.direction === 'incoming' ? 'electronic' : 'paper',
    },
    ...(wording === null
      ? []
      : [
          {
            name: names.extract,
            type: 'textarea' as const,
            label: words.extract,
            hint: words.extractHint,
            start: wording,
          },
        ]),
    { name: names.scan, type: 'file', label: words.scan, hint: words.scanHint },
    {
      name: names.signer,
      type: 'select',
      label: words.copySigner,
      hint: words.copySignerHint,
      options: seats
        .filter((seat) => seat.role === 'leader' || seat.role === 'unit-head')
        .map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
    },
    { name: names.recipients, type: 'textarea', label: words.recipients, hint: words.recipientsHint },
    { name: names.copies, type: 'number', label: words.copies, start: '1', width: 'half' },
  ]
}

type Failed = { readonly status: number; readonly problem: string }

const show = async (request: PageRequest, document: DocumentFace, copyId: string, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { database } = request.province
  const [draft, seats, key] = await Promise.all([
    document.direction === 'outgoing' ? findDraftVersion(database, document.id) : null,
    findSeats(database, document.agencyId, localDate(request.now)),
    findKeyInHand(database, { kind: 'agency', id: document.agencyId }, request.now),
  ])
  const confirmation = confirmationFields(t, key)
  const fields: FormFieldsView = {
    sections: [{ id: section }, ...(confirmation?.sections ?? [])],
    fields: [
      ...askings(t, document, draft?.content ?? null, seats).map(({ start, ...field }) => ({
        ...field,
        section,
        value: failed === undefined ? start : fieldOf(request.form, field.name),
      })),
      ...(confirmation?.fields ?? []),
    ],
  }
  const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
  const view = {
    title: t.issuing.copyTitle,
    lead: `${findDocumentType(document.typeCode)?.name ?? ''} ${code}: ${document.subject}. ${t.issuing.copyLead}`,
    back: { href: backTo(document), text: code === '' ? document.subject : code },
    target: { action: copyPath(document.id), csrf: request.csrfToken, hidden: { [names.copy]: copyId } },
    problem: failed?.problem,
    errors: [],
    fields,
    hasFiles: true,
    go: t.issuing.copyGo,
  }
  return page(officerDocument(request, { title: view.title }, <IssuingFormPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const backTo = ({ id, direction }: DocumentFace): string =>
  direction === 'incoming' ? incomingDocumentPath(id) : documentPath(id)

const copyPage: Route = {
  method: 'GET',
  path: copyPath(':id'),
  access: { officer: ['clerk'] },
  statementBudget: 4,
  handler: async (request) => {
    const document = await findOwn(request)
    return document === null || document.secrecy > 0 ? notFound : show(request, document, newId())
  },
}

/** The scan is handed in under the id of the copy; only the clerk of the registry comes so far. Answers what is wrong with it. */
const takeScan = async (request: PageRequest, document: DocumentFace, copyId: string): Promise<string | null> => {
  const t = messages(request.locale)
  if (request.uploadFault !== undefined) return uploadFaultText(t, request.uploadFault)
  const scan = request.files.find((file) => file.field === names.scan && file.sizeBytes > 0)
  if (scan === undefined) return null
  const command = {
    owner: { kind: copySubject, id: copyId },
    purpose: 'scan',
    name: scan.name,
    content: scan.stream(),
    addedBy: officerOf(request).accountId,
  }
  const mayAttach = async (): Promise<Result<null, DocumentRefusal>> =>
    postFor(request.actor, 'clerk', document.agencyId) === undefined
      ? refuse({ code: 'document.not-permitted' })
      : accept(null)
  const added: Result<Attachment, AttachmentRefusal | DocumentRefusal> = await addAttachment(
    request.deps.dossiers(request.province),
    command,
    askedTwice(mayAttach),
  )
  if (added.ok) return null
  return isOfFile(added.refusal) ? attachmentRefusalText(t, added.refusal) : t.outgoing.refusals.notPermitted
}

const readCopy = ({ form }: PageRequest, documentId: string, copyId: string) => {
  const text = (name: string) => fieldOf(form, name)
  const isPart = text(names.kind) === 'TrS'
  return CopyDocument.safeParse({
    copyId,
    documentId,
    kind: text(names.kind),
    target: text(names.target),
    extract: isPart ? text(names.extract) : '',
    signerPostId: isUuid(text(names.signer)) ? text(names.signer) : null,
    recipients: text(names.recipients)
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    copies: Number(text(names.copies)),
    confirmation: confirmationOf(form),
  })
}

const copyAct: Route = {
  method: 'POST',
  path: copyPath(':id'),
  access: { officer: ['clerk'] },
  upload: true,
  handler: async (request) => {
    const document = await findOwn(request)
    if (document === null || document.secrecy > 0) return notFound
    const t = messages(request.locale)
    const asked = fieldOf(request.form, names.copy)
    const copyId = isUuid(asked) ? asked : newId()
    const fault = await takeScan(request, document, copyId)
    if (fault !== null) return show(request, document, copyId, { status: 422, problem: fault })
    const command = readCopy(request, document.id, copyId)
    if (!command.success) return show(request, document, copyId, { status: 422, problem: t.issuing.wrong })
    const done = await copyDocument(request.deps.dossiers(request.province), request.actor, command.data)
    if (!done.ok) {
      const { status, text } = answerOutgoingRefusal(t, done.refusal)
      return show(request, document, copyId, { status, problem: text })
    }
    return redirect(backTo(document), { notice: { kind: 'done', text: t.issuing.copied(done.value.code) } })
  },
}

/** A copy that was made; whoever may see the document may read it. */
const copyFile: Route = {
  method: 'GET',
  path: copyFilePath(':id', ':copyId'),
  access: { officer: ['clerk', 'leader', 'unit-head', 'handler', 'one-stop-officer'] },
  rateLimit: 'file',
  statementBudget: 3,
  handler: async (request) => {
    const { id = '', copyId = '' } = request.params
    if (!isUuid(id) || !isUuid(copyId)) return notFound
    const { database } = request.province
    const file = await copyFileForOfficer(database, officerOf(request), { documentId: id, copyId }, request.now)
    if (file === null) return notFound
    const content = request.deps.files(request.province).stream(file.sha256)
    return download({ content, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes, inline: true })
  },
}

export const copyRoutes: readonly Route[] = [copyPage, copyAct, copyFile]
