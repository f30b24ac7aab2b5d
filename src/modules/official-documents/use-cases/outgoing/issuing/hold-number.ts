import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { withdrawDesktopSignings } from '#modules/signatures/index.ts'
import { inShortTransaction } from '#platform/database/connection.ts'
import { faultOfChanges } from '../../../domain/document-change.ts'
import { type DocumentRegister, proposedRegister, writtenCode } from '../../../domain/index.ts'
import type { OutgoingRefusal } from '../../../domain/outgoing-refusals.ts'
import { listChanged } from '../../../store/document-links.ts'
import { listRegisters, takeRegisterPlace } from '../../../store/document-registers.ts'
import { type DraftVersion, findDraftVersion } from '../../../store/drafts.ts'
import {
  findHeldNumber,
  giveBackHeld,
  type HeldNumber,
  holdNumber,
  keepWithDocument,
  voidHeld,
} from '../../../store/held-numbers.ts'
import { findOutgoingPaper, type OutgoingPaper } from '../../../store/outgoing-papers.ts'
import { takeDocumentWork } from '../../document-work.ts'
import type { DocumentScene } from '../../scene.ts'
import { type OutgoingDeps, type OutgoingResult, onOutgoing, recordAct } from '../outgoing-scene.ts'

/** What lies in the hands of a clerk's tool under the number of a document. */
export const sealSubject = 'document-seal'
export const sealSubjectOf = (documentId: string) => ({ kind: sealSubject, id: documentId }) as const

export type ReadyToNumber = {
  readonly book: DocumentRegister
  readonly paper: OutgoingPaper
  readonly draft: DraftVersion
}

/** Whether the document may be numbered as it stands; nothing is taken yet. */
export const readyToNumber = async ({
  tx,
  now,
  document,
}: DocumentScene): Promise<Result<ReadyToNumber, OutgoingRefusal>> => {
  const [paper, draft, books, changed] = await Promise.all([
    findOutgoingPaper(tx, document.id),
    findDraftVersion(tx, document.id),
    listRegisters(tx, document.agencyId, localDate(now)),
    listChanged(tx, document.id),
  ])
  if (paper?.signedAttachmentId == null || draft === null)
    return refuse({ code: 'document.state-forbids', state: document.state })
  const fault = faultOfChanges(changed)
  if (fault !== null) return refuse(fault)
  const book = proposedRegister(books, document)
  return book === undefined ? refuse({ code: 'document.register-missing' }) : accept({ book, paper, draft })
}

/**
 * The number that the document holds already, or the next of its book. What is found may be being sealed by whoever took it: from then on it goes
 * back to the book for neither of the two. Only here is the book locked, and for one turn to the database.
 */
const takeOrFind = async (
  { tx, now, document }: DocumentScene,
  deps: OutgoingDeps,
  { book }: ReadyToNumber,
  heldBy: string,
): Promise<HeldNumber> => {
  const held = await findHeldNumber(tx, document.id)
  if (held !== null) {
    await keepWithDocument(tx, held, now)
    return held
  }
  const { id: documentId, agencyId, codeNotation: notation } = document
  const paper = document.secrecy === 0 ? { agencyId, notation } : undefined
  const { now: heldAt, ...place } = await takeRegisterPlace(tx, book.id, deps.clock, paper)
  await holdNumber(tx, { documentId, agencyId, registerId: book.id, notation, heldAt, heldBy, ...place })
  const taken = await findHeldNumber(tx, documentId)
  if (taken === null) throw new Error('a number was taken and is not held')
  return taken
}

/**
 * Takes a number for a signed document, or finds the one that it holds: durable and its own when this answers, while the seal is still to come.
 * `signedAttachmentId` is the file that was made ready to be sealed. @legal ND-30-2020 Điều 15
 */
export const holdPlace = (
  deps: OutgoingDeps,
  actor: Actor,
  documentId: string,
  signedAttachmentId: string,
): OutgoingResult<HeldNumber> =>
  onOutgoing(
    deps,
    actor,
    documentId,
    async (scene, clerk) => {
      const hand = takeDocumentWork(scene, clerk, 'number')
      if (!hand.ok) return hand
      const ready = await readyToNumber(scene)
      if (!ready.ok) return ready
      if (ready.value.paper.signedAttachmentId !== signedAttachmentId) return refuse({ code: 'draft.file-moved-on' })
      return accept(await takeOrFind(scene, deps, ready.value, clerk.officerId))
    },
    undefined,
    inShortTransaction,
  )

/**
 * The seal did not come about: its number goes back to the book when nobody has taken a later one and only this press knows it, else it waits with
 * its document for the next try.
 */
export const releasePlace = (deps: OutgoingDeps, actor: Actor, hold: HeldNumber): OutgoingResult<null> =>
  onOutgoing(deps, actor, hold.documentId, async ({ tx, document }) => {
    const held = await findHeldNumber(tx, document.id)
    if (held?.id === hold.id) await giveBackHeld(tx, held)
    return accept(null)
  })

export const VoidNumber = z.strictObject({ documentId: z.uuid(), reason: z.string().trim().max(1_000) })
export type VoidNumber = z.infer<typeof VoidNumber>

/**
 * The clerk gives up the number that a document holds, and says why. The line stays in the book, no other document gets the number, and this one is
 * numbered anew. @legal ND-30-2020 Điều 15
 */
export const voidNumber = (
  deps: OutgoingDeps,
  actor: Actor,
  command: VoidNumber,
): OutgoingResult<{ readonly code: string }> =>
  onOutgoing(deps, actor, command.documentId, async (scene, clerk) => {
    const { tx, now, document } = scene
    const hand = takeDocumentWork(scene, clerk, 'number')
    if (!hand.ok) return hand
    const held = await findHeldNumber(tx, document.id)
    if (held === null) return refuse({ code: 'document.number-not-held' })
    if (command.reason === '') return refuse({ code: 'document.reason-missing' })
    await voidHeld(tx, held, { at: now, by: clerk.officerId, reason: command.reason })
    await withdrawDesktopSignings(tx, sealSubjectOf(document.id), now)
    const code = writtenCode(held)
    await recordAct(scene, clerk, hand.value.post, 'document.number-voided', { code, register: held.registerKey })
    return accept({ code })
  })
