import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import { documentSubject } from '../domain/index.ts'

export type DocumentCapacity =
  | 'registry'
  | 'drafting'
  | 'leading'
  | 'together'
  | 'informed'
  | 'consulted'
  | 'approving'
  | 'signing'

export type NewDocumentParticipant = {
  readonly documentId: string
  readonly agencyId: string
  readonly unitId: string | null
  /** Only this officer takes part; null: the whole unit. */
  readonly officerId: string | null
  readonly capacity: DocumentCapacity
  readonly from: Temporal.Instant
}

/** Who takes part is rows: what an officer may see of a document is read from them and from whose registry holds it. */
export const addDocumentParticipants = async (
  tx: Tx,
  participants: readonly NewDocumentParticipant[],
): Promise<void> => {
  if (participants.length === 0) return
  await tx
    .insertInto('participant')
    .values(
      participants.map((one) => ({
        id: newId(),
        subject_kind: documentSubject,
        subject_id: one.documentId,
        agency_id: one.agencyId,
        unit_id: one.unitId,
        officer_id: one.officerId,
        capacity: one.capacity,
        from_at: one.from,
      })),
    )
    .execute()
}

/** What ends with `until_at`: rows of those who still take part in a document. */
const endingParts = (tx: Tx, documentId: string, until: Temporal.Instant) =>
  tx
    .updateTable('participant')
    .set({ until_at: until })
    .where('subject_id', '=', documentId)
    .where('subject_kind', '=', documentSubject)
    .where('until_at', 'is', null)

/** They take no further part: work was taken back from them. They see it no more. */
export const endDocumentParticipants = async (
  tx: Tx,
  documentId: string,
  place: { readonly unitId: string | null; readonly officerId: string | null },
  until: Temporal.Instant,
): Promise<void> => {
  await endingParts(tx, documentId, until)
    .where('unit_id', 'is not distinct from', place.unitId)
    .where('officer_id', 'is not distinct from', place.officerId)
    .execute()
}

/** Who took part in these capacities does so no more, wherever he sits. */
export const endDocumentCapacities = async (
  tx: Tx,
  documentId: string,
  capacities: readonly DocumentCapacity[],
  until: Temporal.Instant,
): Promise<void> => {
  await endingParts(tx, documentId, until)
    .where('capacity', 'in', [...capacities])
    .execute()
}
