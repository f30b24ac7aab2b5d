import { sql } from 'kysely'
import { localDate } from '#kernel/time.ts'
import type { OpenWorkGroup } from '../../domain/index.ts'
import type { OpenWorkKind } from './open-work-kind.ts'

/** Posts held for others: who leaves holds them no longer. They end, and their holders may delegate again. */
export const heldDelegations: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select 'delegation' as key, 'delegation' as kind, 'officer' as "subjectKind", null as role,
        string_agg(distinct agency.name, ', ') as place, count(*)::int as count, '[]'::jsonb as successors, true as "mayRelease"
      from delegation join post on post.id = delegation.post_id join agency on agency.id = post.agency_id
      where delegation.to_officer_id = ${officerId} and delegation.in_force && daterange(${day}::date, null)
      having count(*) > 0`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { fromOfficerId, byOfficerId, now }) => {
    const day = localDate(now)
    await sql`
      select from officer where id in (select from_officer_id from delegation
        where to_officer_id = ${fromOfficerId} and in_force && daterange(${day}::date, null)) order by id for update`.execute(
      tx,
    )
    const answer = await sql<{ id: string }>`
      update delegation set planned = coalesce(planned, in_force), in_force = in_force * daterange(null, ${day}::date),
        ended_at = ${now}, ended_by = ${byOfficerId}
      where to_officer_id = ${fromOfficerId} and in_force && daterange(${day}::date, null)
      returning from_officer_id as id`.execute(tx)
    return answer.rows.map(({ id }) => id)
  },
}
