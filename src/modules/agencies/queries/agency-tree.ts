import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { agenciesBelow } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Agency, AgencyKind, AgencyLevel } from '../domain/index.ts'

const columns = [
  'agency.id',
  sql<AgencyKind>`agency.kind`.as('kind'),
  sql<AgencyLevel>`agency.level`.as('level'),
  'agency.name',
  'agency.short_name as shortName',
  'agency.parent_id as parentId',
  'agency.code',
  'agency.commune_code as communeCode',
  'agency.address',
  'agency.phone',
  'agency.email',
  'agency.opening_hours as openingHours',
  'agency.notation',
  'agency.abolished_on as abolishedOn',
] as const

export const findAgency = async (reader: Reader, id: string): Promise<Agency | null> =>
  (await reader.selectFrom('agency').select(columns).where('id', '=', id).executeTakeFirst()) ?? null

export const findAgencyByCode = async (reader: Reader, code: string): Promise<Agency | null> =>
  (await reader.selectFrom('agency').select(columns).where('code', '=', code).executeTakeFirst()) ?? null

/** An agency by code, when the administrator who asks answers for it. */
export const findOwnAgency = async (reader: Reader, actor: Actor, code: string): Promise<Agency | null> =>
  (await reader
    .selectFrom('agency')
    .select(columns)
    .where('code', '=', code)
    .where(
      sql<boolean>`agency.id in (with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}) select id from remit)`,
    )
    .executeTakeFirst()) ?? null

/** Several agencies in one statement, by id. */
export const findAgencies = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Agency>> => {
  if (ids.length === 0) return new Map()
  const rows = await reader.selectFrom('agency').select(columns).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The agencies right below one, or at the top for null; those abolished by the day are left out. */
export const childAgencies = (
  reader: Reader,
  parentId: string | null,
  day: Temporal.PlainDate,
): Promise<readonly Agency[]> =>
  reader
    .selectFrom('agency')
    .select(columns)
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where((where) => where.or([where('abolished_on', 'is', null), where('abolished_on', '>', day)]))
    .orderBy('code')
    .execute()

/**
 * Rows `(id)` of the given agencies and everything below them on the day, by the place each had then. An agency that another succeeded
 * counts as below its successor: its open work and its past are read there.
 */
export const agenciesUnder = (ids: readonly string[], day: Temporal.PlainDate): RawBuilder<{ id: string }> => sql<{
  id: string
}>`
  with recursive under as (
    select agency.id from agency where agency.id = any(${[...ids]}::uuid[])
    union
    select next.id from under cross join lateral (
      select agency_parent.agency_id as id from agency_parent
      where agency_parent.parent_id = under.id and agency_parent.in_force @> ${day}::date
      union all
      select agency_succession.predecessor_id from agency_succession
      where agency_succession.successor_id = under.id and agency_succession.on_date <= ${day}::date
    ) as next
  ) select id from under`

/** The remit of a set of agencies on a day: themselves, all below them, and all they have taken over. */
export const remitOf = async (
  reader: Reader,
  ids: readonly string[],
  day: Temporal.PlainDate,
): Promise<readonly string[]> =>
  ids.length === 0 ? [] : (await agenciesUnder(ids, day).execute(reader)).rows.map((row) => row.id)

/** Who carries on an agency's work on a day: itself, or the last of its successors. Of several, the one that came first by code. */
export const successorOf = async (reader: Reader, id: string, day: Temporal.PlainDate): Promise<string> => {
  const answer = await sql<{ id: string }>`
    with recursive line as (
      select ${id}::uuid as id, 0 as step
      union all
      select heir.successor_id, line.step + 1 from line cross join lateral (
        select agency_succession.successor_id from agency_succession
        join agency on agency.id = agency_succession.successor_id
        where agency_succession.predecessor_id = line.id and agency_succession.on_date <= ${day}::date
        order by agency.code limit 1
      ) as heir where line.step < 20
    ) select id from line order by step desc limit 1`.execute(reader)
  return answer.rows[0]?.id ?? id
}

/** What an agency was called on a day: dated names, else its present one. Null when there is no such agency. */
export const agencyNameOn = async (reader: Reader, id: string, day: Temporal.PlainDate): Promise<string | null> => {
  const row = await reader
    .selectFrom('agency')
    .leftJoin('agency_name', (join) =>
      join.onRef('agency_name.agency_id', '=', 'agency.id').on(sql<boolean>`agency_name.in_force @> ${day}::date`),
    )
    .select((select) => select.fn.coalesce('agency_name.name', 'agency.name').as('name'))
    .where('agency.id', '=', id)
    .executeTakeFirst()
  return row?.name ?? null
}

/** Working agencies by how people write them, in full or in short where that means one alone; the keys are in lower case. */
export const listAgencyNames = async (
  reader: Reader,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (names.length === 0) return new Map()
  const answer = await sql<{ written: string; id: string }>`
    select lower(asked.name) as written, min(agency.id::text) as id
    from unnest(${[...names]}::text[]) as asked (name)
    join agency on (agency.name = asked.name or agency.short_name = asked.name) and agency.abolished_on is null
    group by asked.name having count(*) = 1`.execute(reader)
  return new Map(answer.rows.map((row) => [row.written.toLocaleLowerCase('vi'), row.id]))
}
