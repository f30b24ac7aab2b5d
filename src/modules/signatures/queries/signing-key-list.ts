import { type RawBuilder, sql } from 'kysely'
import { isUuid } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { agenciesBelow, officerInRemit, worksOnlyIn } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { KeyHolder } from '../domain/key-holder.ts'

export const keyListStates = ['in-use', 'ending', 'ended', 'missing'] as const
export type KeyListState = (typeof keyListStates)[number]

/** So long before a key ends it is said. */
const warnedDays = 30
const pageRows = 50

export type KeyLine = {
  readonly keyId: string
  readonly kind: 'officer' | 'agency'
  readonly holderId: string
  readonly name: string
  /** Where an officer works; the code of an agency. */
  readonly place: string
  readonly keptAt: 'pkcs12' | 'pkcs11' | 'remote' | 'desktop'
  readonly serial: string
  readonly until: Temporal.Instant
  readonly isEnding: boolean
  readonly state: 'in-use' | 'expired' | 'retired' | 'revoked'
  readonly endedAt: Temporal.Instant | null
  readonly endedBecause: string
}

export type HolderToEnrol = Pick<KeyLine, 'kind' | 'holderId' | 'name' | 'place'>

/** The last line of a page, after which the next one begins. */
export type KeyPageEnd = { readonly at: string; readonly id: string }

export type KeyCounts = Readonly<Record<KeyListState, number>>

export type KeyPage<Line> = {
  readonly lines: readonly Line[]
  readonly counts: KeyCounts
  readonly next: KeyPageEnd | null
}

const placeOfOfficer = sql`(select string_agg(distinct agency.short_name, ', ') from post_holding join post on post.id = post_holding.post_id
  join agency on agency.id = post.agency_id where post_holding.officer_id = officer.id and upper_inf(post_holding.in_force))`

/** Keys of the officers and agencies an administrator answers for, and who of them ought to have one and has none. */
const ground = (actor: Actor, now: Temporal.Instant): RawBuilder<unknown> => sql`
  with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}), mine as (
    select signing_key.id as "keyId", holder_kind as kind, holder_id as "holderId", coalesce(officer.full_name, agency.name) as name,
      coalesce(${placeOfOfficer}, agency.code, '') as place, signing_key.place as "keptAt", serial, not_after as until,
      not_after <= ${now}::timestamptz + make_interval(days => ${warnedDays}) as "isEnding",
      case when revoked_at is not null then 'revoked' when retired_at is not null then 'retired'
        when not_after <= ${now} then 'expired' else 'in-use' end as state,
      coalesce(revoked_at, retired_at) as "endedAt", ended_because as "endedBecause"
    from signing_key
    left join officer on holder_kind = 'officer' and officer.id = holder_id
    left join agency on holder_kind = 'agency' and agency.id = holder_id
    where (officer.id is not null and ${officerInRemit(sql`officer.id`)}) or agency.id in (select id from remit)
  ), wanting as (
    select 'officer' as kind, officer.id as "holderId", officer.full_name as name, coalesce(${placeOfOfficer}, '') as place
    from officer where exists (select from post_holding join post on post.id = post_holding.post_id
      where post_holding.officer_id = officer.id and post.role = 'leader' and upper_inf(post_holding.in_force)
        and post.agency_id in (select id from remit))
    union all
    select 'agency', agency.id, agency.name, agency.code from agency
    where agency.id in (select id from remit) and agency.kind <> 'one-stop-desk' and agency.abolished_on is null
  ), missing as (
    select * from wanting where not exists (select from mine where mine.kind = wanting.kind and mine."holderId" = wanting."holderId"
      and mine.state = 'in-use')
  ), counted as (
    select jsonb_build_object('in-use', count(*) filter (where state = 'in-use'),
      'ending', count(*) filter (where state = 'in-use' and "isEnding"), 'ended', count(*) filter (where state <> 'in-use'),
      'missing', (select count(*) from missing)) as counts from mine
  )`

const conditions = {
  'in-use': sql`state = 'in-use'`,
  ending: sql`state = 'in-use' and "isEnding"`,
  ended: sql`state <> 'in-use'`,
}

type Counted = { readonly counts: KeyCounts }

const pageOf = <Row extends Counted, Line>(
  rows: readonly Row[],
  isLine: (row: Row) => boolean,
  take: (row: Row) => Line,
  endOf: (row: Row) => KeyPageEnd,
): KeyPage<Line> => {
  const found = rows.filter(isLine)
  const shown = found.slice(0, pageRows)
  const last = shown.at(-1)
  return {
    lines: shown.map(take),
    counts: rows[0]?.counts ?? { 'in-use': 0, ending: 0, ended: 0, missing: 0 },
    next: found.length > pageRows && last !== undefined ? endOf(last) : null,
  }
}

