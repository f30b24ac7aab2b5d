import { isUuid } from '#kernel/ids.ts'
import { formatInstant, localDate } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import {
  composeDocument,
  type DraftVersion,
  findDraftVersion,
  findHeldSeats,
  findOutgoingPaper,
  findPlaces,
  findUnitHeads,
  findUnitHeadWord,
  listAgreements,
  listSigners,
  noteDocumentLook,
  type OutgoingDetail,
  type OutgoingSigner,
  pictureDocument,
} from '#modules/official-documents/index.ts'
import { findKeyInHand, type KeyInHand } from '#modules/signatures/index.ts'
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
  text,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import type { TimelineEntry } from '#web/ui/parts/timeline.tsx'
import { OutgoingDocumentPage } from '#web/ui/views/officer/outgoing-document.tsx'
import { answerOutgoingRefusal } from '../../refusals/outgoing-refusals.ts'
import { issuedViewOf } from '../issuing/issued-view.ts'
import { officerOf } from '../officer-of.ts'
import { orderEntries } from '../signing-rules/order-view.ts'
import { actViews } from './act-views.ts'
import { companionRoutes, companionsView } from './companion-acts.tsx'
import { agreementText, checksView, type DraftOrder, talkView } from './draft-views.ts'
import { findOpenDocument } from './find-open-document.ts'
import { type OutgoingActKey, outgoingActKeys, outgoingActs } from './outgoing-acts.ts'
import { comparePath, documentPath, outgoingPath, outgoingRoles } from './outgoing-paths.ts'
import { sourceView } from './source-view.ts'
import { awaitedHeads, type UnitHeadScene, unitHeadFact } from './unit-head-views.ts'

const whereIs = (t: Messages, heads: UnitHeadScene): string =>
  heads.document.steps
    .map((step) => {
      const what = t.outgoing.steps[step.deed] ?? ''
      const who = step.officerName ?? (step.deed === 'approve' ? awaitedHeads(t, heads) : '')
      return who === '' ? what : `${who}: ${what}`
    })
    .join('; ')

/** A number that was taken and waits for its seal. */
const heldText = (t: Messages, { heldNumber, heldAt, codeNotation: notation }: OutgoingDetail): string =>
  heldNumber === null || heldAt === null
    ? ''
    : t.outgoing.held(writtenCode({ number: heldNumber, notation }), formatInstant(heldAt))

/** Its number, the one that it holds, or that there is none. */
const codeText = (
  { outgoing: t }: Messages,
  { codeNumber, codeNotation: notation, heldNumber }: OutgoingDetail,
): string => {
  if (codeNumber !== null) return writtenCode({ number: codeNumber, notation })
  return heldNumber === null ? t.noNumber : t.holds(writtenCode({ number: heldNumber, notation }))
}

/** The key that signs or seals it now: of this officer before the signature, of the agency before the number. */
const keyFor = async (request: PageRequest, { state, agencyId }: OutgoingDetail): Promise<KeyInHand | null> => {
  if (state !== 'submitted' && state !== 'signed') return null
  const own = { kind: 'officer', id: officerOf(request).officerId } as const
  return findKeyInHand(
    request.province.database,
    state === 'submitted' ? own : { kind: 'agency', id: agencyId },
    request.now,
  )
}

/** Who would sign it now, as long as it can still be put in order. */
const orderOfDraft = async (
  request: PageRequest,
  document: OutgoingDetail,
  draft: DraftVersion | null,
): Promise<DraftOrder> => {
  if (draft === null || !isUnsigned(document)) return null
  const [{ database }, day, { head }] = [request.province, localDate(request.now), draft]
  const [seats, places] = await Promise.all([
    findHeldSeats(database, head.signerPostId === null ? [] : [head.signerPostId], day),
    findPlaces(database, { agencyId: document.agencyId, head, day }),
  ])
  return { signer: seats[0] ?? null, places }
}

/** Of a draft who would sign it, afterwards who does. */
const placesOf = (
  { state }: OutgoingDetail,
  order: DraftOrder,
  signers: readonly OutgoingSigner[],
): Parameters<typeof orderEntries>[1] =>
  state === 'draft' ? (order?.places.ok === true ? order.places.value : []) : signers

