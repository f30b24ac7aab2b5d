import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { cancelWork } from '#modules/processes/index.ts'
import { listGivenSignatures } from '#modules/signatures/index.ts'
import { FormKey } from '#platform/database/do-once.ts'
import type { OfficialBlock } from '#platform/pdf/official-page.ts'
import { faultOfChanges } from '../../domain/document-change.ts'
import { faultsOfDraft } from '../../domain/drafting/check-draft.ts'
import { readText } from '../../domain/drafting/read-text.ts'
import { hasOtherClerk, headsOfUnit, headsToAsk, isHeadsPost } from '../../domain/drafting/unit-head.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { type AgencySeat, findUnitHeads } from '../../queries/unit-heads.ts'
import { listChanged } from '../../store/document-links.ts'
import { type DraftVersion, findDraftVersion } from '../../store/drafts.ts'
import { findHeldNumber } from '../../store/held-numbers.ts'
import { updateDocument } from '../../store/official-documents.ts'
import { addOpinion } from '../../store/opinions.ts'
import {
  answerAgreement,
  dropAgreements,
  findOutgoingPaper,
  findSeats,
  listMissingAgreements,
  type OutgoingPaper,
  type Seat,
  saveAgreements,
  saveSubmission,
  updateOutgoingPaper,
} from '../../store/outgoing-papers.ts'
import { endDocumentCapacities } from '../../store/participants.ts'
import { findHeldSeats, type HeldSeat, listSigners, saveSigners } from '../../store/signers.ts'
import { type DocumentHand, takeDocumentWork } from '../document-work.ts'
import type { DocumentDeps, DocumentScene } from '../scene.ts'
import {
  endWork,
  giveBackToDrafter,
  type OutgoingResult,
  onOutgoing,
  openWork,
  recordAct,
  today,
} from './outgoing-scene.ts'
import { signedSubject } from './ready-to-sign.ts'
import { type FoundPlace, findPlaces, openRound } from './signing-places.ts'

export const SubmitDraft = z.strictObject({
  documentId: z.uuid(),
  /** The wording that was read: one that changed since is not submitted. */
  version: z.int().min(1),
  /** Officers of the agency whose agreement is asked, in this order. */
  agreeing: z.array(z.uuid()).max(30),
  agreement: z.enum(['together', 'in-turn']),
})
export type SubmitDraft = z.infer<typeof SubmitDraft>

const askAgreement = (scene: DocumentScene, seat: Seat, by: string): Promise<void> =>
  openWork(scene, {
    deed: 'agree',
    role: seat.role,
    unitId: seat.unitId,
    officerId: seat.officerId,
    capacity: 'consulted',
    givenBy: by,
  })

/**
 * Whoever heads the unit that drafts, also for another or while the post is vacant, finds the contents in order before anybody outside of it sees the draft.
 * He sees what his unit drafts anyway. A deputy who drafts leaves it to the head by name. @legal ND-30-2020 Điều 12 khoản 1
 */
const askHead = (scene: DocumentScene, heads: readonly AgencySeat[], officer: OfficerActor): Promise<void> => {
  const unitId = scene.document.draftingUnitId
  const isDeputy = officer.posts.some((post) => post.role === 'unit-head' && post.unitId === unitId)
  const [head, ...others] = heads
  const officerId = isDeputy && others.length === 0 ? (head?.officerId ?? null) : null
  const givenBy = officer.officerId
  return openWork(scene, { deed: 'approve', role: 'unit-head', unitId, officerId, capacity: null, givenBy })
}

/** The office checks form and competence before the leader sees it. @legal ND-30-2020 Điều 11, Điều 12 */
const askCheck = (scene: DocumentScene, by: string): Promise<void> =>
  openWork(scene, { deed: 'check', role: 'clerk', unitId: null, officerId: null, capacity: 'approving', givenBy: by })

/** The next ones to have it: those whose agreement is missing, all of them or the first, then the office. */
const passOn = async (
  scene: DocumentScene,
  agreement: OutgoingPaper['agreement'],
  missing: readonly Seat[],
  by: string,
): Promise<void> => {
  if (missing.length === 0) return askCheck(scene, by)
  for (const seat of agreement === 'together' ? missing : missing.slice(0, 1)) await askAgreement(scene, seat, by)
}

type CheckedOrder = { readonly signer: HeldSeat; readonly places: readonly FoundPlace[] }

