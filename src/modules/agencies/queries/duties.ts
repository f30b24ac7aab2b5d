import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { agenciesBelow } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Duty } from '../domain/index.ts'

const postIds = (actor: Actor): readonly string[] =>
  actor.kind === 'officer' ? actor.posts.map((post) => post.postId) : []

/** Whether the actor does a duty for the agency of a row, from a post held that day; its leaders may do it themselves. */
export const doesDuty = (
  actor: Actor,
  duty: Duty,
  agencyId: RawBuilder<unknown>,
  day: Temporal.PlainDate,
): RawBuilder<boolean> => sql<boolean>`(${agencyId} = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[])
  or exists (select from post_duty where post_duty.post_id = any(${[...postIds(actor)]}::uuid[]) and post_duty.duty = ${duty}
    and post_duty.agency_id = ${agencyId} and post_duty.in_force @> ${day}::date))`

/** Agencies whose published papers the officer reads: his own, those above them, and those he watches or does the duty for. Rows `(id)`. */
export const readableAgencies = (actor: OfficerActor, duty: Duty, day: Temporal.PlainDate): RawBuilder<unknown> => {
  const own = actor.posts.map((post) => post.agencyId)
  return sql`
    select agency.id from agency where agency.id = any(${[...new Set([...own, ...actor.supervisedAgencyIds])]}::uuid[])
      or agency.id in (select parent_id from agency mine where mine.id = any(${own}::uuid[]))
      or ${doesDuty(actor, duty, sql`agency.id`, day)}`
}

export type DutyAgency = { readonly id: string; readonly name: string }

/** The agencies for which the actor does a duty. */
export const dutyAgencies = async (
  reader: Reader,
  actor: Actor,
  duty: Duty,
  day: Temporal.PlainDate,
): Promise<readonly DutyAgency[]> => {
  const answer = await sql<DutyAgency>`
    select agency.id, agency.name from agency where ${doesDuty(actor, duty, sql`agency.id`, day)} order by agency.code`.execute(
    reader,
  )
  return answer.rows
}

/** The agencies whose duties the actor gives: those he leads, and those he administers. */
const givesFor = (actor: Actor, agencyId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  ${agencyId} = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[])
  or ${agencyId} in (select id from (with recursive remit as (
    ${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}) select id from remit) kept))`

export const mayGiveDuty = async (reader: Reader, actor: Actor, agencyId: string): Promise<boolean> => {
  const answer = await sql<{ may: boolean }>`select ${givesFor(actor, sql`${agencyId}::uuid`)} as may`.execute(reader)
  return answer.rows[0]?.may ?? false
}

export type DutyLine = {
  readonly id: string
  readonly duty: Duty
  readonly agency: string
  readonly title: string
  readonly place: string
  /** Who holds the post today; empty when nobody does. */
  readonly holder: string
}

const holderOf = (postId: RawBuilder<unknown>, day: Temporal.PlainDate) => sql`
  coalesce((select string_agg(officer.full_name, ', ' order by officer.full_name) from post_holding
    join officer on officer.id = post_holding.officer_id
    where post_holding.post_id = ${postId} and post_holding.in_force @> ${day}::date), '')`

/** Duties that are done for the agencies of the actor; so many at most. One statement. */
export const listDuties = async (
  reader: Reader,
  actor: Actor,
  day: Temporal.PlainDate,
  limit: number,
): Promise<readonly DutyLine[]> => {
  const answer = await sql<DutyLine>`
    select d.id, d.duty, agency.name as agency, post.title, concat_ws(', ', unit.name, home.short_name) as place,
      ${holderOf(sql`post.id`, day)} as holder
    from post_duty d join agency on agency.id = d.agency_id join post on post.id = d.post_id
    join agency home on home.id = post.agency_id left join unit on unit.id = post.unit_id
    where d.in_force @> ${day}::date and ${givesFor(actor, sql`d.agency_id`)}
    order by agency.code, d.duty, post.title, d.id limit ${limit}`.execute(reader)
  return answer.rows
}

export type DutyPost = {
  readonly postId: string
  readonly agencyId: string
  readonly agency: string
  readonly title: string
  readonly place: string
  readonly holder: string
}

/** Whether a post (row `post`, its agency `home`) may do a duty for the agency: its own, or the one whose office it sits in. */
const sitsNear = (agencyId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(home.id = ${agencyId} or (home.kind = 'office' and home.parent_id = ${agencyId}))`

/** The posts to choose from, for each agency that the actor leads or administers by a post of his own there. One statement. */
export const listDutyPosts = async (
  reader: Reader,
  actor: Actor,
  day: Temporal.PlainDate,
  limit: number,
): Promise<readonly DutyPost[]> => {
  const own = agencyIdsWithRole(actor, 'leader', 'administrator')
  const answer = await sql<DutyPost>`
    select post.id as "postId", agency.id as "agencyId", agency.short_name as agency, post.title,
      concat_ws(', ', unit.name, home.short_name) as place, ${holderOf(sql`post.id`, day)} as holder
    from agency join agency home on ${sitsNear(sql`agency.id`)} join post on post.agency_id = home.id
    left join unit on unit.id = post.unit_id
    where (agency.id = any(${[...own]}::uuid[]) or agency.id in (select parent_id from agency office
        where office.kind = 'office' and office.id = any(${[...agencyIdsWithRole(actor, 'administrator')]}::uuid[])))
      and agency.abolished_on is null and post.role not in ('administrator', 'auditor')
      and exists (select from post_holding h where h.post_id = post.id and h.in_force @> ${day}::date)
    order by agency.code, home.code, unit.name, post.title, post.id limit ${limit}`.execute(reader)
  return answer.rows
}

export const isDutyPost = async (reader: Reader, postId: string, agencyId: string): Promise<boolean> => {
  const answer = await sql`
    select from post join agency home on home.id = post.agency_id
    where post.id = ${postId} and ${sitsNear(sql`${agencyId}::uuid`)}`.execute(reader)
  return answer.rows.length > 0
}
