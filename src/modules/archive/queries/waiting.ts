import { type RawBuilder, sql } from 'kysely'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'

/**
 * What waits for the officer in the archives: rows (kind, id, is_overdue) of hand-overs to check or sign, wishes to read that he decides
 * on (`mayDecideReading`), and lists for destruction whose turn is his.
 */
export const archiveWaiting = (actor: OfficerActor): RawBuilder<unknown> => {
  const kept = [...agencyIdsWithRole(actor, 'archivist')]
  const led = [...agencyIdsWithRole(actor, 'leader')]
  const { officerId } = actor
  const sits = (part: string) => sql<boolean>`exists (select from destruction_member sat
    where sat.destruction_id = d.id and sat.officer_id = ${officerId} and sat.part = ${part})`
  return sql`
    select 'hand-over' as kind, h.id, false as is_overdue from hand_over h
    where (h.state = 'offered' and h.agency_id = any(${kept}::uuid[]) and h.giver_id <> ${officerId})
      or (h.state = 'received' and h.giver_id = ${officerId})
    union all
    select 'reading', r.id, false from reading_request r join work_file f on f.id = r.file_id
    where r.state = 'asked' and r.officer_id <> ${officerId}
      and (f.agency_id = any(${led}::uuid[]) or (f.use_mode = 'open' and f.agency_id = any(${kept}::uuid[])))
    union all
    select 'destruction', d.id, false from destruction d
    where (d.state = 'judged' and d.secretary_signed_at is null and ${sits('secretary')})
      or (d.state = 'judged' and d.secretary_signed_at is not null and d.chair_signed_at is null and ${sits('chair')})
      or (d.state = 'judged' and d.chair_signed_at is not null and d.agency_id = any(${led}::uuid[]))
      or (d.state = 'decided' and d.agency_id = any(${kept}::uuid[]))
      or (d.state = 'carried-out' and d.minutes_signed_at is null and d.carried_out_by = ${officerId}
        and d.agency_id = any(${kept}::uuid[]))`
}
