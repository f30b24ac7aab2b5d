import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { ReceivingDesk } from '../domain/agency.ts'

export type DeskFilter = {
  readonly level?: 'province' | 'commune'
  readonly communeCode?: string
}

/** Where dossiers may be handed in on a day: desks of their own, and agencies with a unit that keeps one. By level and name. */
export const listReceivingDesks = async (
  reader: Reader,
  day: Temporal.PlainDate,
  filter: DeskFilter = {},
): Promise<readonly ReceivingDesk[]> => {
  const answer = await sql<ReceivingDesk>`
    select agency.id as "agencyId", unit.id as "unitId", case when agency.kind = 'one-stop-desk' then agency.name else unit.name end as name,
      agency.name as "agencyName", agency.level, agency.code, agency.commune_code as "communeCode", agency.address,
      agency.phone, agency.opening_hours as "openingHours"
    from agency
    left join lateral (
      select unit.id, unit.name from unit
      where unit.agency_id = agency.id and unit.kind = 'one-stop-desk' order by unit.key limit 1
    ) as unit on true
    where (unit.id is not null or agency.kind = 'one-stop-desk')
      and (agency.abolished_on is null or agency.abolished_on > ${day}::date)
      and (${filter.level ?? null}::text is null or agency.level = ${filter.level ?? null}::text)
      and (${filter.communeCode ?? null}::text is null or agency.commune_code = ${filter.communeCode ?? null}::text)
    order by agency.level desc, agency.name, agency.id`.execute(reader)
  return answer.rows
}
