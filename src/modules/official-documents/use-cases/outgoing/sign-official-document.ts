import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import { cancelWork } from '#modules/processes/index.ts'
import type { Turn } from '#modules/signatures/domain/index.ts'
import {
  appearanceOf,
  Confirmation,
  type HeldKey,
  listGivenSignatures,
  recordSignature,
  type SignatureRecord,
  signDocument,
  withKey,
} from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { capacityOf, reasonOfSigning } from '../../domain/drafting/signing-plan.ts'
import { documentSubject } from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { asOutgoingRefusal } from '../../domain/signature-refusal.ts'
import { findDraftVersion } from '../../store/drafts.ts'
import { findDocument, updateDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, updateOutgoingPaper } from '../../store/outgoing-papers.ts'
import { listSigners, markSigned, printSigners } from '../../store/signers.ts'
import { takeDocumentWork } from '../document-work.ts'
import type { DocumentScene } from '../scene.ts'
import { issuingAgency } from './compose-document.ts'
import { endWork, type OutgoingDeps, type OutgoingResult, onOutgoing, openWork, recordAct } from './outgoing-scene.ts'
import {
  digestOf,
  fileToSign,
  mainSigner,
  printedPlaces,
  type ReadyPaper,
  readyPaper,
  signedSubject,
  turnOf,
} from './ready-to-sign.ts'
import { openRound } from './signing-places.ts'

export const SignOfficialDocument = z.strictObject({
  documentId: z.uuid(),
  /** The wording that was read. */
  version: z.int().min(1),
  /** Of the certificate that the page showed; another key in hand does not sign. */
  certificateSerial: z.string().max(100).optional(),
  confirmation: Confirmation.optional(),
})
export type SignOfficialDocument = z.infer<typeof SignOfficialDocument>

type Wanted = Pick<SignOfficialDocument, 'documentId' | 'version'>

/** A file that has one signature more, and what tells of that one. */
export type SignedFile = {
  readonly content: StoredContent
  /** SHA-256 of the file that was signed. */
  readonly before: string
  readonly proof: Pick<SignatureRecord, 'certificateSerial' | 'keyPlace' | 'level'>
}

const signPaper = async (
  deps: OutgoingDeps,
  ready: ReadyPaper,
  officer: OfficerActor,
  held: HeldKey,
): Promise<Result<SignedFile, OutgoingRefusal>> => {
  const file = await fileToSign(deps, ready)
  if (!file.ok) return file
  const before = digestOf(file.value)
  const turn = turnOf(deps, ready, before)
  if (!turn.ok) return turn
  const { field, mandate } = ready.place
  const reason = reasonOfSigning(turn.value.role, mandate)
  const signed = await signDocument(deps, held, {
    pdf: file.value,
    field,
    appearance: await appearanceOf(deps.database, officer),
    ...(reason === undefined ? {} : { reason }),
  })
  if (!signed.ok) return refuse({ code: 'document.signature-refused', why: signed.refusal })
  const { pdf, certificateSerial, keyPlace, level } = signed.value
  const content = await storeMadeBytes(deps.files, pdf)
  return accept({ content, before, proof: { certificateSerial, keyPlace, level } })
}

/** Whether nothing of this wording is left for this officer to sign: a device that was cut off asks again. */
const isSignedAlready = async (deps: OutgoingDeps, officer: OfficerActor, wanted: Wanted): Promise<boolean> => {
  const [document, paper, signers] = await Promise.all([
    findDocument(deps.database, wanted.documentId),
    findOutgoingPaper(deps.database, wanted.documentId),
    listSigners(deps.database, wanted.documentId),
  ])
  const isUnderWay = document !== null && ['submitted', 'signed', 'issued'].includes(document.state)
  const own = signers.filter((one) => one.officerId === officer.officerId)
  const hasSigned = own.length > 0 && own.every((one) => one.signedAt !== null)
  return isUnderWay && hasSigned && paper?.draftVersion === wanted.version
}

/** As `signOfficialDocument`, with a key in hand: one of many that were confirmed together. What he has signed stays as it is. */
export const signOfficialDocumentWith = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
  held: HeldKey,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  return (await isSignedAlready(deps, actor, command)) ? accept(null) : signReady(deps, actor, command, held)
}

/** Two who sign at once: the later signs again, on the file that the earlier made. */
const mostTries = 5

const signReady = async (
  deps: OutgoingDeps,
  actor: OfficerActor,
  command: Wanted,
  held: HeldKey,
  tries = 1,
): OutgoingResult<null> => {
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const file = await signPaper(deps, ready.value, actor, held)
  if (!file.ok) return file
  const put = await putIn(deps, actor, ready.value, file.value)
  const hasMovedOn = !put.ok && put.refusal.code === 'draft.file-moved-on'
  return hasMovedOn && tries < mostTries ? signReady(deps, actor, command, held, tries + 1) : put
}

/** The page as it would be signed now, for an officer who signs on his own machine. */
export const prepareOfficialDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
): OutgoingResult<{ readonly pdf: Uint8Array; readonly name: string }> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const file = await fileToSign(deps, ready.value)
  if (!file.ok) return file
  const turn = turnOf(deps, ready.value, digestOf(file.value))
  return turn.ok ? accept({ pdf: file.value, name: ready.value.draft.head.subject }) : turn
}

