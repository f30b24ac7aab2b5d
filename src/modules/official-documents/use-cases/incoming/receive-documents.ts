import type { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { addWorkingDays, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { findManyByOrigin, lockOrigin } from '../../store/incoming.ts'
import { insertDocuments } from '../../store/official-documents.ts'
import { openManyDocumentWork } from '../document-work.ts'
import { type DocumentDeps, recordFirstDeeds } from '../scene.ts'
import { faceColumns, faultOfFace } from './incoming-face.ts'
import { askToReadText } from './read-document-text.ts'
import type { Origin, RegisterIncoming } from './register-incoming.ts'

export type ReceiveIncoming = Omit<
  RegisterIncoming,
  'registerId' | 'doubleReason' | 'signatureReason' | 'presentTo' | 'proposedTo' | 'origin'
> & {
  readonly origin: z.infer<typeof Origin>
}

export type Received = { readonly documentId: string; readonly isNew: boolean }

/** One document as it comes to several agencies. */
export type Arriving = Omit<ReceiveIncoming, 'documentId' | 'agencyId'> & {
  readonly to: readonly { readonly agencyId: string; readonly documentId: string }[]
}

type Frame = { readonly tx: Tx; readonly now: Temporal.Instant; readonly deps: Pick<DocumentDeps, 'workingTime'> }
type Counted = Pick<Frame, 'tx' | 'now'> & { readonly calendar: WorkingCalendar }

const writeArrived = async ({ tx, now, calendar }: Counted, actor: Actor, { origin, face, channel, to }: Arriving) => {
  // Receipt is confirmed the same day. @legal ND-30-2020 Điều 21
  const dueAt = addWorkingDays(calendar, now, 0)
  const line = {
    ...faceColumns(face, calendar),
    ...{ direction: 'incoming', state: 'arrived', channel, origin_issuer: origin.issuer, origin_id: origin.id },
    ...{ created_at: now, updated_at: now },
  }
  const anyClerk = { stepKey: 'register', deed: 'number', role: 'clerk', unitId: null, officerId: null } as const
  const work = { ...anyClerk, at: now, dueAt, givenBy: null }
  const act = { type: 'document.arrived', detail: { channel, origin: origin.issuer } } as const
  await Promise.all([
    insertDocuments(
      tx,
      to.map(({ agencyId, documentId }) => ({ id: documentId, agency_id: agencyId, ...line })),
    ),
    openManyDocumentWork(
      tx,
      to.map((place) => ({ ...place, ...work })),
    ),
    recordFirstDeeds({ tx, now, documentIds: to.map(({ documentId }) => documentId) }, actor, act),
    askToReadText(tx, ...to.map(({ documentId }) => documentId)),
  ])
}

/**
 * Takes in, inside a transaction of somebody else, a document that came by itself to some agencies: at each it waits for the clerk to look at it and
 * give it its number. Brought again it is the same one. The statements are as many for one agency as for two thousand.
 */
export const receiveWithin = async (
  frame: Frame,
  actor: Actor,
  arriving: Arriving,
): Promise<Result<ReadonlyMap<string, Received>, DocumentRefusal>> => {
  const { origin, face, to } = arriving
  // Secret papers never come over the network.
  if (face.secrecy > 0) return refuse({ code: 'document.secret-has-no-files' })
  const { calendar } = await frame.deps.workingTime(frame.tx)
  const fault = faultOfFace(face, calendar, frame.now)
  if (fault !== null) return refuse(fault)
  const agencyIds = to.map(({ agencyId }) => agencyId)
  const [, known] = await Promise.all([lockOrigin(frame.tx, origin), findManyByOrigin(frame.tx, agencyIds, origin)])
  const fresh = to.filter(({ agencyId }) => !known.has(agencyId))
  if (fresh.length > 0) await writeArrived({ ...frame, calendar }, actor, { ...arriving, to: fresh })
  return accept(
    new Map(
      to.map(({ agencyId, documentId }) => {
        const here = known.get(agencyId)
        return [agencyId, { documentId: here ?? documentId, isNew: here === undefined }]
      }),
    ),
  )
}

/**
 * A document that another system brings. Its files are handed in under `documentId` beforehand. Only the program itself and systems at its door
 * do this.
 */
export const receiveIncomingDocument = async (
  deps: DocumentDeps,
  actor: Actor,
  { agencyId, documentId, ...command }: ReceiveIncoming,
): Promise<Result<Received, DocumentRefusal>> => {
  if (actor.kind !== 'system' && actor.kind !== 'machine') return refuse({ code: 'document.not-permitted' })
  const arriving = { ...command, to: [{ agencyId, documentId }] }
  return inTransaction<Received, DocumentRefusal>(deps.database, async (tx) => {
    const received = await receiveWithin({ tx, now: deps.clock.now(), deps }, actor, arriving)
    return received.ok ? accept(received.value.get(agencyId) ?? { documentId, isNew: false }) : received
  })
}