/** Nothing is said of the one signer of a draft: he stands on the page. */
const orderView = (
  request: PageRequest,
  { state, steps }: OutgoingDetail,
  places: Parameters<typeof orderEntries>[1],
): readonly TimelineEntry[] => {
  if (places.length === 0 || (state === 'draft' && places.length === 1)) return []
  const isLaid = state !== 'draft' && (state !== 'submitted' || steps.some((step) => step.deed === 'sign'))
  return orderEntries(messages(request.locale), places, isLaid)
}

type Agreements = Awaited<ReturnType<typeof listAgreements>>

const factsOf = (
  request: PageRequest,
  heads: UnitHeadScene,
  draft: DraftVersion | null,
  agreements: Agreements,
): readonly { readonly term: string; readonly value: string }[] => {
  const t = messages(request.locale)
  const words = t.outgoing
  const { document } = heads
  const facts = [
    { term: words.factState, value: words.states[document.state] ?? document.state },
    { term: words.factHeld, value: heldText(t, document) },
    { term: words.factWith, value: whereIs(t, heads) },
    { term: words.factDrafter, value: document.drafter ?? '' },
    { term: words.factHead, value: unitHeadFact(t, heads) },
    { term: t.drafting.agreements, value: agreements.length === 0 ? '' : agreementText(request, agreements) },
    draft === null
      ? { term: t.issuing.signer, value: document.signerName }
      : {
          term: words.factVersion,
          value: words.version(draft.version, draft.savedByName, formatInstant(draft.savedAt)),
        },
  ]
  return facts.filter(({ value }) => value !== '')
}

/** A document signed on paper has no wording here. */
const withoutWording = { talk: { said: [] } } as const

const wordingViews = (request: PageRequest, document: OutgoingDetail, draft: DraftVersion, order: DraftOrder) => {
  const t = messages(request.locale)
  const pdf = `${documentPath(document.id)}/tep.pdf`
  return {
    source: isUnsigned(document) ? sourceView(t, draft) : undefined,
    file: {
      name: t.outgoing.preview,
      kind: 'pdf' as const,
      href: `${pdf}?ban=${draft.version}-${document.state}`,
      downloadHref: `${pdf}?tai=1`,
      pictureHref: isUnsigned(document) ? `${documentPath(document.id)}/trang.svg?ban=${draft.version}` : undefined,
    },
    checks: checksView(request, document, draft, order),
    compareHref: draft.version > 1 ? comparePath(document.id) : undefined,
    talk: talkView(request, document, draft),
  }
}