/** Keys an administrator answers for, those that end first at the top. One statement. */
export const listSigningKeys = async (
  reader: Reader,
  actor: Actor,
  now: Temporal.Instant,
  state: Exclude<KeyListState, 'missing'>,
  after: KeyPageEnd | null,
): Promise<KeyPage<KeyLine>> => {
  const from = after === null ? sql`true` : sql`(until, "keyId") > (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<KeyLine & Counted>`${ground(actor, now)}, chosen as (
      select * from mine where ${conditions[state]} and ${from} order by until, "keyId" limit ${pageRows + 1})
    select chosen.*, counted.counts from counted left join chosen on true order by until, "keyId"`.execute(reader)
  return pageOf(
    rows,
    (row) => row.keyId !== null,
    ({ counts: _, ...line }) => line,
    (row) => ({ at: row.until.toString(), id: row.keyId }),
  )
}

/** Leaders and agencies without a key that signs today, by name. One statement. */
export const listHoldersToEnrol = async (
  reader: Reader,
  actor: Actor,
  now: Temporal.Instant,
  after: KeyPageEnd | null,
): Promise<KeyPage<HolderToEnrol>> => {
  const from = after === null ? sql`true` : sql`(name, "holderId") > (${after.at}, ${after.id}::uuid)`
  const { rows } = await sql<HolderToEnrol & Counted>`${ground(actor, now)}, chosen as (
      select * from missing where ${from} order by name, "holderId" limit ${pageRows + 1})
    select chosen.*, counted.counts from counted left join chosen on true order by name, "holderId"`.execute(reader)
  return pageOf(
    rows,
    (row) => row.holderId !== null,
    ({ counts: _, ...line }) => line,
    (row) => ({ at: row.name, id: row.holderId }),
  )
}

export type KeyToEnd = Pick<KeyLine, 'keyId' | 'kind' | 'holderId' | 'name' | 'serial'>

/** One key, when the administrator answers for all that its holder is. */
export const findKeyLine = async (
  reader: Reader,
  actor: Actor,
  keyId: string,
  day: Temporal.PlainDate,
): Promise<KeyToEnd | null> => {
  if (!isUuid(keyId)) return null
  const agencyIds = agencyIdsWithRole(actor, 'administrator')
  const { rows } = await sql<KeyToEnd>`
    with recursive remit as (${agenciesBelow(agencyIds)})
    select signing_key.id as "keyId", holder_kind as kind, holder_id as "holderId", coalesce(officer.full_name, agency.name) as name, serial from signing_key
    left join officer on holder_kind = 'officer' and officer.id = holder_id
    left join agency on holder_kind = 'agency' and agency.id = holder_id
    where signing_key.id = ${keyId}
      and ((officer.id is not null and ${officerInRemit(sql`officer.id`)}) or agency.id in (select id from remit))`.execute(
    reader,
  )
  const line = rows[0] ?? null
  const isElsewhere = line?.kind === 'officer' && !(await worksOnlyIn(reader, agencyIds, line.holderId, day))
  return isElsewhere ? null : line
}

/** Who may be given a key by an administrator: an agency of his, or an officer who works for his agencies alone. Else null. */
export const findEnrolmentHolder = async (
  reader: Reader,
  actor: Actor,
  holder: KeyHolder,
  day: Temporal.PlainDate,
): Promise<HolderToEnrol | null> => {
  if (!isUuid(holder.id)) return null
  const agencyIds = agencyIdsWithRole(actor, 'administrator')
  if (holder.kind === 'officer' && !(await worksOnlyIn(reader, agencyIds, holder.id, day))) return null
  const { rows } =
    holder.kind === 'officer'
      ? await sql<HolderToEnrol>`select 'officer' as kind, officer.id as "holderId", officer.full_name as name,
          coalesce(${placeOfOfficer}, '') as place from officer where officer.id = ${holder.id}`.execute(reader)
      : await sql<HolderToEnrol>`with recursive remit as (${agenciesBelow(agencyIds)})
          select 'agency' as kind, agency.id as "holderId", agency.name, agency.code as place from agency
          where agency.id = ${holder.id} and agency.id in (select id from remit) and agency.abolished_on is null`.execute(
          reader,
        )
  return rows[0] ?? null
}
