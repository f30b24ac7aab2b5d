import type { Temporal } from '#kernel/time.ts'
import { addWorkingDays } from '#modules/calendar/domain/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { closeWorkItem, listOpenWork } from '#modules/processes/index.ts'
import type { DocumentState, OfficialDocument } from '../../domain/index.ts'
import { recalledStep } from '../../domain/index.ts'
import { tellMailed } from '../../store/mailing/mailings.ts'
import { findDocumentForUpdate, updateDocument } from '../../store/official-documents.ts'
import { recallFromRecipients } from '../../store/recipients.ts'
import { openDocumentWork } from '../document-work.ts'
import { type DocumentScene, recordDocumentDeed } from '../scene.ts'

type Place = Pick<DocumentScene, 'tx' | 'now' | 'workingTime'>

/** The day on which a receiver says that it has taken a recalled document out of use. @legal ND-30-2020 Điều 21 */
const confirmedBy = ({ workingTime, now }: Place): Temporal.Instant => addWorkingDays(workingTime.calendar, now, 0)

/** At the receiver all work on it ends, its files are closed, and the clerk is asked to say so. @legal ND-30-2020 Điều 18 */
const takeFromReceiver = async (
  place: Place,
  officer: OfficerActor,
  receivedId: string,
  reason: string,
): Promise<void> => {
  const { tx, now } = place
  const received = await findDocumentForUpdate(tx, receivedId)
  if (received === null || received.state === 'recalled') return
  for (const item of await listOpenWork(tx, receivedId)) await closeWorkItem(tx, item.id, 'cancelled', now, null)
  await updateDocument(tx, received, {
    state: 'recalled',
    ended_at: now,
    ended_reason: reason,
    full_text: null,
    text_state: null,
    updated_at: now,
  })
  await openDocumentWork(tx, {
    documentId: receivedId,
    stepKey: recalledStep,
    deed: 'read',
    role: 'clerk',
    agencyId: received.agencyId,
    unitId: null,
    officerId: null,
    at: now,
    dueAt: confirmedBy(place),
    givenBy: null,
  })
  await recordDocumentDeed({ tx, now, document: received }, officer, null, {
    type: 'document.recalled-by-sender',
    detail: {},
  })
}

const endings = { recalled: 'recall', replaced: 'replacement' } as const

/**
 * Puts an issued document out of force; it is frozen with its number and its file. A recall reaches every receiver on this system in the same
 * transaction; whoever got it by e-mail is told by one. The document is locked by the caller.
 * @legal ND-30-2020 Điều 18
 */
export const endDocument = async (
  place: Place,
  officer: OfficerActor,
  document: OfficialDocument,
  ending: {
    readonly state: DocumentState & ('recalled' | 'replaced')
    readonly reason: string
    readonly changedById?: string
  },
): Promise<void> => {
  const { tx, now } = place
  await updateDocument(tx, document, {
    state: ending.state,
    ended_at: now,
    ended_reason: ending.reason,
    updated_at: now,
  })
  const change = { kind: endings[ending.state], changedById: ending.changedById ?? null } as const
  await tellMailed(tx, document.id, change, { at: now, by: officer.officerId })
  if (ending.state !== 'recalled') return
  const received = await recallFromRecipients(tx, document.id, now)
  for (const id of received) await takeFromReceiver(place, officer, id, ending.reason)
}
