import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/**
 * The agencies of an administrator's posts and everything below them, as the rows `(id)` of a recursive query. The office of a people's
 * committee works for the whole committee, so its administrator answers for all that is below the committee.
 */
export const agenciesBelow = (agencyIds: readonly string[]): RawBuilder<unknown> => sql`
  select case when agency.kind = 'office' and agency.parent_id is not null then agency.parent_id else agency.id end as id
  from agency where agency.id = any(${[...agencyIds]}::uuid[])
  union
  select agency.id from remit join agency on agency.parent_id = remit.id`

/** Officers an administrator answers for: those with a post in his agencies, and those without any post. */
export const officerInRemit = (officerId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  exists (select from post_holding join post on post.id = post_holding.post_id
    where post_holding.officer_id = ${officerId} and post.agency_id in (select id from remit))
  or not exists (select from post_holding where post_holding.officer_id = ${officerId}))`

export const isInRemitOf = async (
  reader: Reader,
  agencyIds: readonly string[],
  officerId: string,
): Promise<boolean> => {
  const answer = await sql<{ mine: boolean }>`
    with recursive remit as (${agenciesBelow(agencyIds)})
    select ${officerInRemit(sql`${officerId}::uuid`)} as mine`.execute(reader)
  return answer.rows[0]?.mine ?? false
}

/**
 * Whether an administrator answers for every post an officer has on a day or will have later. Only then may he touch person, password
 * and lock: else the administrator of a commune could come in as whoever also works above him.
 */
export const worksOnlyIn = async (
  reader: Reader,
  agencyIds: readonly string[],
  officerId: string,
  day: Temporal.PlainDate,
): Promise<boolean> => {
  const answer = await sql<{ only: boolean }>`
    with recursive remit as (${agenciesBelow(agencyIds)})
    select ${officerInRemit(sql`${officerId}::uuid`)} and not exists (
      select from post_holding join post on post.id = post_holding.post_id
      where post_holding.officer_id = ${officerId} and post_holding.in_force && daterange(${day}::date, null)
        and post.agency_id not in (select id from remit)) as only`.execute(reader)
  return answer.rows[0]?.only ?? false
}