/** Form, competence, and everybody who signs. */
const checkedOrder = async (
  { tx, document, now }: DocumentScene,
  draft: DraftVersion,
  blocks: readonly OfficialBlock[],
): Promise<Result<CheckedOrder, OutgoingRefusal>> => {
  const { head } = draft
  const day = localDate(now)
  const [signer] = await findHeldSeats(tx, head.signerPostId === null ? [] : [head.signerPostId], day)
  const isByPaper = head.authority === 'TL' || head.authority === 'TUQ'
  if (signer === undefined || (signer.role !== 'leader' && !isByPaper)) return refuse({ code: 'draft.signer-missing' })
  const [fails] = faultsOfDraft({ ...draft, blocks, signer })
  if (fails !== undefined) return refuse({ code: 'draft.fails-check', check: fails })
  const places = await findPlaces(tx, { agencyId: document.agencyId, head, day })
  return places.ok ? accept({ signer, places: places.value }) : places
}

/** Whom the drafter asks, once each, in his order: not himself, nor a head who looks at it before. */
const askedSeats = (
  { agreeing }: SubmitDraft,
  seats: readonly AgencySeat[],
  others: readonly string[],
): Result<readonly AgencySeat[], OutgoingRefusal> => {
  const wanted = agreeing.filter((id, at, all) => !others.includes(id) && all.indexOf(id) === at)
  const asked = wanted.flatMap((id) => seats.find((seat) => seat.officerId === id) ?? [])
  return asked.length < wanted.length ? refuse({ code: 'draft.agreement-not-theirs' }) : accept(asked)
}

/** Where a submitted draft lies first. */
export type Submitted = { readonly liesWith: 'unit-head' | 'agreeing' | 'office' }

/** The drafter hands the draft in: to the head of his unit, to those whose agreement is asked, then to the office, then to the leader. */
export const submitDraft = (deps: DocumentDeps, actor: Actor, command: SubmitDraft): OutgoingResult<Submitted> =>
  onOutgoing<Submitted>(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, now, document } = scene
    const hand = takeDocumentWork(scene, officer, 'draft')
    if (!hand.ok) return hand
    const draft = await findDraftVersion(tx, document.id)
    if (draft === null) return refuse({ code: 'draft.empty' })
    if (draft.version !== command.version)
      return refuse({ code: 'draft.changed', version: draft.version, by: draft.savedByName, at: draft.savedAt })
    const blocks = readText(draft.content)
    if (blocks.length === 0) return refuse({ code: 'draft.empty' })
    const order = await checkedOrder(scene, draft, blocks)
    if (!order.ok) return order
    const { signer, places } = order.value
    const { seats, heads } = await findUnitHeads(tx, document, today(scene))
    const looking = headsToAsk(heads, officer.posts, places)
    const asked = askedSeats(
      command,
      seats,
      [officer, ...looking].map(({ officerId }) => officerId),
    )
    if (!asked.ok) return asked
    const fault = faultOfChanges(await listChanged(tx, document.id))
    if (fault !== null) return refuse(fault)
    await endWork(scene, hand.value, officer)
    const submission = newId()
    await saveSubmission(tx, {
      documentId: document.id,
      submission,
      draftVersion: draft.version,
      agreement: command.agreement,
      signerId: signer.officerId,
      signerPostId: signer.postId,
      submittedAt: now,
    })
    await saveSigners(tx, document.id, submission, places)
    await saveAgreements(tx, document.id, draft.version, asked.value)
    if (looking.length > 0) await askHead(scene, looking, officer)
    else await passOn(scene, command.agreement, asked.value, officer.officerId)
    await updateDocument(tx, document, { state: 'submitted', updated_at: now })
    await recordAct(scene, officer, hand.value.post, 'document.submitted', {
      version: draft.version,
      asked: asked.value.length,
      heads: looking.length,
    })
    return accept({ liesWith: looking.length > 0 ? 'unit-head' : asked.value.length > 0 ? 'agreeing' : 'office' })
  })

export const PassContents = z.strictObject({
  documentId: z.uuid(),
  /** The wording that was read: one that was submitted anew since is not passed. */
  version: z.int().min(1),
})
export type PassContents = z.infer<typeof PassContents>

