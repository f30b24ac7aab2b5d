import { sql } from 'kysely'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentDirection } from '../domain/index.ts'

/** What a search by fields may choose from. */
export type SearchChoice = { readonly kind: 'book' | 'unit' | 'officer'; readonly id: string; readonly name: string }

const mostChoices = 500

/** Books, closed ones too, units and officers of the agencies where the officer holds a post. One statement. */
export const listSearchChoices = async (
  reader: Reader,
  actor: OfficerActor,
  direction: DocumentDirection,
  day: string,
): Promise<readonly SearchChoice[]> => {
  const agencies = [...new Set(actor.posts.map(({ agencyId }) => agencyId))]
  const answer = await sql<SearchChoice>`
    with own as (select unnest(${agencies}::uuid[]) as agency_id),
    held as (
      select h.officer_id, p.unit_id, p.title from own join post p using (agency_id)
      join post_holding h on h.post_id = p.id and h.in_force @> ${day}::date)
    select * from (
      select 'book' as kind, r.id, r.name from own join document_register r using (agency_id) where r.direction = ${direction}
      union all
      select distinct 'unit', u.id, u.name from held join unit u on u.id = held.unit_id
      union all
      (select distinct on (o.id) 'officer', o.id, o.full_name || ', ' || held.title from held join officer o on o.id = held.officer_id
        order by o.id, held.title)
    ) choice order by array_position(array['book', 'unit', 'officer'], kind), name, id limit ${mostChoices}`.execute(
    reader,
  )
  return answer.rows
}
