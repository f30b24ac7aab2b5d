import { createHash } from 'node:crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  awaitedSigners,
  decideTurn,
  type GivenSignature,
  openRound,
  type SigningOrder,
  type Turn,
} from '#modules/signatures/domain/index.ts'
import { listGivenSignatures, type SignedSubject } from '#modules/signatures/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import type { SigningAuthority } from '../../domain/drafting/draft-head.ts'
import { coSignerLines, type IssuingAgency, signatureLines } from '../../domain/drafting/official-page.ts'
import {
  isCoSignerField,
  isDeputyTitle,
  mainField,
  orderOf,
  rightOfSigner,
} from '../../domain/drafting/signing-plan.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { type DraftVersion, findDraftVersion } from '../../store/drafts.ts'
import { findDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, type OutgoingPaper } from '../../store/outgoing-papers.ts'
import { listSigners, type OutgoingSigner } from '../../store/signers.ts'
import { listMandates } from '../../store/signing-mandates.ts'
import { composeDocument, issuingAgency } from './compose-document.ts'
import type { OutgoingDeps } from './outgoing-scene.ts'

/** Signatures are counted by submission: those of one that came back are no part of the next. */
export const signedSubject = (submission: string): SignedSubject => ({ kind: 'document-submission', id: submission })

/** What lies before this officer to be signed, in the wording that was read. */
export type ReadyPaper = {
  readonly agencyId: string
  readonly content: string
  readonly paper: OutgoingPaper
  readonly draft: DraftVersion
  readonly signers: readonly OutgoingSigner[]
  readonly given: readonly GivenSignature[]
  /** His place in the order, as he signs there. */
  readonly place: OutgoingSigner
}

type Wanted = { readonly documentId: string; readonly version: number }

const loadPaper = async (reader: Reader, documentId: string) => {
  const [document, paper, draft, signers] = await Promise.all([
    findDocument(reader, documentId),
    findOutgoingPaper(reader, documentId),
    findDraftVersion(reader, documentId),
    listSigners(reader, documentId),
  ])
  if (document === null || paper === null || draft === null) return null
  return { document, paper, draft, signers, given: await listGivenSignatures(reader, signedSubject(paper.submission)) }
}

/** The place as it is signed now: a substitute stands in that of whom he signs for. */
const asNow = (one: OutgoingSigner, place: OutgoingSigner): OutgoingSigner =>
  one.round === place.round && one.position === place.position ? place : one

/** The order as it stands; with a substitute in the place that is his now. */
export const orderWith = (
  signers: readonly OutgoingSigner[],
  place: OutgoingSigner,
  content: string,
  agreed: string,
): SigningOrder =>
  orderOf(
    signers.map((one) => asNow(one, place)),
    content,
    agreed,
  )

/** His own place in the open round, or that of somebody whose post he holds meanwhile. */
const placeOf = (
  officer: OfficerActor,
  signers: readonly OutgoingSigner[],
  given: readonly GivenSignature[],
  content: string,
): OutgoingSigner | undefined => {
  const order = orderOf(signers, content, '')
  const round = openRound(order, given)
  const awaited = awaitedSigners(order, given).map(({ holder }) => holder.id)
  const open = signers.filter((one) => one.round === round && awaited.includes(one.officerId))
  const delegated = officer.posts.filter((post) => post.isDelegated).map((post) => post.postId)
  return open.find((one) => one.officerId === officer.officerId) ?? open.find((one) => delegated.includes(one.postId))
}

/**
 * Who signs for another signs in a right of his own: a deputy for the head, anybody else by authority given in writing.
 * @legal ND-30-2020 Điều 13
 */
const substituted = async (
  deps: OutgoingDeps,
  officer: OfficerActor,
  place: OutgoingSigner,
  content: string,
): Promise<Result<OutgoingSigner, OutgoingRefusal>> => {
  if (place.officerId === officer.officerId) return accept(place)
  const own = officer.posts.filter((post) => !post.isDelegated && post.agencyId === place.agencyId)
  const post = own.find((one) => one.role === 'leader') ?? own[0]
  const name = officer.fullName
  const missing = { code: 'signature.authority-missing', authority: 'TUQ' } as const
  if (post === undefined) return refuse({ code: 'draft.signing-refused', name, why: missing })
  const himself = { ...place, officerId: officer.officerId, name }
  if (place.role === 'initial') return accept(himself)
  const isDeputy = post.role === 'leader' && isDeputyTitle(post.title)
  const wasCollective = place.authority === 'TM' || place.authority === 'TM-KT'
  const authority: SigningAuthority = isDeputy ? (wasCollective ? 'TM-KT' : 'KT') : 'TUQ'
  const on = localDate(deps.clock.now())
  const mandates = await listMandates(deps.database, place.agencyId, on)
  const right = rightOfSigner({ seat: post, authority, givenTitle: '', mandates, content, on })
  if (!right.ok) return refuse({ code: 'draft.signing-refused', name, why: right.refusal })
  return accept({ ...himself, postId: post.postId, title: post.title, authority, mandate: right.value, givenTitle: '' })
}