/** Puts in what was signed on the officer's own machine; whether it is what was handed to him, and his signature, has been judged. */
export const keepSignedDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Wanted,
  file: SignedFile,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  if (await isSignedAlready(deps, actor, command)) return accept(null)
  const ready = await readyPaper(deps, actor, command)
  return ready.ok ? putIn(deps, actor, ready.value, file) : ready
}

const keepFile = async (
  scene: DocumentScene,
  ready: ReadyPaper,
  content: StoredContent,
  isComplete: boolean,
): Promise<void> => {
  const { tx, now, document } = scene
  const attachment = await keepMadeFile(tx, {
    owner: { kind: documentSubject, id: document.id },
    purpose: isComplete ? 'signed' : 'partly-signed',
    name: `${document.subject.slice(0, 80)}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
  if (!isComplete) return updateOutgoingPaper(tx, document.id, { partly_signed_id: attachment.id })
  await updateOutgoingPaper(tx, document.id, {
    signed_at: now,
    signed_attachment_id: attachment.id,
    partly_signed_id: null,
  })
  const signer = mainSigner(ready)
  await updateDocument(tx, document, { state: 'signed', signer_name: signer?.name ?? '', updated_at: now })
}

/** The next round, or the registry after the last; whoever of a full round has not signed is asked no more. */
const passOn = async (scene: DocumentScene, ready: ReadyPaper, turn: Turn, by: string): Promise<void> => {
  if (!turn.fillsRound) return
  await cancelWork(scene.tx, scene.document.id, scene.now, '')
  if (!turn.fillsOrder) return openRound(scene, ready.signers, turn.round + 1, by)
  await openWork(scene, {
    deed: 'number',
    role: 'clerk',
    unitId: null,
    officerId: null,
    capacity: 'registry',
    givenBy: by,
  })
}

const writeSignature = async (
  scene: DocumentScene,
  ready: ReadyPaper,
  turn: Turn,
  { content, before, proof }: SignedFile,
): Promise<void> => {
  const { tx, now } = scene
  const { paper, place, given } = ready
  const agency = given.length === 0 ? await issuingAgency(tx, ready.agencyId) : null
  if (agency !== null) await printSigners(tx, paper.submission, printedPlaces(agency, ready))
  await Promise.all([
    markSigned(tx, paper.submission, place, now),
    recordSignature(tx, {
      subject: signedSubject(paper.submission),
      round: turn.round,
      role: turn.role,
      holder: { kind: 'officer', id: place.officerId },
      officerId: place.officerId,
      capacity: capacityOf(place.authority),
      before,
      after: content.sha256,
      at: now,
      ...proof,
    }),
  ])
}

const putIn = (deps: OutgoingDeps, actor: OfficerActor, ready: ReadyPaper, file: SignedFile): OutgoingResult<null> =>
  onOutgoing(deps, actor, ready.paper.documentId, async (scene, officer) => {
    const hand = takeDocumentWork(scene, officer, 'sign')
    if (!hand.ok) return hand
    const { tx, document } = scene
    const { paper, draft } = ready
    // Under the lock it must still be the wording that was signed, and the file that it was signed on, else the signature falls.
    const [now, current, given] = await Promise.all([
      findOutgoingPaper(tx, document.id),
      findDraftVersion(tx, document.id),
      listGivenSignatures(tx, signedSubject(paper.submission)),
    ])
    if (current?.version !== draft.version || now?.submission !== paper.submission)
      return refuse({ code: 'document.state-forbids', state: document.state })
    if (given.length > 0 && given.at(-1)?.after !== file.before) return refuse({ code: 'draft.file-moved-on' })
    const turn = turnOf(deps, { ...ready, given }, file.before)
    if (!turn.ok) return turn
    await endWork(scene, hand.value, officer)
    await keepFile(scene, ready, file.content, turn.value.fillsOrder)
    await writeSignature(scene, { ...ready, given }, turn.value, file)
    await passOn(scene, ready, turn.value, officer.officerId)
    const { role, round } = turn.value
    await recordAct(scene, officer, hand.value.post, 'document.signed', { sha256: file.content.sha256, role, round })
    return accept(null)
  })

/**
 * An officer signs the wording as it was read, in his turn and in his right. The page is set and signed before the document is locked.
 * @legal ND-30-2020 Điều 13
 */
export const signOfficialDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: SignOfficialDocument,
): OutgoingResult<null> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const ready = await readyPaper(deps, actor, command)
  if (!ready.ok) return ready
  const holder = { kind: 'officer', id: actor.officerId } as const
  const signed = await withKey(deps, holder, command.confirmation ?? {}, async (held): OutgoingResult<null> => {
    const shown = command.certificateSerial ?? held.serial
    return shown === held.serial ? signReady(deps, actor, command, held) : refuse({ code: 'draft.certificate-changed' })
  })
  return signed.ok ? signed : refuse(asOutgoingRefusal(signed.refusal))
}