/** Who drafted finds his own contents in order only where he heads the unit by now, himself or for another. */
const isOwnDraft = async (
  { tx, document, now }: DocumentScene,
  officerId: string,
  post: HeldPost,
): Promise<boolean> => {
  if (document.draftedBy !== officerId) return false
  const seats = await findSeats(tx, document.agencyId, localDate(now))
  return !isHeadsPost(headsOfUnit(seats, document.draftingUnitId), post)
}

/** The head of the unit that drafts answers for what it says, and lets it go on to whoever is next. @legal ND-30-2020 Điều 12 khoản 1 */
export const passContents = (deps: DocumentDeps, actor: Actor, command: PassContents): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, document } = scene
    const hand = takeDocumentWork(scene, officer, 'approve')
    if (!hand.ok) return hand
    const draft = await findDraftVersion(tx, document.id)
    const paper = await findOutgoingPaper(tx, document.id)
    if (draft === null || paper === null) return refuse({ code: 'document.state-forbids', state: document.state })
    if (paper.draftVersion !== command.version)
      return refuse({ code: 'draft.changed', version: draft.version, by: draft.savedByName, at: draft.savedAt })
    if (await isOwnDraft(scene, officer.officerId, hand.value.post))
      return refuse({ code: 'draft.contents-passed-by-drafter' })
    await endWork(scene, hand.value, officer)
    await passOn(scene, paper.agreement, await listMissingAgreements(tx, document.id), officer.officerId)
    await recordAct(scene, officer, hand.value.post, 'document.contents-passed', { version: paper.draftVersion })
    return accept(null)
  })

export const AgreeToDraft = z.strictObject({ documentId: z.uuid(), opinion: z.string().trim().max(4_000) })
export type AgreeToDraft = z.infer<typeof AgreeToDraft>

const say = async (
  scene: DocumentScene,
  officer: OfficerActor,
  hand: DocumentHand,
  kind: 'approval' | 'sent-back' | 'opinion',
  body: string,
): Promise<void> => {
  if (body === '') return
  const paper = await findOutgoingPaper(scene.tx, scene.document.id)
  await addOpinion(scene.tx, officer, hand.post, {
    documentId: scene.document.id,
    kind,
    body,
    ...(paper === null ? {} : { draftVersion: paper.draftVersion }),
    at: scene.now,
  })
}

/** A colleague agrees; the last one passes the draft on to the office. */
export const agreeToDraft = (deps: DocumentDeps, actor: Actor, command: AgreeToDraft): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { tx, now, document } = scene
    const hand = takeDocumentWork(scene, officer, 'agree')
    if (!hand.ok) return hand
    await endWork(scene, hand.value, officer, 'done', command.opinion)
    await say(scene, officer, hand.value, 'approval', command.opinion)
    const asked = hand.value.item.officerId ?? officer.officerId
    const missing = await answerAgreement(tx, document.id, asked, now)
    const paper = await findOutgoingPaper(tx, document.id)
    // Asked together, the others have it already.
    if (missing.length === 0 || paper?.agreement === 'in-turn')
      await passOn(scene, 'in-turn', missing, officer.officerId)
    await recordAct(scene, officer, hand.value.post, 'document.agreed')
    return accept(null)
  })

export const PassCheck = z.strictObject({ documentId: z.uuid(), opinion: z.string().trim().max(4_000) })
export type PassCheck = z.infer<typeof PassCheck>

/** Whoever drafted does not check his own form where another clerk of the agency is there. @legal ND-30-2020 Điều 12 khoản 2 */
const isOwnCheck = async ({ tx, document, now }: DocumentScene, officerId: string): Promise<boolean> =>
  document.draftedBy === officerId && hasOtherClerk(await findSeats(tx, document.agencyId, localDate(now)), officerId)

/** The office finds form and competence in order and lays the draft before who signs first. @legal ND-30-2020 Điều 12 */
export const passCheck = (deps: DocumentDeps, actor: Actor, command: PassCheck): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'check')
    if (!hand.ok) return hand
    if (await isOwnCheck(scene, officer.officerId)) return refuse({ code: 'draft.checked-by-drafter' })
    const paper = await findOutgoingPaper(scene.tx, scene.document.id)
    if (paper === null) return refuse({ code: 'document.state-forbids', state: scene.document.state })
    await endWork(scene, hand.value, officer, 'done', command.opinion)
    await say(scene, officer, hand.value, 'approval', command.opinion)
    await openRound(scene, await listSigners(scene.tx, scene.document.id), 0, officer.officerId)
    await recordAct(scene, officer, hand.value.post, 'document.checked')
    return accept(null)
  })

