import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { type DesktopRefusal, stateOfDesktop } from '#modules/signatures/domain/index.ts'
import {
  type DesktopDeps,
  type FileForDesktop,
  findDesktopCertificate,
  findOpenDesktopSigning,
  layForDesktop,
  saveDesktopSigning,
  withdrawDesktopSignings,
} from '#modules/signatures/index.ts'
import { numberOnly } from '#platform/signing/number-and-seal.ts'
import { type OfficialDocument, writtenCode } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import { findHeldNumber, type HeldNumber, keepWithDocument } from '../../../store/held-numbers.ts'
import { findDocument } from '../../../store/official-documents.ts'
import { findOutgoingPaper } from '../../../store/outgoing-papers.ts'
import { type OutgoingDeps, type OutgoingResult, onOutgoing } from '../outgoing-scene.ts'
import { completeIssue, type IssuedDocument } from './complete-issue.ts'
import { holdPlace, releasePlace, sealSubjectOf } from './hold-number.ts'
import { printedPlace, type ReadyToSeal, readyToSeal, type SealedIssue } from './seal-issue.ts'

export const HandIssue = z.strictObject({ documentId: z.uuid() })
export type HandIssue = z.infer<typeof HandIssue>

type Handed = { readonly signingId: string }
type Handing = Promise<Result<Handed, OutgoingRefusal | DesktopRefusal>>

/**
 * The clerk's one act where the seal is a token in his own machine: the number is taken and stays the document's own, and number and date are printed
 * before the file leaves the program; what the tool brings back is put in by `keepDesktopSeal`. A token that may not seal today takes no number.
 * Pressed again it is the same handing; by another clerk it is a new one, and nothing is taken of the older. @legal ND-30-2020 Điều 15, Điều 17
 */
export const handIssueToDesktop = async (
  deps: OutgoingDeps & DesktopDeps,
  actor: Actor,
  command: HandIssue,
): Handing => {
  const document = await findDocument(deps.database, command.documentId)
  if (actor.kind !== 'officer' || document === null || postFor(actor, 'clerk', document.agencyId) === undefined)
    return refuse({ code: 'document.not-found' })
  if (document.state !== 'signed') return refuse({ code: 'document.work-done-already' })
  const certificate = await findDesktopCertificate(deps, actor, document.agencyId)
  if (!certificate.ok) return certificate
  const ready = await readyToSeal(deps, document)
  if (!ready.ok) return ready
  const hold = await holdPlace(deps, actor, document.id, ready.value.signedAttachmentId)
  if (!hold.ok) return hold
  let isHanded = false
  try {
    const handed = await handNumbered(deps, actor, document, {
      ready: ready.value,
      hold: hold.value,
      certificate: certificate.value,
    })
    isHanded = handed.ok
    return handed
  } finally {
    // Where this cannot be done either, the number waits with its document.
    if (!isHanded) await releasePlace(deps, actor, hold.value).catch(() => undefined)
  }
}

type Numbered = { readonly ready: ReadyToSeal; readonly hold: HeldNumber; readonly certificate: Uint8Array }

const handNumbered = async (
  deps: OutgoingDeps & DesktopDeps,
  actor: OfficerActor,
  document: OfficialDocument,
  { ready, hold, certificate }: Numbered,
): OutgoingResult<Handed> => {
  const known = await findOpenDesktopSigning(deps.database, sealSubjectOf(document.id), hold.id)
  if (known !== null && isOfThisPress(deps, actor, known)) return accept({ signingId: known.id })
  const printed = await numberOnly(ready.signed, printedPlace(hold))
  if (!printed.ok) return refuse({ code: 'document.signature-refused', why: printed.refusal })
  const code = writtenCode(hold)
  const own: FileForDesktop = { name: document.subject, pdf: printed.value, operation: 'SignIssued' }
  const along = ready.companions.map(
    ({ name, pdf }): FileForDesktop => ({ name, pdf, operation: 'SignAppendix', code }),
  )
  const laid = await layForDesktop(deps, actor.officerId, certificate, {
    subject: sealSubjectOf(document.id),
    version: 1,
    title: `${code} ${document.subject}`.slice(0, 400),
    agencyId: document.agencyId,
    basis: hold.id,
    files: [own, ...along],
  })
  return onOutgoing<Handed>(deps, actor, document.id, async ({ tx, now }) => {
    const held = await findHeldNumber(tx, document.id)
    if (held?.id !== hold.id) return refuse({ code: 'document.number-not-held' })
    await Promise.all([
      // From here on a file that bears it lies outside the program.
      keepWithDocument(tx, held, now),
      withdrawDesktopSignings(tx, sealSubjectOf(document.id), now),
      saveDesktopSigning(tx, laid),
    ])
    return accept({ signingId: laid.id })
  })
}

/** A second press of the same clerk while the first is with his tool, or has come back from it. */
const isOfThisPress = (
  { clock }: Pick<OutgoingDeps, 'clock'>,
  actor: OfficerActor,
  known: NonNullable<Awaited<ReturnType<typeof findOpenDesktopSigning>>>,
): boolean => {
  const state = stateOfDesktop(known, clock.now())
  return known.officerId === actor.officerId && (state === 'waiting' || state === 'returned')
}

/**
 * Issues a document with the files that came back from the clerk's tool; whether they are what was handed out, and the seal the agency's, has been
 * judged. `holdId` is the number that was printed on them. What was issued with this very file stays as it is.
 */
export const keepDesktopSeal = async (
  deps: OutgoingDeps,
  actor: Actor,
  { documentId, holdId }: { readonly documentId: string; readonly holdId: string },
  sealed: SealedIssue,
): OutgoingResult<IssuedDocument> => {
  const [document, paper, held] = await Promise.all([
    findDocument(deps.database, documentId),
    findOutgoingPaper(deps.database, documentId),
    findHeldNumber(deps.database, documentId),
  ])
  if (document === null || paper === null || postFor(actor, 'clerk', document.agencyId) === undefined)
    return refuse({ code: 'document.not-found' })
  const issued =
    paper.issuedAttachmentId === null ? null : await findAttachment(deps.database, paper.issuedAttachmentId)
  if (issued?.sha256 === sealed.content.sha256 && document.codeNumber !== null)
    return accept({ code: writtenCode({ number: document.codeNumber, notation: document.codeNotation }) })
  if (held?.id !== holdId || paper.signedAttachmentId === null) return refuse({ code: 'document.number-not-held' })
  return completeIssue(deps, actor, held, { ...sealed, signedAttachmentId: paper.signedAttachmentId })
}
