import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewParticipant = {
  readonly subjectId: string
  readonly agencyId: string
  readonly capacity: 'receiving' | 'deciding' | 'consulted' | 'returning'
  readonly from: Temporal.Instant
}

/** Who takes part is rows: what an officer may see of a dossier is read from them. */
export const addParticipant = async (tx: Tx, participant: NewParticipant): Promise<void> => {
  await tx
    .insertInto('participant')
    .values({
      id: newId(),
      subject_kind: 'dossier',
      subject_id: participant.subjectId,
      agency_id: participant.agencyId,
      capacity: participant.capacity,
      from_at: participant.from,
    })
    .execute()
}
