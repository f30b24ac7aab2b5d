import { isUuid, newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, askedTwice, listAttachments } from '#modules/attachments/index.ts'
import { postFor } from '#modules/identity/domain/index.ts'
import {
  type DocumentRefusal,
  documentSubject,
  findDocumentType,
  writtenCode,
} from '#modules/official-documents/domain/index.ts'
import {
  CopyDocument,
  copyDocument,
  copyFileForOfficer,
  copySubject,
  type DocumentFace,
  documentFaceForOfficer,
  findDraftVersion,
  findSeats,
  isCopyKnown,
  listCopies,
  listMandates,
  type MadeCopy,
  type MandateLine,
} from '#modules/official-documents/index.ts'
import { findKeyInHand } from '#modules/signatures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
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
import { writtenLines } from '../outgoing/written-lines.ts'
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
  from: 'sao-tu',
  file: 'van-ban-goc',
} as const
/** What was received is a certified copy itself. */
const received = 'da-nhan'
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

type Scene = {
  readonly wording: string | null
  /** Who may be asked to sign: leaders, and whoever was given an order in writing. */
  readonly seats: Awaited<ReturnType<typeof findSeats>>
  readonly mandates: readonly MandateLine[]
  readonly made: readonly MadeCopy[]
  readonly pdfs: readonly Attachment[]
}

/** What a copy of a copy may be made of. */
const basesOf = (t: Messages, { direction }: DocumentFace, made: readonly MadeCopy[]) => [
  ...made
    .filter(({ kind }) => kind === 'SY')
    .map(({ id, number, notation }) => ({ value: id, text: writtenCode({ number, notation }) })),
  ...(direction === 'incoming' ? [{ value: received, text: t.issuing.receivedCopy }] : []),
]

const maySign = ({ mandates }: Scene, { role, postId }: Scene['seats'][number]): boolean =>
  role === 'leader' || mandates.some((one) => one.postId === postId && one.capacity === 'TL')

/** Of which copy and of which file, where that is a question. */
const sourceAskings = (
  { issuing: words }: Messages,
  bases: ReturnType<typeof basesOf>,
  pdfs: readonly Attachment[],
): readonly Asking[] => [
  ...(bases.length === 0
    ? []
    : [
        {
          name: names.from,
          type: 'select' as const,
          label: words.copiedFrom,
          required: true,
          options: bases,
          start: bases[0]?.value,
        },
      ]),
  ...(pdfs.length < 2
    ? []
    : [
        {
          name: names.file,
          type: 'select' as const,
          label: words.copiedFile,
          required: true,
          options: pdfs.map(({ id, name }) => ({ value: id, text: name })),
          start: pdfs[0]?.id,
        },
      ]),
]

/** Which copy it is, and in what. */
const formAskings = (
  { issuing: words }: Messages,
  document: DocumentFace,
  kinds: readonly (readonly [string, string])[],
): readonly Asking[] => [
  {
    name: names.kind,
    type: 'radio',
    label: words.copyKind,
    required: true,
    options: kinds.map(([value, text]) => ({ value, text })),
    start: 'SY',
  },
  {
    name: names.target,
    type: 'radio',
    label: words.target,
    required: true,
    options: Object.entries(words.targets).map(([value, text]) => ({ value, text })),
    start: document.direction === 'incoming' ? 'electronic' : 'paper',
  },
]

const askings = (t: Messages, document: DocumentFace, scene: Scene): readonly Asking[] => {
  const words = t.issuing
  const { wording, seats, pdfs } = scene
  const bases = basesOf(t, document, scene.made)
  const isOffered: Readonly<Record<string, boolean>> = { TrS: wording !== null, SL: bases.length > 0 }
  const kinds = Object.entries(words.copyKinds).filter(([kind]) => isOffered[kind] ?? true)
  return [
    ...formAskings(t, document, kinds),
    ...sourceAskings(t, bases, pdfs),
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
    // What was written here is a file already; a scan is asked of paper.
    ...(wording === null ? [{ name: names.scan, type: 'file' as const, label: words.scan, hint: words.scanHint }] : []),
    {
      name: names.signer,
      type: 'select',
      label: words.copySigner,
      hint: words.copySignerHint,
      options: seats
        .filter((seat) => maySign(scene, seat))
        .map((seat) => ({ value: seat.postId, text: `${seat.name}, ${seat.title}` })),
    },
    { name: names.recipients, type: 'textarea', label: words.recipients, hint: words.recipientsHint },
    { name: names.copies, type: 'number', label: words.copies, required: true, start: '1', width: 'half' },
  ]
}

type Failed = { readonly status: number; readonly problem: string }

const loadScene = async (request: PageRequest, document: DocumentFace) => {
  const { database } = request.province
  const today = localDate(request.now)
  const isIncoming = document.direction === 'incoming'
  const [draft, seats, key, mandates, made, files] = await Promise.all([
    isIncoming ? null : findDraftVersion(database, document.id),
    findSeats(database, document.agencyId, today),
    findKeyInHand(database, { kind: 'agency', id: document.agencyId }, request.now),
    listMandates(database, document.agencyId, today),
    listCopies(database, document.id),
    isIncoming ? listAttachments(database, { kind: documentSubject, id: document.id }) : [],
  ])
  const pdfs = files.filter(({ mediaType }) => mediaType === 'application/pdf')
  return { key, scene: { wording: draft?.content ?? null, seats, mandates, made, pdfs } satisfies Scene }
}

const show = async (request: PageRequest, document: DocumentFace, copyId: string, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { key, scene } = await loadScene(request, document)
  const confirmation = confirmationFields(t, key)
  const fields: FormFieldsView = {
    sections: [{ id: section }, ...(confirmation?.sections ?? [])],
    fields: [
      ...askings(t, document, scene).map(({ start, ...field }) => ({
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
    hasFiles: scene.wording === null,
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
  statementBudget: 7,
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
  const { database } = request.province
  // Pressed once more: it is answered as it was.
  if (await isCopyKnown(database, copyId)) return null
  const command = {
    owner: { kind: copySubject, id: copyId },
    purpose: 'scan',
    name: scan.name,
    content: scan.stream(),
    addedBy: officerOf(request).accountId,
  }
  const mayAttach = async (reader: Reader): Promise<Result<null, DocumentRefusal>> =>
    postFor(request.actor, 'clerk', document.agencyId) === undefined || (await isCopyKnown(reader, copyId))
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
    recipients: [...writtenLines(text(names.recipients))],
    copies: Number(text(names.copies)),
    ...(isUuid(text(names.from)) ? { copiedFrom: text(names.from) } : {}),
    isOfReceivedCopy: text(names.from) === received,
    ...(isUuid(text(names.file)) ? { fileId: text(names.file) } : {}),
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
