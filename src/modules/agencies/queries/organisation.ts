import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import { type Actor, agencyIdsWithRole, roles } from '#modules/identity/domain/index.ts'
import { agenciesBelow } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type AgencyKind, UnitKind } from '../domain/index.ts'

/** An agency as a line of the tree. */
export type AgencyLine = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: AgencyKind
  readonly parentId: string | null
  readonly officers: number
  readonly abolishedOn: Temporal.PlainDate | null
}

/** Every agency an administrator answers for, those above its finds when words are given. One statement. */
export const listOrganisation = async (
  reader: Reader,
  actor: Actor,
  day: Temporal.PlainDate,
  words: string,
): Promise<readonly AgencyLine[]> => {
  const pattern = `%${fold(words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<AgencyLine>`
    with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}),
    found as (
      select agency.id, agency.parent_id from agency join remit on remit.id = agency.id
      where ${words} = '' or public.fold(agency.name) like ${pattern} or lower(agency.code) like ${pattern}
      union
      select agency.id, agency.parent_id from found join agency on agency.id = found.parent_id
      where agency.id in (select id from remit)
    )
    select agency.id, agency.code, agency.name, agency.kind, agency.parent_id as "parentId", agency.abolished_on as "abolishedOn",
      (select count(distinct post_holding.officer_id) from post join post_holding on post_holding.post_id = post.id
        where post.agency_id = agency.id and post_holding.in_force @> ${day}::date)::int as officers
    from agency join found on found.id = agency.id
    order by agency.code limit 3000`.execute(reader)
  return answer.rows
}

const day = z.string().nullable()

const AgencyFacts = z.object({
  names: z.array(z.object({ name: z.string(), from: day, until: day, legalSource: z.string() })),
  places: z.array(z.object({ name: z.string().nullable(), from: day, until: day, legalSource: z.string() })),
  codes: z.array(z.object({ issuer: z.string(), code: z.string(), from: day, until: day })),
  heirs: z.array(z.object({ name: z.string(), code: z.string(), on: z.string(), legalSource: z.string() })),
  predecessors: z.array(z.object({ name: z.string(), code: z.string(), on: z.string() })),
  units: z.array(z.object({ key: z.string(), name: z.string(), kind: UnitKind, officers: z.number() })),
  seats: z.array(
    z.object({
      officerId: z.string(),
      fullName: z.string(),
      title: z.string(),
      role: z.enum(roles),
      unit: z.string().nullable(),
      from: day,
      until: day,
    }),
  ),
})
/** What hangs on an agency: its past, its units, and who sits in it from the day on. */
export type AgencyFacts = z.infer<typeof AgencyFacts>

const period = sql`'from', lower(in_force), 'until', upper(in_force)`

/** One statement; the caller has made sure that the reader may see the agency. */
export const agencyFacts = async (reader: Reader, agencyId: string, on: Temporal.PlainDate): Promise<AgencyFacts> => {
  const answer = await sql<{ facts: unknown }>`
    select jsonb_build_object(
      'names', (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'legalSource', legal_source, ${period}) order by lower(in_force) desc), '[]')
        from agency_name where agency_id = ${agencyId}),
      'places', (select coalesce(jsonb_agg(jsonb_build_object('name', (select name from agency where id = agency_parent.parent_id),
          'legalSource', legal_source, ${period}) order by lower(in_force) desc), '[]') from agency_parent where agency_id = ${agencyId}),
      'codes', (select coalesce(jsonb_agg(jsonb_build_object('issuer', issuer, 'code', code, ${period}) order by issuer, lower(in_force)), '[]')
        from agency_code where agency_id = ${agencyId}),
      'heirs', (select coalesce(jsonb_agg(jsonb_build_object('name', agency.name, 'code', agency.code, 'on', on_date, 'legalSource', legal_source)), '[]')
        from agency_succession join agency on agency.id = successor_id where predecessor_id = ${agencyId}),
      'predecessors', (select coalesce(jsonb_agg(jsonb_build_object('name', agency.name, 'code', agency.code, 'on', on_date)), '[]')
        from agency_succession join agency on agency.id = predecessor_id where successor_id = ${agencyId}),
      'units', (select coalesce(jsonb_agg(jsonb_build_object('key', unit.key, 'name', unit.name, 'kind', unit.kind, 'officers',
          (select count(distinct post_holding.officer_id) from post join post_holding on post_holding.post_id = post.id
            where post.unit_id = unit.id and post_holding.in_force @> ${on}::date)) order by unit.kind, unit.name), '[]')
        from unit where agency_id = ${agencyId}),
      'seats', (select coalesce(jsonb_agg(seat order by seat->>'fullName'), '[]') from (
        select jsonb_build_object('officerId', officer.id, 'fullName', officer.full_name, 'title', post.title, 'role', post.role,
          'unit', unit.name, ${period}) as seat
        from post join post_holding on post_holding.post_id = post.id join officer on officer.id = post_holding.officer_id
        left join unit on unit.id = post.unit_id
        where post.agency_id = ${agencyId} and post_holding.in_force && daterange(${on}::date, null)
        order by officer.full_name limit 500) as seats)
    ) as facts`.execute(reader)
  return AgencyFacts.parse(answer.rows[0]?.facts)
}

const OfficerPage = z.object({
  officerId: z.string(),
  fullName: z.string(),
  email: z.string(),
  phone: z.string(),
  login: z.string().nullable(),
  accountId: z.string().nullable(),
  mustChangePassword: z.boolean(),
  seats: z.array(
    z.object({
      holdingId: z.string(),
      title: z.string(),
      role: z.enum(roles),
      agency: z.string(),
      agencyCode: z.string(),
      unit: z.string().nullable(),
      concurrent: z.boolean(),
      from: z.string(),
      until: day,
      isMine: z.boolean(),
    }),
  ),
})
export type OfficerPage = z.infer<typeof OfficerPage>

/** An officer with every post, past ones too; which of them the administrator answers for is told. Null outside his remit. */
export const findOfficerPage = async (reader: Reader, actor: Actor, officerId: string): Promise<OfficerPage | null> => {
  const answer = await sql<{ page: unknown; seen: boolean }>`
    with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}), seats as (
      select post_holding.id, post_holding.in_force, post_holding.concurrent, post.title, post.role, agency.name as agency,
        agency.code, unit.name as unit, post.agency_id in (select id from remit) as mine
      from post_holding join post on post.id = post_holding.post_id join agency on agency.id = post.agency_id
      left join unit on unit.id = post.unit_id where post_holding.officer_id = ${officerId}
    )
    select jsonb_build_object('officerId', officer.id, 'fullName', officer.full_name, 'email', officer.email, 'phone', officer.phone,
      'login', account.login, 'accountId', account.id, 'mustChangePassword', coalesce(account.must_change_password, false),
      'seats', (select coalesce(jsonb_agg(jsonb_build_object('holdingId', id, 'title', title, 'role', role, 'agency', agency,
        'agencyCode', code, 'unit', unit, 'concurrent', concurrent, 'from', lower(in_force), 'until', upper(in_force), 'isMine', mine)
        order by upper(in_force) desc nulls first, lower(in_force) desc), '[]') from seats)) as page,
      (not exists (select from seats) or exists (select from seats where mine)) as seen
    from officer left join account on account.officer_id = officer.id where officer.id = ${officerId}`.execute(reader)
  const row = answer.rows[0]
  return row === undefined || !row.seen ? null : OfficerPage.parse(row.page)
}
