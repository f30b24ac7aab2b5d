import { sql } from 'kysely'
import type { Reader } from '#platform/database/connection.ts'

export type Handler = {
  readonly officerId: string
  readonly fullName: string
  readonly title: string
  readonly openWork: number
}

type Place = { readonly agencyId: string; readonly unitId: string | null }

/** The officers who may handle the work of a unit (or, without a unit, of an agency), with how much each has in hand. */
export const listHandlers = async (reader: Reader, place: Place): Promise<readonly Handler[]> => {
  const answer = await sql<Handler>`
    select o.id as "officerId", o.full_name as "fullName", min(p.title) as title,
      (select count(*) from work_item w where w.officer_id = o.id and w.state = 'open') as "openWork"
    from post p
    join post_holding h on h.post_id = p.id and h.in_force @> (now() at time zone 'Asia/Ho_Chi_Minh')::date
    join officer o on o.id = h.officer_id
    where p.agency_id = ${place.agencyId} and p.role = 'handler'
      and (${place.unitId}::uuid is null or p.unit_id = ${place.unitId}::uuid)
    group by o.id, o.full_name order by "openWork", o.full_name`.execute(reader)
  return answer.rows
}

export const findHandler = async (reader: Reader, officerId: string, place: Place): Promise<Handler | null> =>
  (await listHandlers(reader, place)).find((handler) => handler.officerId === officerId) ?? null
