import { buffer } from 'node:stream/consumers'
import { isUuid } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatInstant } from '#kernel/time.ts'
import { prepareOutcome } from '#modules/dossiers/index.ts'
import { handIssueToDesktop, prepareOfficialDocument, sealSubject } from '#modules/official-documents/index.ts'
import {
  type DesktopFile,
  type DesktopRefusal,
  type DesktopState,
  stateOfDesktop,
} from '#modules/signatures/domain/index.ts'
import {
  bringFromDesktop,
  type DesktopDeed,
  desktopTicket,
  findOwnDesktopSigning,
  handToDesktop,
  takeFromDesktop,
} from '#modules/signatures/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DesktopFileView, DesktopSigningPage } from '#web/ui/views/officer/signing-pages/desktop-signing.tsx'
import { uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { desktopRefusalText } from '../../refusals/desktop-refusals.ts'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { desktopPlace, type Problem } from './desktop-deeds.ts'
import { type DesktopKind, desktopDoors, desktopKinds, desktopNames, desktopPath } from './desktop-paths.ts'

/** Whoever may sign a paper of the archive may have his key at home. */
const access = { officer: fileRoles } as const
type Prepared = { readonly pdf: Uint8Array; readonly name: string }

const depsOf = (request: PageRequest) => request.deps.dossiers(request.province)

const prepare = async (
  request: PageRequest,
  t: Messages,
  kind: Exclude<DesktopKind, typeof sealSubject>,
  id: string,
  version: number,
): Promise<Result<Prepared, Problem>> => {
  const [deps, actor] = [depsOf(request), officerOf(request)]
  if (kind === 'outcome') {
    const made = await prepareOutcome(deps, actor, { dossierId: id, version })
    return made.ok ? made : { ok: false, refusal: answerDossierRefusal(t, made.refusal) }
  }
  const made = await prepareOfficialDocument(deps, actor, { documentId: id, version })
  return made.ok ? made : { ok: false, refusal: answerOutgoingRefusal(t, made.refusal) }
}

const isOfDesktop = (refusal: { readonly code: string }): refusal is DesktopRefusal =>
  /^(?:desktop|signature)\./.test(refusal.code)

const refusedWith = (status: number, text: string): Result<never, Problem> => ({ ok: false, refusal: { status, text } })

const handSignature = async (
  request: PageRequest,
  t: Messages,
  kind: Exclude<DesktopKind, typeof sealSubject>,
  id: string,
  version: number,
): Promise<Result<string, Problem>> => {
  const made = await prepare(request, t, kind, id, version)
  if (!made.ok) return made
  const { pdf, name } = made.value
  const document = { subject: { kind, id }, version, title: name.slice(0, 400), pdf }
  const handed = await handToDesktop(depsOf(request), officerOf(request), document)
  return handed.ok ? accept(handed.value.id) : refusedWith(409, desktopRefusalText(t, handed.refusal))
}

const handSeal = async (request: PageRequest, t: Messages, documentId: string): Promise<Result<string, Problem>> => {
  const handed = await handIssueToDesktop(depsOf(request), officerOf(request), { documentId })
  if (handed.ok) return accept(handed.value.signingId)
  const { refusal } = handed
  if (isOfDesktop(refusal)) return refusedWith(409, desktopRefusalText(t, refusal))
  const { status, text } = answerOutgoingRefusal(t, refusal)
  return refusedWith(status, text)
}

/** Sets the document, puts it down for the tool and leads to the page that speaks with it. */
const handOver = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const kind = desktopKinds.find((one) => one === fieldOf(request.form, desktopNames.kind))
  const id = fieldOf(request.form, desktopNames.subject)
  const version = Number(fieldOf(request.form, desktopNames.version))
  if (kind === undefined || !isUuid(id) || !Number.isSafeInteger(version) || version < 1) return notFound
  const back = (text: string): Answer => redirect(desktopPlace(kind).path(id), { notice: { kind: 'attention', text } })
  const handed = await (kind === sealSubject ? handSeal(request, t, id) : handSignature(request, t, kind, id, version))
  if (handed.ok) return redirect(`${desktopPath}/${handed.value}`)
  return handed.refusal.status === 404 ? notFound : back(handed.refusal.text)
}