export const SendBackDraft = z.strictObject({ documentId: z.uuid(), reason: z.string().trim().max(4_000) })
export type SendBackDraft = z.infer<typeof SendBackDraft>

/** Whoever has the draft before the signature, or the clerk before the number, gives it back to its drafter and says why. */
export const sendBackDraft = (deps: DocumentDeps, actor: Actor, command: SendBackDraft): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'approve', 'agree', 'check', 'sign', 'number')
    if (!hand.ok) return hand
    if (command.reason === '') return refuse({ code: 'document.reason-missing' })
    const held = await findHeldNumber(scene.tx, scene.document.id)
    if (held !== null) return refuse({ code: 'document.number-held', number: held.number })
    await endWork(scene, hand.value, officer, 'sent-back', command.reason)
    await say(scene, officer, hand.value, 'sent-back', command.reason)
    await backToDraft(scene, officer.officerId)
    await recordAct(scene, officer, hand.value.post, 'document.sent-back', { from: hand.value.item.deed })
    return accept(null)
  })

/**
 * What waits of the submission falls, also a signature that has no number yet. A draft is its drafters’ alone again: whoever was asked sees later
 * wordings only when they are submitted to him anew.
 */
const backToDraft = async (scene: DocumentScene, by: string): Promise<void> => {
  await cancelWork(scene.tx, scene.document.id, scene.now, '')
  await endDocumentCapacities(scene.tx, scene.document.id, ['consulted', 'approving', 'signing'], scene.now)
  await giveBackToDrafter(scene, by)
  await dropAgreements(scene.tx, scene.document.id)
  await updateOutgoingPaper(scene.tx, scene.document.id, {
    signed_at: null,
    signed_attachment_id: null,
    partly_signed_id: null,
  })
  await updateDocument(scene.tx, scene.document, { state: 'draft', signer_name: '', updated_at: scene.now })
}

export const WithdrawDraft = z.strictObject({ documentId: z.uuid() })
export type WithdrawDraft = z.infer<typeof WithdrawDraft>

/** The drafter takes a submitted draft back before anybody has signed it. */
export const withdrawDraft = (deps: DocumentDeps, actor: Actor, command: WithdrawDraft): OutgoingResult<null> =>
  onOutgoing(deps, actor, command.documentId, async (scene, officer) => {
    const { document } = scene
    const post = officer.posts.find((held) => held.agencyId === document.agencyId)
    if (document.draftedBy !== officer.officerId || post === undefined)
      return refuse({ code: 'document.not-permitted' })
    if (document.state !== 'submitted') return refuse({ code: 'document.state-forbids', state: document.state })
    const paper = await findOutgoingPaper(scene.tx, document.id)
    const given = paper === null ? [] : await listGivenSignatures(scene.tx, signedSubject(paper.submission))
    // What others have signed falls only by who signs: he sends it back and says why.
    if (given.length > 0) return refuse({ code: 'document.state-forbids', state: 'signed' })
    await backToDraft(scene, officer.officerId)
    await recordAct(scene, officer, post, 'document.withdrawn')
    return accept(null)
  })

export const CommentDraft = z.strictObject({
  documentId: z.uuid(),
  body: z.string().trim().min(1).max(4_000),
  key: FormKey,
})
export type CommentDraft = z.infer<typeof CommentDraft>

/** Anybody who takes part says something on the draft; it changes nothing else. */
export const commentDraft = (deps: DocumentDeps, actor: Actor, command: CommentDraft): OutgoingResult<null> =>
  onOutgoing(
    deps,
    actor,
    command.documentId,
    async (scene, officer) => {
      const { tx, now, document } = scene
      const post = officer.posts.find((held) => held.agencyId === document.agencyId)
      if (post === undefined) return refuse({ code: 'document.not-permitted' })
      const draft = await findDraftVersion(tx, document.id)
      const draftVersion = draft === null ? {} : { draftVersion: draft.version }
      const said = { documentId: document.id, kind: 'opinion', body: command.body, ...draftVersion, at: now } as const
      await addOpinion(tx, officer, post, said)
      await recordAct(scene, officer, post, 'document.commented')
      return accept(null)
    },
    { act: 'document.comment', answer: z.null(), command },
  )
