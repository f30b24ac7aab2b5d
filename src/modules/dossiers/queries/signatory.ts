import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Signatory } from '../domain/outcome-head.ts'

/** Who would sign for an agency on a day: its chief before the deputies, who are called "Phó". Nobody when no leader holds a post. */
export const findSignatory = async (reader: Reader, agencyId: string, day: Temporal.PlainDate): Promise<Signatory> => {
  const answer = await sql<Signatory>`
    select o.full_name as "fullName", p.title
    from post p
    join post_holding h on h.post_id = p.id and h.in_force @> ${day}::date
    join officer o on o.id = h.officer_id
    where p.agency_id = ${agencyId} and p.role = 'leader'
    order by p.title ilike 'phó %', p.title, o.full_name limit 1`.execute(reader)
  return answer.rows[0] ?? { fullName: '', title: '' }
}
