import { isUuid, newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Attachment, AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import { addAttachment, askedTwice } from '#modules/attachments/index.ts'
import { agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { type DocumentRefusal, documentSubject, type KnownDocument } from '#modules/official-documents/domain/index.ts'
import { findDocument, judgeWaiting, registerIncoming } from '#modules/official-documents/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  type FormBody,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import { IncomingFormPage, type IncomingFormView } from '#web/ui/views/officer/incoming/incoming-form.tsx'
import { signatureNote, verdictNote } from '#web/verification/signature-note.ts'
import { attachmentRefusalText, isOfFile, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerDocumentRefusal, type DocumentField } from '../../refusals/document-refusals.ts'
import { dueNotice, readDueDay, workingCalendarOf } from '../due-day.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath, incomingPath } from './incoming-address.ts'
import { faceNames, firstFields, moreFields, readFace, typedOf, typedOfLetter } from './register-fields.ts'
import { authorsId, openRegisterScene, type RegisterScene, typedChannel } from './register-scene.ts'

const registerPath = `${incomingPath}/moi`
const proposing = 'de-xuat'
const goingOn = 'dang-ky-tiep'
type Shown = {
  readonly form: FormBody
  readonly errors?: readonly FieldErrorView[]
  readonly problem?: string
  readonly known?: KnownDocument
  readonly status?: number
  readonly asksReason?: boolean
}

/** What was handed in meanwhile is seen too. */
const openAgain = (request: PageRequest, { documentId, agencyId }: RegisterScene): Promise<RegisterScene | null> =>
  openRegisterScene(request, { documentId, agencyId, form: request.form })

const foundOf = ({ judged }: RegisterScene, file: Attachment) => judged.find((one) => one.attachmentId === file.id)

/** Of a PDF what its signatures are worth; of other files nothing is said. */
const markOf = (t: Messages, scene: RegisterScene, file: Attachment) =>
  file.mediaType === 'application/pdf' ? verdictNote(t, foundOf(scene, file)?.verdict ?? null) : undefined

/** What was found against files, and the way back to who sent them. */
const signaturesOf = (t: Messages, scene: RegisterScene): Pick<IncomingFormView, 'signatures' | 'giveBack'> => {
  const { arrived, documentId, choices } = scene
  const signatures = scene.files.flatMap((file) => {
    const note = signatureNote(t, foundOf(scene, file))
    return note.tone === 'bad' ? [{ file: file.name, note }] : []
  })
  const href = `${documentPath(documentId)}#tra-noi-gui`
  const mayGiveBack = arrived !== null && choices.asksSignatureReason
  return { signatures, ...(mayGiveBack ? { giveBack: { href, text: t.incoming.signatures.back } } : {}) }
}

const show = (request: PageRequest, scene: RegisterScene, shown: Shown): Answer => {
  const t = messages(request.locale)
  const errors = shown.errors ?? []
  const asksReason = shown.asksReason === true || fieldOf(shown.form, faceNames.double) !== ''
  const draw = { t, form: shown.form, errors, choices: { ...scene.choices, asksReason } }
  const more = moreFields(draw)
  const view: IncomingFormView = {
    title: t.incoming.registerTitle,
    lead: t.incoming.registerLead,
    source: scene.letter === null ? undefined : t.incoming.letters.filledFrom(scene.letter.senderAddress),
    back: { href: incomingPath, text: t.incoming.title },
    target: {
      action: registerPath,
      csrf: request.csrfToken,
      hidden: {
        [faceNames.document]: scene.documentId,
        ...(scene.choices.agencies.length > 1 ? {} : { [faceNames.agency]: scene.agencyId }),
      },
    },
    errors,
    problem: shown.problem,
    known:
      shown.known === undefined ? undefined : { href: documentPath(shown.known.documentId), text: t.incoming.seeKnown },
    file: {
      name: faceNames.files,
      label: t.incoming.files,
      hint: t.incoming.filesHint,
      accept: '.pdf,.jpg,.jpeg,.png,.docx',
      multiple: true,
      files: scene.files.map((file) => ({
        id: file.id,
        name: file.name,
        size: `${Math.ceil(file.sizeBytes / 1024)} kB`,
        signature: markOf(t, scene, file),
      })),
      error: errors.find((one) => one.name === faceNames.files)?.text,
    },
    ...signaturesOf(t, scene),
    first: firstFields(draw),
    more,
    isMoreOpen: more.fields.some((field) => field.error !== undefined),
    authors: { id: authorsId, field: faceNames.author, names: [...new Set(scene.authors.map((one) => one.name))] },
    propose: { name: faceNames.what, value: proposing, text: t.incoming.propose },
    next: { name: faceNames.what, value: goingOn, text: t.incoming.registerNext },
    go: t.incoming.registerGo,
  }
  return page(officerDocument(request, { title: view.title }, <IncomingFormPage t={t} view={view} />), {
    status: shown.status ?? 200,
  })
}

/** Only the clerk of the agency adds files, and only to what is new or has come and has no number yet. */
const mayAttach =
  (request: PageRequest, scene: RegisterScene) =>
  async (tx: Parameters<typeof findDocument>[0]): Promise<Result<null, DocumentRefusal>> => {
    const known = await findDocument(tx, scene.documentId)
    const isOpen =
      known === null ||
      (known.agencyId === scene.agencyId && known.direction === 'incoming' && known.state === 'arrived')
    return isOpen && agencyIdsWithRole(request.actor, 'clerk').includes(scene.agencyId)
      ? accept(null)
      : refuse({ code: 'document.not-permitted' })
  }

const takeFiles = async (request: PageRequest, scene: RegisterScene): Promise<readonly FieldErrorView[]> => {
  const t = messages(request.locale)
  const deps = request.deps.dossiers(request.province)
  const wrong = (text: string) => ({ name: faceNames.files, text })
  const errors = request.uploadFault === undefined ? [] : [wrong(uploadFaultText(t, request.uploadFault))]
  for (const file of request.files.filter((one) => one.field === faceNames.files && one.sizeBytes > 0)) {
    const command = {
      owner: { kind: documentSubject, id: scene.documentId },
      purpose: 'document',
      name: file.name,
      content: file.stream(),
      addedBy: officerOf(request).accountId,
    }
    const added: Result<Attachment, AttachmentRefusal | DocumentRefusal> = await addAttachment(
      deps,
      command,
      askedTwice(mayAttach(request, scene)),
    )
    if (!added.ok)
      errors.push(
        wrong(isOfFile(added.refusal) ? attachmentRefusalText(t, added.refusal) : t.incoming.refusals.notPermitted),
      )
  }
  if (errors.length < request.files.length) await judgeWaiting(deps, scene)
  return errors
}

const fieldNames: Partial<Readonly<Record<DocumentField, string>>> = {
  type: faceNames.type,
  author: faceNames.author,
  date: faceNames.date,
  due: faceNames.due,
  files: faceNames.files,
  book: faceNames.book,
  double: faceNames.double,
  signature: faceNames.signature,
}

const refused = async (request: PageRequest, scene: RegisterScene, refusal: DocumentRefusal): Promise<Answer> => {
  const t = messages(request.locale)
  const { status, text, field } = answerDocumentRefusal(t, refusal)
  const name = field === undefined ? undefined : fieldNames[field]
  const known = 'known' in refusal ? { known: refusal.known } : {}
  // What was handed in stays with the form, so that nobody sends it twice.
  const fresh = (await openAgain(request, scene)) ?? scene
  return show(request, fresh, {
    form: request.form,
    status,
    ...known,
    asksReason: refusal.code === 'document.looks-double',
    ...(name === undefined || 'known' in refusal ? { problem: text } : { errors: [{ name, text }] }),
  })
}

export const registerIncomingPage: Route = {
  method: 'GET',
  path: registerPath,
  access: { officer: ['clerk'] },
  statementBudget: 11,
  handler: async (request) => {
    const asked = fieldOf(request.query, faceNames.document)
    const documentId = isUuid(asked) ? asked : newId()
    const scene = await openRegisterScene(request, { documentId, agencyId: '', form: {} })
    if (scene?.letter?.isSetAside === true) return notFound
    if (scene === null || (asked !== '' && scene.arrived === null && scene.letter === null)) return notFound
    if (scene.arrived !== null && scene.arrived.registerNumber !== null) return redirect(documentPath(asked))
    return show(request, scene, { form: scene.letter === null ? typedOf(scene.arrived) : typedOfLetter(scene.letter) })
  },
}

export const registerIncomingAct: Route = {
  method: 'POST',
  path: registerPath,
  access: { officer: ['clerk'] },
  upload: true,
  handler: async (request) => {
    const { form } = request
    const documentId = fieldOf(form, faceNames.document)
    const wanted = { documentId, agencyId: fieldOf(form, faceNames.agency), form }
    const scene = isUuid(documentId) ? await openRegisterScene(request, wanted) : null
    if (scene === null) return notFound
    if (scene.letter?.isSetAside === true) return refused(request, scene, { code: 'document.letter-set-aside' })
    const t = messages(request.locale)
    const isSecret = fieldOf(form, faceNames.secrecy) !== '0'
    const fileErrors =
      isSecret && request.files.length > 0
        ? [{ name: faceNames.files, text: t.incoming.refusals.secretHasNoFiles }]
        : await takeFiles(request, scene)
    if (fieldOf(form, faceNames.what) === proposing) {
      const fresh = (await openAgain(request, scene)) ?? scene
      return show(request, fresh, { form, errors: fileErrors })
    }
    const read = readFace(t, form, scene.authors)
    const errors = [...(read.ok ? [] : read.errors), ...fileErrors]
    if (!read.ok || errors.length > 0) {
      const fresh = (await openAgain(request, scene)) ?? scene
      return show(request, fresh, { form, errors, status: 422 })
    }
    const text = (name: string) => fieldOf(form, name)
    const result = await registerIncoming(request.deps.dossiers(request.province), request.actor, {
      documentId,
      agencyId: scene.agencyId,
      face: read.face,
      channel: typedChannel(form),
      origin: null,
      registerId: isUuid(text(faceNames.book)) ? text(faceNames.book) : null,
      doubleReason: text(faceNames.double).slice(0, 500),
      signatureReason: text(faceNames.signature).slice(0, 500),
      presentTo: scene.choices.leaders.some((one) => one.value === text(faceNames.leader))
        ? text(faceNames.leader)
        : null,
      proposedTo: scene.choices.targets.find((one) => one.value === text(faceNames.proposed))?.value ?? null,
    })
    if (!result.ok) return refused(request, scene, result.refusal)
    const { number, year } = result.value
    // A pile of papers is taken in one after the other.
    const then = text(faceNames.what) === goingOn ? registerPath : documentPath(documentId)
    const due = readDueDay(t, await workingCalendarOf(request), text(faceNames.due))
    return redirect(then, {
      notice: dueNotice(t, t.incoming.registered(number, year), due.kind === 'due' ? due.closing : null),
    })
  },
}
