import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { agenciesBelow } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { agenciesUnder } from './agency-tree.ts'

/**
 * Whether somebody answers for the officer of a row as his head: the head of his unit (not for a leader in it), a leader of his agency
 * or of one above it, or the administrator of them. Nobody is his own head.
 */
export const isHeadOf = (
  actor: Actor,
  officerId: RawBuilder<unknown>,
  day: Temporal.PlainDate,
): RawBuilder<boolean> => {
  if (actor.kind !== 'officer') return sql<boolean>`false`
  const units = actor.posts.flatMap((post) => (post.role === 'unit-head' && post.unitId !== null ? [post.unitId] : []))
  return sql<boolean>`(${officerId} <> ${actor.officerId}::uuid and exists (
    select from post_holding held join post on post.id = held.post_id
    where held.officer_id = ${officerId} and held.in_force && daterange(${day}::date, null)
      and ((post.unit_id = any(${units}::uuid[]) and post.role <> 'leader')
        or post.agency_id in (select id from (${agenciesUnder(agencyIdsWithRole(actor, 'leader'), day)}) led)
        or post.agency_id in (select id from (with recursive remit as (
          ${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))}) select id from remit) kept))))`
}

export const mayHead = async (
  reader: Reader,
  actor: Actor,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<boolean> => {
  const answer = await sql<{ heads: boolean }>`
    select ${isHeadOf(actor, sql`${officerId}::uuid`, day)} as heads`.execute(reader)
  return answer.rows[0]?.heads ?? false
}
