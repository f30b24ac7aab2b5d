import { type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import type { SigningMeans } from '#modules/signatures/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { Sending } from '#platform/database/do-once.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { OutgoingRefusal } from '../../domain/outgoing-refusals.ts'
import { findDraftingSeat, type Seat } from '../../store/outgoing-papers.ts'
import { addDocumentParticipants, type DocumentCapacity } from '../../store/participants.ts'
import { type DocumentHand, openDocumentWork } from '../document-work.ts'
import { type DocumentDeps, type DocumentScene, onDocument, recordDocumentDeed } from '../scene.ts'

export type OutgoingDeps = DocumentDeps &
  SigningMeans & {
    readonly files: FileStore
    /** Where anyone checks a document, without a slash at the end; it goes into the QR code. */
    readonly publicUrl: string
  }

export type OutgoingResult<Value> = Promise<Result<Value, OutgoingRefusal>>

/** A deed of an officer on an outgoing document, once for a sending. */
export const onOutgoing = async <Value>(
  deps: DocumentDeps,
  actor: Actor,
  documentId: string,
  deed: (scene: DocumentScene, officer: OfficerActor) => OutgoingResult<Value>,
  sending?: Sending<Value>,
  within = inTransaction,
): OutgoingResult<Value> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const ofThis = async (scene: DocumentScene): OutgoingResult<Value> =>
    scene.document.direction === 'outgoing' ? deed(scene, actor) : refuse({ code: 'document.not-found' })
  return onDocument<Value, OutgoingRefusal>(deps, actor, documentId, ofThis, sending, within)
}

/** Ends a piece of work as done or sent back, with what was said. */
export const endWork = (
  scene: DocumentScene,
  hand: DocumentHand,
  officer: OfficerActor,
  state: 'done' | 'sent-back' = 'done',
  note = '',
): Promise<void> =>
  closeWorkItem(scene.tx, hand.item.id, state, scene.now, { ...officer, post: hand.post }, note.slice(0, 1_000))

/** A step is done by the end of the next working day; an urgent document on the day itself. @legal ND-30-2020 Điều 18 */
const dueOf = ({ workingTime, now, document }: DocumentScene): Temporal.Instant =>
  addWorkingDays(workingTime.calendar, now, document.urgency > 0 ? 0 : 1)

type Opening = {
  readonly deed: DocumentDeed
  readonly role: Seat['role']
  /** Whose officer has it; the agency of the document when absent. */
  readonly agencyId?: string
  readonly unitId: string | null
  readonly officerId: string | null
  /** As what he takes part; null: he sees the document already. */
  readonly capacity: DocumentCapacity | null
  readonly givenBy: string | null
}

/** Opens a piece of work, and lets whoever has it see the document. */
export const openWork = async (scene: DocumentScene, work: Opening): Promise<void> => {
  const { tx, now, document } = scene
  const agencyId = work.agencyId ?? document.agencyId
  await openDocumentWork(tx, {
    documentId: document.id,
    stepKey: work.officerId === null ? work.deed : `${work.deed}:${work.officerId}`,
    deed: work.deed,
    role: work.role as HeldPost['role'],
    agencyId,
    unitId: work.unitId,
    officerId: work.officerId,
    at: now,
    dueAt: dueOf(scene),
    givenBy: work.givenBy,
  })
  if (work.capacity === null) return
  const { unitId, officerId, capacity } = work
  await addDocumentParticipants(tx, [{ documentId: document.id, agencyId, unitId, officerId, capacity, from: now }])
}

/** The drafter takes the document in hand again. */
export const giveBackToDrafter = async (scene: DocumentScene, by: string): Promise<void> => {
  const { tx, document } = scene
  const drafting = await findDraftingSeat(tx, document.id)
  await openWork(scene, {
    deed: 'draft',
    role: drafting.role,
    unitId: drafting.unitId,
    officerId: drafting.officerId,
    capacity: 'drafting',
    givenBy: by,
  })
}

export const recordAct = (
  scene: DocumentScene,
  officer: OfficerActor,
  post: HeldPost,
  type: `document.${string}`,
  detail: Record<string, unknown> = {},
): Promise<void> => recordDocumentDeed(scene, officer, post, { type, detail })

export const today = (scene: Pick<DocumentScene, 'now'>): Temporal.PlainDate => localDate(scene.now)
