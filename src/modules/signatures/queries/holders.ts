import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

export type Holder = {
  readonly kind: 'officer' | 'agency'
  readonly id: string
  readonly commonName: string
  readonly organisation: string
  readonly serialNumber: string
}

/** Officers who sign, minutes too, and agencies that seal, of those that have no key in force. */
export const listHoldersWithoutKey = async (reader: Reader, now: Temporal.Instant): Promise<readonly Holder[]> => {
  const answer = await sql<Holder>`
    with holder as (
      select distinct on (o.id) 'officer' as kind, o.id, o.full_name as "commonName", a.name as organisation,
        coalesce(ac.login, '') as "serialNumber"
      from officer o
      join post_holding h on h.officer_id = o.id
      join post p on p.id = h.post_id and p.role in ('leader', 'unit-head', 'archivist', 'clerk', 'handler', 'one-stop-officer')
      join agency a on a.id = p.agency_id
      left join account ac on ac.officer_id = o.id
      union all
      select 'agency', a.id, a.name, coalesce(parent.name, a.name), a.code
      from agency a left join agency parent on parent.id = a.parent_id
      where a.kind <> 'one-stop-desk' and a.abolished_on is null
    )
    select * from holder h
    where not exists (select 1 from signing_key k where k.holder_kind = h.kind and k.holder_id = h.id
      and k.revoked_at is null and k.retired_at is null and k.not_after > ${now})`.execute(reader)
  return answer.rows
}

type Named = { readonly id: string; readonly name: string }

/** An officer by the name under which he signs in; null when there is none. */
export const findOfficerByLogin = async (reader: Reader, login: string): Promise<Named | null> =>
  (await reader
    .selectFrom('account as a')
    .innerJoin('officer as o', 'o.id', 'a.officer_id')
    .select(['o.id', 'o.full_name as name'])
    .where('a.login', '=', login)
    .executeTakeFirst()) ?? null

/** The agency whose seal a clerk keeps, by the name under which the clerk signs in; null when there is none. */
export const findAgencyOfClerk = async (reader: Reader, login: string): Promise<Named | null> =>
  (await reader
    .selectFrom('account as a')
    .innerJoin('post_holding as h', 'h.officer_id', 'a.officer_id')
    .innerJoin('post as p', (join) => join.onRef('p.id', '=', 'h.post_id').on('p.role', '=', 'clerk'))
    .innerJoin('agency as g', 'g.id', 'p.agency_id')
    .select(['g.id', 'g.name'])
    .where('a.login', '=', login)
    .executeTakeFirst()) ?? null
