import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewParticipant = {
  readonly subjectId: string
  readonly agencyId: string
  /** Only this unit takes part; null: the whole agency. */
  readonly unitId?: string | null
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
      unit_id: participant.unitId ?? null,
      capacity: participant.capacity,
      from_at: participant.from,
    })
    .execute()
}

/** The units in which an agency has posts of a role take part from now on, once each: leaders and clerks see what comes to them. */
export const addRoleParticipants = async (
  tx: Tx,
  subjectId: string,
  place: { readonly agencyId: string; readonly role: string },
  from: Temporal.Instant,
): Promise<void> => {
  await sql`
    insert into participant (id, subject_kind, subject_id, agency_id, unit_id, capacity, from_at)
    select gen_random_uuid(), 'dossier', ${subjectId}, p.agency_id, p.unit_id, 'deciding', ${from}
    from (select distinct agency_id, unit_id from post where agency_id = ${place.agencyId} and role = ${place.role}) p
    where not exists (
      select from participant known where known.subject_id = ${subjectId} and known.agency_id = p.agency_id
        and (known.unit_id is null or known.unit_id is not distinct from p.unit_id))`.execute(tx)
}
