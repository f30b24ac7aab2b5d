import { buffer } from 'node:stream/consumers'
import { isUuid } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatInstant } from '#kernel/time.ts'
import { prepareOutcome } from '#modules/dossiers/index.ts'
import { prepareOfficialDocument } from '#modules/official-documents/index.ts'
import { type DesktopSigning, stateOfDesktop } from '#modules/signatures/domain/index.ts'
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
import { DesktopSigningPage } from '#web/ui/views/officer/signing-pages/desktop-signing.tsx'
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
  kind: DesktopKind,
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

/** Sets the document, puts it down for the tool and leads to the page that speaks with it. */
const handOver = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const kind = desktopKinds.find((one) => one === fieldOf(request.form, desktopNames.kind))
  const id = fieldOf(request.form, desktopNames.subject)
  const version = Number(fieldOf(request.form, desktopNames.version))
  if (kind === undefined || !isUuid(id) || !Number.isSafeInteger(version) || version < 1) return notFound
  const back = (text: string): Answer => redirect(desktopPlace(kind).path(id), { notice: { kind: 'attention', text } })
  const made = await prepare(request, t, kind, id, version)
  if (!made.ok) return made.refusal.status === 404 ? notFound : back(made.refusal.text)
  const { pdf, name } = made.value
  const document = { subject: { kind, id }, version, title: name.slice(0, 400), pdf }
  const handed = await handToDesktop(depsOf(request), officerOf(request), document)
  return handed.ok ? redirect(`${desktopPath}/${handed.value.id}`) : back(desktopRefusalText(t, handed.refusal))
}

/** What VGCA Sign Service is asked, in its own words. */
const questionOf = (request: PageRequest, signing: DesktopSigning, ticket: string): string =>
  JSON.stringify({
    FileUploadHandler: `${request.origin}${desktopDoors.upload(signing.id, ticket)}`,
    SessionId: '',
    JWTToken: '',
    FileName: `${request.origin}${desktopDoors.file(signing.id, ticket)}`,
    DocNumber: '',
    MetaData: [{ Key: 'DocumentId', Value: signing.id }],
  })

const show = async (request: PageRequest, failed?: Problem): Promise<Answer> => {
  const t = messages(request.locale)
  const { signingPages: words } = t
  const deps = depsOf(request)
  const signing = await findOwnDesktopSigning(deps, officerOf(request), request.params.id ?? '')
  if (signing === null) return notFound
  const ticket = desktopTicket(deps.sealing, signing.id)
  const own = `${desktopPath}/${signing.id}`
  const refused = signing.refusedBecause === null ? undefined : desktopRefusalText(t, signing.refusedBecause)
  const view = {
    title: signing.title,
    backHref: desktopPlace(signing.subject.kind).path(signing.subject.id),
    state: stateOfDesktop(signing, request.now),
    until: words.desktopUntil(formatInstant(signing.closesAt)),
    problem: failed?.text ?? refused,
    tool: `${request.deps.desktopSignerUrl}/SignApproved`,
    question: questionOf(request, signing, ticket),
    downloadHref: desktopDoors.file(signing.id, ticket),
    fileName: desktopNames.file,
    send: { action: `${own}/nop`, csrf: request.csrfToken },
    take: { action: `${own}/ghi-nhan`, csrf: request.csrfToken },
  }
  const islands = ['islands/officer.ts', 'islands/desktop-signing.ts'] as const
  const frame = { title: words.desktopTitle, islands }
  return page(officerDocument(request, frame, <DesktopSigningPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const takeByHand = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  if (request.uploadFault !== undefined)
    return show(request, { status: 422, text: uploadFaultText(t, request.uploadFault) })
  const file = request.files.find(({ field }) => field === desktopNames.file)
  if (file === undefined || file.sizeBytes === 0)
    return show(request, { status: 422, text: t.signingPages.desktopMissing })
  const id = request.params.id ?? ''
  const brought = await bringFromDesktop(depsOf(request), officerOf(request), id, await buffer(file.stream()))
  if (brought.ok) return redirect(`${desktopPath}/${id}`)
  return show(request, { status: 422, text: desktopRefusalText(t, brought.refusal) })
}

const take = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const [deps, actor] = [depsOf(request), officerOf(request)]
  let problem: Problem | null = null
  const deed: DesktopDeed<{ readonly code: 'deed.refused' }> = async (signing, content) => {
    problem = await desktopPlace(signing.subject.kind).keep(request, t, signing, content)
    return problem === null ? accept(null) : refuse({ code: 'deed.refused' })
  }
  const taken = await takeFromDesktop(deps, actor, request.params.id ?? '', deed)
  if (taken.ok)
    return redirect(desktopPlace(taken.value.subject.kind).path(taken.value.subject.id), {
      notice: { kind: 'done', text: t.signingPages.desktopTaken },
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