const show = async (
  request: PageRequest,
  failed?: { readonly status: number; readonly problem: string },
): Promise<Answer> => {
  const document = await findOpenDocument(request)
  if (document === null) return notFound
  const { database } = request.province
  const unitHeadsFound = findUnitHeads(database, document, localDate(request.now))
  const seatsFound = unitHeadsFound.then((found) => found.seats)
  const [draft, seats, { heads }, paper, key, issued, signers, companions] = await Promise.all([
    findDraftVersion(database, document.id),
    seatsFound,
    unitHeadsFound,
    findOutgoingPaper(database, document.id),
    keyFor(request, document),
    issuedViewOf(request, document, seatsFound),
    listSigners(database, document.id),
    companionsView(request, document),
  ])
  const order = await orderOfDraft(request, document, draft)
  const isUnderWay = document.state === 'submitted' || document.state === 'signed'
  const [agreements, word] =
    isUnderWay && paper !== null
      ? await Promise.all([
          listAgreements(database, document.id, paper.draftVersion),
          findUnitHeadWord(database, document.id),
        ])
      : [[], null]
  const places = order?.places.ok === true ? order.places.value : []
  const unitHeads = { actor: officerOf(request), document, seats, heads, places, word }
  const t = messages(request.locale)
  const view = {
    title: document.subject,
    lead: `${findDocumentType(document.typeCode)?.name ?? ''} · ${codeText(t, document)}`,
    backHref: outgoingPath,
    problem: failed?.problem,
    facts: factsOf(request, unitHeads, draft, agreements),
    order: orderView(request, document, placesOf(document, order, signers)),
    ...(draft === null ? withoutWording : wordingViews(request, document, draft, order)),
    withoutFile: document.secrecy > 0 ? t.issuing.secretLine : t.issuing.onPaper,
    issued,
    companions,
    acts: actViews({
      ...unitHeads,
      t,
      csrf: request.csrfToken,
      draft,
      key,
      isSigned: signers.some(({ signedAt }) => signedAt !== null),
    }),
  }
  return page(officerDocument(request, { title: document.subject }, <OutgoingDocumentPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const documentPage: Route = {
  method: 'GET',
  path: documentPath(':id'),
  access: { officer: outgoingRoles },
  statementBudget: 21,
  handler: (request) => show(request),
}

const actRoute = (key: OutgoingActKey): Route => ({
  method: 'POST',
  path: `${documentPath(':id')}/${key}`,
  access: { officer: outgoingRoles },
  handler: async (request) => {
    const documentId = request.params.id ?? ''
    if (!isUuid(documentId)) return notFound
    const t = messages(request.locale)
    const deps = request.deps.dossiers(request.province)
    const done = await outgoingActs[key]({ deps, actor: officerOf(request), documentId, form: request.form, t })
    if (!done.ok) {
      const answer = answerOutgoingRefusal(t, done.refusal)
      return show(request, { status: answer.status, problem: answer.text })
    }
    // What was sent back is its drafter's alone.
    const then = key === 'tra-lai' ? outgoingPath : documentPath(documentId)
    return redirect(then, { notice: { kind: 'done', text: done.value } })
  },
})

const publicUrlOf = (request: PageRequest): string => request.deps.dossiers(request.province).publicUrl

/** The latest wording as it would be signed now. */
const composedOf = async (request: PageRequest, { id, agencyId }: OutgoingDetail, draft: DraftVersion) => {
  const { signerPostId } = draft.head
  const asked = signerPostId === null ? [] : [signerPostId]
  const [chosen] = await findHeldSeats(request.province.database, asked, localDate(request.now))
  const signer = chosen === undefined ? null : { name: chosen.name, title: chosen.title }
  return { documentId: id, agencyId, draft, signer, at: draft.savedAt }
}

/** The same as a picture, while it is not signed: a telephone shows no PDF inside a page. */
const pictureRoute: Route = {
  method: 'GET',
  path: `${documentPath(':id')}/trang.svg`,
  access: { officer: outgoingRoles },
  rateLimit: 'file',
  statementBudget: 8,
  handler: async (request) => {
    const document = await findOpenDocument(request)
    if (document === null || !isUnsigned(document)) return notFound
    const { database } = request.province
    const draft = await findDraftVersion(database, document.id)
    if (draft === null) return notFound
    const made = await pictureDocument(database, publicUrlOf(request), await composedOf(request, document, draft))
    return made.ok ? text(made.value, 'image/svg+xml; charset=utf-8') : notFound
  },
}

const isUnsigned = ({ state }: Pick<OutgoingDetail, 'state'>): boolean => state === 'draft' || state === 'submitted'

/** The file as it stands: issued, else signed, else the latest wording as it would be signed now. */
const fileRoute: Route = {
  method: 'GET',
  path: `${documentPath(':id')}/tep.pdf`,
  access: { officer: outgoingRoles },
  rateLimit: 'file',
  statementBudget: 9,
  handler: async (request) => {
    const document = await findOpenDocument(request)
    if (document === null) return notFound
    const { database } = request.province
    const [paper, draft] = await Promise.all([
      findOutgoingPaper(database, document.id),
      findDraftVersion(database, document.id),
    ])
    const name = `${findDocumentType(document.typeCode)?.name ?? 'van-ban'}.pdf`
    const inline = fieldOf(request.query, 'tai') === ''
    const isOut = paper?.issuedAttachmentId != null
    const kept = isUnsigned(document) ? null : (paper?.issuedAttachmentId ?? paper?.signedAttachmentId ?? null)
    if (kept !== null) {
      const file = await findAttachment(database, kept)
      if (file === null) return notFound
      if (isOut) await noteDocumentLook(database, officerOf(request), document.id, 'file', request.now)
      const content = request.deps.files(request.province).stream(file.sha256)
      return download({ content, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes, inline })
    }
    if (draft === null) return notFound
    const made = await composeDocument(database, publicUrlOf(request), await composedOf(request, document, draft))
    if (!made.ok) return notFound
    const { pdf } = made.value
    return download({ content: pdf, name, mediaType: 'application/pdf', sizeBytes: pdf.byteLength, inline })
  },
}

export const documentRoutes: readonly Route[] = [
  documentPage,
  fileRoute,
  pictureRoute,
  ...companionRoutes(show),
  ...outgoingActKeys.map(actRoute),
]
