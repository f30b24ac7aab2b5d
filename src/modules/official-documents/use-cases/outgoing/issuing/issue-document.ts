import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation, type HeldKey, type InTurn, withKey } from '#modules/signatures/index.ts'
import type { OfficialDocument } from '../../../domain/index.ts'
import { asOutgoingRefusal } from '../../../domain/signature-refusal.ts'
import type { HeldNumber } from '../../../store/held-numbers.ts'
import { findDocument } from '../../../store/official-documents.ts'
import type { OutgoingDeps, OutgoingResult } from '../outgoing-scene.ts'
import { completeIssue, type IssuedDocument } from './complete-issue.ts'
import { holdPlace, releasePlace } from './hold-number.ts'
import { numberAndSeal, type ReadyToSeal, readyToSeal } from './seal-issue.ts'

export const IssueDocument = z.strictObject({ documentId: z.uuid(), confirmation: Confirmation.optional() })
export type IssueDocument = z.infer<typeof IssueDocument>

/**
 * The clerk's one act: number from the book, date, seal, and the document goes out. The number is taken first and is the document's own from then
 * on; key and time-stamp authority are asked while nobody waits for the book; all that follows is one transaction. Cut off in between it is done
 * again with the same number. @legal ND-30-2020 Điều 15, Điều 17, Điều 18
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
    issueWith(deps, actor, document, held),
  )
  return issued.ok ? issued : refuse(asOutgoingRefusal(issued.refusal))
}

/** As `issueDocument`, with the agency's key in hand: one of many that a clerk confirmed together. What has its number keeps it. */
export const issueDocumentWith = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: Pick<IssueDocument, 'documentId'>,
  held: HeldKey,
  inTurn: InTurn,
): OutgoingResult<unknown> => {
  const document = await findDocument(deps.database, command.documentId)
  const isTheirs = document !== null && postFor(actor, 'clerk', document.agencyId) !== undefined
  if (!isTheirs || document.direction !== 'outgoing' || document.agencyId !== held.holder.id)
    return refuse({ code: 'document.not-found' })
  return document.state === 'issued' ? accept(null) : issueWith(deps, actor, document, held, inTurn)
}

const issueWith = async (
  deps: OutgoingDeps,
  actor: Actor,
  document: OfficialDocument,
  held: HeldKey,
  inTurn: InTurn = (part) => part(),
): OutgoingResult<IssuedDocument> => {
  const ready = await readyToSeal(deps, document)
  if (!ready.ok) return ready
  const hold = await inTurn(() => holdPlace(deps, actor, document.id, ready.value.signedAttachmentId))
  if (!hold.ok) return hold
  let isIssued = false
  try {
    const issued = await sealAndComplete(deps, actor, ready.value, hold.value, held)
    isIssued = issued.ok
    return issued
  } finally {
    // Where this cannot be done either, the number waits with its document.
    if (!isIssued) await releasePlace(deps, actor, hold.value).catch(() => undefined)
  }
}

const sealAndComplete = async (
  deps: OutgoingDeps,
  actor: Actor,
  ready: ReadyToSeal,
  hold: HeldNumber,
  held: HeldKey,
): OutgoingResult<IssuedDocument> => {
  const sealed = await numberAndSeal(deps, ready, hold, held)
  if (!sealed.ok) return sealed
  return completeIssue(deps, actor, hold, { ...sealed.value, signedAttachmentId: ready.signedAttachmentId })
}
