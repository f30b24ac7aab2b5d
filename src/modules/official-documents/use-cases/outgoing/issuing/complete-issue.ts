import { accept, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { keepMadeFile } from '#modules/attachments/index.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { listGivenSignatures, recordSignature } from '#modules/signatures/index.ts'
import { documentSubject, writtenCode } from '../../../domain/index.ts'
import { saveIssue } from '../../../store/document-issues.ts'
import { linkReceived, listChanged } from '../../../store/document-links.ts'
import { dropHold, findHeldNumber, type HeldNumber } from '../../../store/held-numbers.ts'
import { askMails, tellMailed } from '../../../store/mailing/mailings.ts'
import { addressesOf } from '../../../store/mailing/outside-receivers.ts'
import { findDocumentForUpdate, updateDocument } from '../../../store/official-documents.ts'
import { updateOutgoingPaper } from '../../../store/outgoing-papers.ts'
import { saveRecipients } from '../../../store/recipients.ts'
import { takeDocumentWork } from '../../document-work.ts'
import { askToReadText } from '../../incoming/read-document-text.ts'
import { settleByAnswer } from '../../incoming/settle-by-answer.ts'
import { type DocumentScene, recordDocumentDeed } from '../../scene.ts'
import { keepSealedCompanions } from '../companions/seal-companions.ts'
import { endDocument } from '../end-document.ts'
import { endWork, type OutgoingDeps, type OutgoingResult, onOutgoing, recordAct } from '../outgoing-scene.ts'
import { signedSubject } from '../ready-to-sign.ts'
import { deliverInside } from './deliver-inside.ts'
import { type ReadyToNumber, readyToNumber } from './hold-number.ts'
import type { SealedIssue } from './seal-issue.ts'

export type IssuedDocument = { readonly code: string }

/** The seal is the last of the signatures. */
const recordSeal = async (
  { tx, now, document }: DocumentScene,
  clerk: OfficerActor,
  { paper }: ReadyToNumber,
  { content, proof }: SealedIssue,
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
    certificateSerial: proof.certificateSerial,
    keyPlace: proof.keyPlace,
    level: proof.level,
  })
}

/** Its line in the book, dated by the day of its number; its file; and to whom it goes. */
const keepIssued = async (
  scene: DocumentScene,
  clerk: OfficerActor,
  { paper, draft }: ReadyToNumber,
  hold: HeldNumber,
  { content, companions }: SealedIssue,
): Promise<void> => {
  const { tx, now, document } = scene
  const code = writtenCode(hold)
  const attachment = await keepMadeFile(tx, {
    owner: { kind: documentSubject, id: document.id },
    purpose: 'issued',
    name: `${code.replaceAll('/', '-')} ${document.subject.slice(0, 80)}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
  await keepSealedCompanions(scene, code, companions)
  await updateOutgoingPaper(tx, document.id, {
    issued_on: localDate(hold.heldAt),
    issued_at: now,
    issued_by: clerk.officerId,
    issued_attachment_id: attachment.id,
  })
  await updateDocument(tx, document, {
    state: 'issued',
    code_number: hold.number,
    document_date: localDate(hold.heldAt),
    register_id: hold.registerId,
    register_number: hold.number,
    register_year: hold.year,
    registered_at: now,
    registered_by: clerk.officerId,
    copies: draft.head.copies,
    signer_title: paper.signerTitle,
    updated_at: now,
  })
  // Its words are written by a job: nobody waits for them here.
  if (document.secrecy === 0) await askToReadText(tx, document.id)
  const { recipients } = draft.head
  const outside = recipients.filter((one) => one.agencyId === null).map((one) => one.name)
  const book = await addressesOf(tx, document.agencyId, outside)
  const mailed = await saveRecipients(tx, document.id, recipients, now, book)
  await askMails(tx, document.id, mailed, { at: now, by: clerk.officerId })
  const { calendar } = scene.workingTime
  const days = document.urgency > 0 ? 0 : 1
  const signedAt = paper.signedAt ?? now
  await saveIssue(tx, document, {
    issuedOn: localDate(now),
    signedOn: localDate(signedAt),
    inTimeUntil: localDate(addWorkingDays(calendar, signedAt, days)),
    isSigned: true,
  })
}

/** What it replaces or takes back is out of force with it, here and at who received it. @legal ND-30-2020 Điều 18 */
const endWhatItChanges = async (scene: DocumentScene, clerk: OfficerActor, post: HeldPost, code: string) => {
  const { tx, document } = scene
  for (const { toId, kind } of await listChanged(tx, document.id)) {
    if (kind === 'corrects')
      await tellMailed(
        tx,
        toId,
        { kind: 'correction', changedById: document.id },
        { at: scene.now, by: clerk.officerId },
      )
    const older = kind === 'corrects' ? null : await findDocumentForUpdate(tx, toId)
    if (older === null || older.state !== 'issued') continue
    const state = kind === 'replaces' ? 'replaced' : 'recalled'
    await endDocument(scene, clerk, older, { state, reason: code, changedById: document.id })
    await recordDocumentDeed({ ...scene, document: older }, clerk, post, {
      type: `document.${state}`,
      detail: { by: document.id },
    })
  }
  await linkReceived(tx, document.id, scene.now)
}

/** Writes all that follows from a seal, in one transaction. It must still be the number that is printed on the file, and the file that was sealed. */
export const completeIssue = (
  deps: OutgoingDeps,
  actor: Actor,
  hold: HeldNumber,
  sealed: SealedIssue & { readonly signedAttachmentId: string },
): OutgoingResult<IssuedDocument> =>
  onOutgoing(deps, actor, hold.documentId, async (scene, clerk) => {
    const hand = takeDocumentWork(scene, clerk, 'number')
    if (!hand.ok) return hand
    const { tx, workingTime, now, document } = scene
    const [ready, held] = [await readyToNumber(scene), await findHeldNumber(tx, document.id)]
    if (!ready.ok) return ready
    if (held?.id !== hold.id) return refuse({ code: 'document.number-not-held' })
    if (ready.value.paper.signedAttachmentId !== sealed.signedAttachmentId)
      return refuse({ code: 'draft.file-moved-on' })
    await endWork(scene, hand.value, clerk)
    await dropHold(tx, held)
    await keepIssued(scene, clerk, ready.value, held, sealed)
    await recordSeal(scene, clerk, ready.value, sealed)
    const { paper } = ready.value
    const code = writtenCode(held)
    const delivered = await deliverInside(scene, deps, {
      number: held.number,
      documentDate: localDate(held.heldAt),
      content: sealed.content,
      companions: sealed.companions,
      fileName: `${code.replaceAll('/', '-')}.pdf`,
      signer: { name: paper.signerName, title: paper.signerTitle },
    })
    if (!delivered.ok) return delivered
    await endWhatItChanges(scene, clerk, hand.value.post, code)
    await settleByAnswer({ tx, now, workingTime, actor: clerk, post: hand.value.post, answerId: document.id })
    const { sha256 } = sealed.content
    await recordAct(scene, clerk, hand.value.post, 'document.issued', { code, register: held.registerKey, sha256 })
    return accept({ code })
  })
