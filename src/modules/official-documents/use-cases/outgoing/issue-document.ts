import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate } from '#kernel/time.ts'
import { findAgency } from '#modules/agencies/index.ts'
import { findAttachment, keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import { type Actor, type HeldPost, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import {
  Confirmation,
  type HeldKey,
  listGivenSignatures,
  recordSignature,
  type SignedDocument,
  sealDocument,
  withKey,
} from '#modules/signatures/index.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { faultOfChanges } from '../../domain/document-change.ts'
import { printedNumber } from '../../domain/document-type.ts'
import { type DocumentRegister, documentSubject, proposedRegister, writtenCode } from '../../domain/index.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { asOutgoingRefusal } from '../../domain/signature-refusal.ts'
import { saveIssue } from '../../store/document-issues.ts'
import { linkReceived, listChanged } from '../../store/document-links.ts'
import { listRegisters, takeRegisterPlace } from '../../store/document-registers.ts'
import { type DraftVersion, findDraftVersion } from '../../store/drafts.ts'
import { findDocument, findDocumentForUpdate, updateDocument } from '../../store/official-documents.ts'
import { findOutgoingPaper, type OutgoingPaper, updateOutgoingPaper } from '../../store/outgoing-papers.ts'
import { saveRecipients } from '../../store/recipients.ts'
import { takeDocumentWork } from '../document-work.ts'
import { askToReadText } from '../incoming/read-document-text.ts'
import { settleByAnswer } from '../incoming/settle-by-answer.ts'
import { type DocumentScene, recordDocumentDeed } from '../scene.ts'
import {
  type Companion,
  keepSealedCompanions,
  readCompanions,
  type SealedCompanion,
  sealCompanions,
} from './companions/seal-companions.ts'
import { deliverInside } from './deliver-inside.ts'
import { endDocument } from './end-document.ts'
import { endWork, type OutgoingDeps, type OutgoingResult, onOutgoing, recordAct, today } from './outgoing-scene.ts'
import { signedSubject } from './ready-to-sign.ts'

export const IssueDocument = z.strictObject({ documentId: z.uuid(), confirmation: Confirmation.optional() })
export type IssueDocument = z.infer<typeof IssueDocument>

export type IssuedDocument = { readonly code: string }

type Ready = {
  readonly book: DocumentRegister
  readonly paper: OutgoingPaper
  readonly draft: DraftVersion
  /** What the leader signed. */
  readonly signed: Uint8Array
  readonly companions: readonly Companion[]
}

type Numbered = {
  readonly number: number
  readonly year: number
  readonly content: StoredContent
  readonly companions: readonly SealedCompanion[]
  readonly sealed: Pick<SignedDocument, 'certificateSerial' | 'keyPlace' | 'level'>
}

/** Number, date and seal in one revision of the signed file, and the number on each file that goes with it. */
const numberAndSeal = async (
  scene: DocumentScene,
  deps: OutgoingDeps,
  { signed, companions, number, year }: Ready & Pick<Numbered, 'number' | 'year'>,
  held: HeldKey,
): Promise<Result<Numbered, OutgoingRefusal>> => {
  const { tx, document } = scene
  const agency = await findAgency(tx, document.agencyId)
  const parent = agency?.parentId == null ? null : await findAgency(tx, agency.parentId)
  const sealed = await sealDocument(deps, held, {
    pdf: signed,
    number: printedNumber(number),
    date: formatLegalDate(today(scene)),
    appearance: { kind: 'seal', around: parent?.name ?? agency?.name ?? '', middle: agency?.name ?? '' },
  })
  if (!sealed.ok) return refuse({ code: 'document.signature-refused', why: sealed.refusal })
  const along = await sealCompanions(deps, held, writtenCode({ number, notation: document.codeNotation }), companions)
  if (!along.ok) return along
  const content = await storeMadeBytes(deps.files, sealed.value.pdf)
  return accept({ number, year, content, companions: along.value, sealed: sealed.value })
}

/** The seal is the last of the signatures. */
const recordSeal = async (
  { tx, now, document }: DocumentScene,
  clerk: OfficerActor,
  { paper }: Ready,
  { content, sealed }: Numbered,
): Promise<void> => {
  const subject = signedSubject(paper.submission)
  const last = (await listGivenSignatures(tx, subject)).at(-1)
  // What was submitted before signatures were written down has none.
  if (last === undefined) return
  await recordSignature(tx, {
    subject,
    round: last.round + 1,
    role: 'seal',
    holder: { kind: 'agency', id: document.agencyId },
    officerId: clerk.officerId,
    capacity: 'own',
    before: last.after,
    after: content.sha256,
    at: now,
    certificateSerial: sealed.certificateSerial,
    keyPlace: sealed.keyPlace,
    level: sealed.level,
  })
}

/** Its line in the book, its file, and to whom it goes. */
const keepIssued = async (
  scene: DocumentScene,
  clerk: OfficerActor,
  { book, paper, draft }: Ready,
  numbered: Numbered,
): Promise<string> => {
  const { tx, now, document } = scene
  const code = writtenCode({ number: numbered.number, notation: document.codeNotation })
  const attachment = await keepMadeFile(tx, {
    owner: { kind: documentSubject, id: document.id },
    purpose: 'issued',
    name: `${code.replaceAll('/', '-')} ${document.subject.slice(0, 80)}.pdf`,
    mediaType: 'application/pdf',
    content: numbered.content,
    madeAt: now,
  })
  await keepSealedCompanions(scene, code, numbered.companions)
  await updateOutgoingPaper(tx, document.id, {
    issued_on: today(scene),
    issued_at: now,
    issued_by: clerk.officerId,
    issued_attachment_id: attachment.id,
  })
  await updateDocument(tx, document, {
    state: 'issued',
    code_number: numbered.number,
    document_date: today(scene),
    register_id: book.id,
    register_number: numbered.number,
    register_year: numbered.year,
    registered_at: now,
    registered_by: clerk.officerId,
    copies: draft.head.copies,
    signer_title: paper.signerTitle,
    updated_at: now,
  })
  // Not here, where the book is locked: every word of it would be written meanwhile.
  if (document.secrecy === 0) await askToReadText(tx, document.id)
  await saveRecipients(tx, document.id, draft.head.recipients, now)
  const { calendar } = scene.workingTime
  const days = document.urgency > 0 ? 0 : 1
  const signedAt = paper.signedAt ?? now
  await saveIssue(tx, document, {
    issuedOn: today(scene),
    signedOn: localDate(signedAt),
    inTimeUntil: localDate(addWorkingDays(calendar, signedAt, days)),
    isSigned: true,
  })
  return code
}

/**
 * The clerk's one act: number from the book, date, seal, and the document goes out; all of it is one transaction. The agency's key is taken in
 * hand before the book is locked. @legal ND-30-2020 Điều 15, Điều 17, Điều 18
 */
export const issueDocument = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: IssueDocument,
): OutgoingResult<IssuedDocument> => {
  const document = await findDocument(deps.database, command.documentId)
  if (actor.kind !== 'officer' || document === null) return refuse({ code: 'document.not-found' })
  if (postFor(actor, 'clerk', document.agencyId) === undefined) return refuse({ code: 'document.not-found' })
  if (document.state !== 'signed') return refuse({ code: 'document.work-done-already' })
  const holder = { kind: 'agency', id: document.agencyId } as const
  const issued = await withKey(deps, holder, command.confirmation ?? {}, (held) =>
    issueWith(deps, actor, command, held),
  )
  return issued.ok ? issued : refuse(asOutgoingRefusal(issued.refusal))
}

/** As `issueDocument`, with the agency's key in hand: one of many that a clerk confirmed together. What has its number keeps it. */
export const issueDocumentWith = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Pick<IssueDocument, 'documentId'>,
  held: HeldKey,
): OutgoingResult<unknown> => {
  const document = await findDocument(deps.database, command.documentId)
  const isTheirs = document !== null && postFor(actor, 'clerk', document.agencyId) !== undefined
  if (!isTheirs || document.direction !== 'outgoing' || document.agencyId !== held.holder.id)
    return refuse({ code: 'document.not-found' })
  return document.state === 'issued' ? accept(null) : issueWith(deps, actor, command, held)
}