/** What VGCA Sign Service is asked about one file, in its own words, and where. */
const questionOf = (request: PageRequest, { id, operation, code }: DesktopFile) => {
  const ticket = desktopTicket(depsOf(request).sealing, id)
  return {
    tool: `${request.deps.desktopSignerUrl}/${operation}`,
    question: JSON.stringify({
      FileUploadHandler: `${request.origin}${desktopDoors.upload(id, ticket)}`,
      SessionId: '',
      JWTToken: '',
      FileName: `${request.origin}${desktopDoors.file(id, ticket)}`,
      DocNumber: code,
      MetaData: [{ Key: 'DocumentId', Value: id }],
    }),
  }
}

const fileView = (request: PageRequest, t: Messages, state: DesktopState, file: DesktopFile): DesktopFileView => {
  const isBack = file.returned !== null
  const ticket = desktopTicket(depsOf(request).sealing, file.id)
  return {
    name: file.name,
    isBack,
    problem: isBack || file.refusedBecause === null ? undefined : desktopRefusalText(t, file.refusedBecause),
    downloadHref: state === 'waiting' && !isBack ? desktopDoors.file(file.id, ticket) : undefined,
  }
}

const show = async (request: PageRequest, failed?: Problem): Promise<Answer> => {
  const t = messages(request.locale)
  const signing = await findOwnDesktopSigning(depsOf(request), officerOf(request), request.params.id ?? '')
  if (signing === null) return notFound
  const kind = signing.agencyId === null ? 'sign' : 'seal'
  const words = t.signingPages.desktopOf[kind]
  const own = `${desktopPath}/${signing.id}`
  const state = stateOfDesktop(signing, request.now)
  const view = {
    kind,
    title: signing.title,
    backHref: desktopPlace(signing.subject.kind).path(signing.subject.id),
    state,
    until: words.until(formatInstant(signing.closesAt)),
    problem: failed?.text,
    questions: signing.files.filter((file) => file.returned === null).map((file) => questionOf(request, file)),
    files: signing.files.map((file) => fileView(request, t, state, file)),
    fileName: desktopNames.file,
    send: { action: `${own}/nop`, csrf: request.csrfToken },
    take: { action: `${own}/ghi-nhan`, csrf: request.csrfToken },
  } as const
  const islands = ['islands/officer.ts', 'islands/desktop-signing.ts'] as const
  const frame = { title: words.title, islands }
  return page(officerDocument(request, frame, <DesktopSigningPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const takeByHand = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  if (request.uploadFault !== undefined)
    return show(request, { status: 422, text: uploadFaultText(t, request.uploadFault) })
  const files = request.files.filter(({ field, sizeBytes }) => field === desktopNames.file && sizeBytes > 0)
  if (files.length === 0) return show(request, { status: 422, text: t.signingPages.desktopMissing })
  const id = request.params.id ?? ''
  for (const file of files) {
    const brought = await bringFromDesktop(depsOf(request), officerOf(request), id, await buffer(file.stream()))
    if (!brought.ok) return show(request, { status: 422, text: desktopRefusalText(t, brought.refusal) })
  }
  return redirect(`${desktopPath}/${id}`)
}

const take = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const [deps, actor] = [depsOf(request), officerOf(request)]
  let problem: Problem | null = null
  const deed: DesktopDeed<{ readonly code: 'deed.refused' }> = async (signing, files) => {
    problem = await desktopPlace(signing.subject.kind).keep(request, t, signing, files)
    return problem === null ? accept(null) : refuse({ code: 'deed.refused' })
  }
  const taken = await takeFromDesktop(deps, actor, request.params.id ?? '', deed)
  if (taken.ok)
    return redirect(desktopPlace(taken.value.subject.kind).path(taken.value.subject.id), {
      notice: { kind: 'done', text: t.signingPages.desktopOf[taken.value.agencyId === null ? 'sign' : 'seal'].taken },
    })
  if (taken.refusal.code === 'deed.refused') return show(request, problem ?? { status: 409, text: '' })
  return show(request, { status: 409, text: desktopRefusalText(t, taken.refusal) })
}

/** A signer whose key is on his own machine: the document goes there and comes back signed. */
export const desktopRoutes: readonly Route[] = [
  { method: 'POST', path: desktopPath, access, signs: true, handler: handOver },
  {
    method: 'GET',
    path: `${desktopPath}/:id`,
    access,
    statementBudget: 1,
    handler: (request) => show(request),
  },
  { method: 'POST', path: `${desktopPath}/:id/nop`, access, upload: true, signs: true, handler: takeByHand },
  { method: 'POST', path: `${desktopPath}/:id/ghi-nhan`, access, signs: true, handler: take },
]