export const readyPaper = async (
  deps: OutgoingDeps,
  officer: OfficerActor,
  wanted: Wanted,
): Promise<Result<ReadyPaper, OutgoingRefusal>> => {
  const found = await loadPaper(deps.database, wanted.documentId)
  if (found === null) return refuse({ code: 'document.not-found' })
  const { document, paper, draft, signers, given } = found
  const posts = officer.posts.map((post) => post.postId)
  const isTheirs = signers.some((one) => one.officerId === officer.officerId || posts.includes(one.postId))
  if (!isTheirs) return refuse({ code: 'document.not-found' })
  if (document.state !== 'submitted') return refuse({ code: 'document.state-forbids', state: document.state })
  if (draft.version !== wanted.version || paper.draftVersion !== wanted.version)
    return refuse({ code: 'draft.changed', version: draft.version, by: draft.savedByName, at: draft.savedAt })
  const content = document.typeCode
  const open = placeOf(officer, signers, given, content)
  if (open === undefined) return refuse({ code: 'draft.turn-refused', why: { code: 'signature.not-in-order' } })
  const place = await substituted(deps, officer, open, content)
  if (!place.ok) return place
  return accept({ agencyId: document.agencyId, content, paper, draft, signers, given, place: place.value })
}

/** Who is answerable for the document. */
export const mainSigner = ({ signers, place }: Pick<ReadyPaper, 'signers' | 'place'>): OutgoingSigner | undefined =>
  signers.map((one) => asNow(one, place)).find(({ field }) => field === mainField)

export type PrintedPlace = Pick<OutgoingSigner, 'round' | 'position' | 'field'> & OutgoingSigner['printed']

/** What the page says of each who signs; initials are without words. */
export const printedPlaces = (
  agency: IssuingAgency,
  { signers, place }: Pick<ReadyPaper, 'signers' | 'place'>,
): readonly PrintedPlace[] =>
  signers.map((one) => {
    const now = asNow(one, place)
    const { round, position, field, name, authority, givenTitle } = now
    if (now.role === 'initial') return { round, position, field, name, lines: [now.title] }
    const lines = isCoSignerField(field)
      ? coSignerLines(agency, now, authority, givenTitle)
      : signatureLines(agency, now.title, authority)
    return { round, position, field, name, lines }
  })

/** The page with the signatures given so far; before the first one it is set with its empty places. */
export const fileToSign = async (
  deps: OutgoingDeps,
  ready: ReadyPaper,
): Promise<Result<Uint8Array, OutgoingRefusal>> => {
  const { agencyId, paper, draft, place, signers } = ready
  if (paper.partlySignedId !== null) {
    const { name } =
      signers.find((one) => one.round === place.round && one.position === place.position)?.printed ?? place
    if (place.role === 'sign' && name !== place.name) return refuse({ code: 'draft.signer-printed', name })
    const kept = await findAttachment(deps.database, paper.partlySignedId)
    if (kept === null) return refuse({ code: 'document.not-found' })
    return accept(await deps.files.read(kept.sha256))
  }
  const agency = await issuingAgency(deps.database, agencyId)
  if (agency === null) return refuse({ code: 'document.not-found' })
  const printed = printedPlaces(agency, ready)
  const main = mainSigner({ signers, place })
  const made = await composeDocument(deps.database, deps.publicUrl, {
    documentId: paper.documentId,
    agencyId,
    draft,
    signer: main === undefined ? null : { name: main.name, title: main.title, authority: main.authority },
    coSigners: printed.filter(({ field }) => isCoSignerField(field)),
    at: deps.clock.now(),
  })
  if (!made.ok) return made
  const prepared = prepareForm(made.value.pdf, made.value.fields)
  return prepared.ok ? prepared : refuse({ code: 'document.signature-refused', why: prepared.refusal })
}

/** Whether it is his turn to sign this file, in which right. The first signature goes on the page as it was set. */
export const turnOf = (
  deps: Pick<OutgoingDeps, 'clock'>,
  { signers, place, given, content }: Pick<ReadyPaper, 'signers' | 'place' | 'given' | 'content'>,
  sha256: string,
): Result<Turn, OutgoingRefusal> => {
  const order = orderWith(signers, place, content, given.length === 0 ? sha256 : '')
  const holder = { kind: 'officer', id: place.officerId } as const
  const turn = decideTurn(order, given, { holder, sha256, on: localDate(deps.clock.now()) })
  return turn.ok ? turn : refuse({ code: 'draft.turn-refused', why: turn.refusal })
}

export const digestOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex')