/** What is there to be numbered; nothing is taken yet. */
const readyToIssue = async (
  { tx, now, document }: DocumentScene,
  deps: OutgoingDeps,
): Promise<Result<Ready, OutgoingRefusal>> => {
  const [paper, draft, books, changed] = await Promise.all([
    findOutgoingPaper(tx, document.id),
    findDraftVersion(tx, document.id),
    listRegisters(tx, document.agencyId, localDate(now)),
    listChanged(tx, document.id),
  ])
  const file = paper?.signedAttachmentId == null ? null : await findAttachment(tx, paper.signedAttachmentId)
  if (paper === null || file === null || draft === null)
    return refuse({ code: 'document.state-forbids', state: document.state })
  const fault = faultOfChanges(changed)
  if (fault !== null) return refuse(fault)
  const book = proposedRegister(books, document)
  if (book === undefined) return refuse({ code: 'document.register-missing' })
  const companions = await readCompanions(tx, deps, document.id)
  return accept({ book, paper, draft, companions, signed: await deps.files.read(file.sha256) })
}

/** What it replaces or takes back is out of force with it, here and at who received it. @legal ND-30-2020 Điều 18 */
const endWhatItChanges = async (scene: DocumentScene, clerk: OfficerActor, post: HeldPost, code: string) => {
  const { tx, document } = scene
  for (const { toId, kind } of await listChanged(tx, document.id)) {
    const older = kind === 'corrects' ? null : await findDocumentForUpdate(tx, toId)
    if (older === null || older.state !== 'issued') continue
    const state = kind === 'replaces' ? 'replaced' : 'recalled'
    await endDocument(scene, clerk, older, { state, reason: code })
    await recordDocumentDeed({ ...scene, document: older }, clerk, post, {
      type: `document.${state}`,
      detail: { by: document.id },
    })
  }
  await linkReceived(tx, document.id, scene.now)
}

const issueWith = (
  deps: OutgoingDeps,
  actor: Actor,
  command: IssueDocument,
  held: HeldKey,
): OutgoingResult<IssuedDocument> =>
  onOutgoing(deps, actor, command.documentId, async (given, clerk) => {
    const hand = takeDocumentWork(given, clerk, 'number')
    if (!hand.ok) return hand
    const ready = await readyToIssue(given, deps)
    if (!ready.ok) return ready
    const { book, paper } = ready.value
    const { now: moment, ...place } = await takeRegisterPlace(
      given.tx,
      book.id,
      deps.clock,
      given.document.secrecy === 0
        ? { agencyId: given.document.agencyId, notation: given.document.codeNotation }
        : undefined,
    )
    const scene: DocumentScene = { ...given, now: moment }
    const numbered = await numberAndSeal(scene, deps, { ...ready.value, ...place }, held)
    if (!numbered.ok) return numbered
    await endWork(scene, hand.value, clerk)
    const code = await keepIssued(scene, clerk, ready.value, numbered.value)
    await recordSeal(scene, clerk, ready.value, numbered.value)
    const { number, content, companions } = numbered.value
    const signer = { name: paper.signerName, title: paper.signerTitle }
    const fileName = `${code.replaceAll('/', '-')}.pdf`
    const delivered = await deliverInside(scene, deps, { number, content, companions, fileName, signer })
    if (!delivered.ok) return delivered
    const { tx, workingTime, now, document } = scene
    await endWhatItChanges(scene, clerk, hand.value.post, code)
    await settleByAnswer({ tx, now, workingTime, actor: clerk, post: hand.value.post, answerId: document.id })
    await recordAct(scene, clerk, hand.value.post, 'document.issued', {
      code,
      register: book.key,
      sha256: content.sha256,
    })
    return accept({ code })
  })
