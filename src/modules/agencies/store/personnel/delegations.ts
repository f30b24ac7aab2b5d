import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Days } from '../../domain/index.ts'
import { inclusive } from './leaves.ts'

export type OwnPost = { readonly postId: string; readonly agencyId: string; readonly role: Role }

/** The posts that an officer himself holds on all of the days. */
export const ownPostsIn = async (tx: Tx, officerId: string, days: Days): Promise<readonly OwnPost[]> => {
  const answer = await sql<OwnPost>`
    select post.id as "postId", post.agency_id as "agencyId", post.role from post_holding
    join post on post.id = post_holding.post_id
    where post_holding.officer_id = ${officerId} and post_holding.in_force @> ${inclusive(days)} order by post.id`.execute(
    tx,
  )
  return answer.rows
}

/** Whether an officer holds a post in one of the agencies, in his own right, on the first day. */
export const worksIn = async (
  tx: Tx,
  officerId: string,
  agencyIds: readonly string[],
  day: Temporal.PlainDate,
): Promise<boolean> => {
  const answer = await sql`
    select from post_holding join post on post.id = post_holding.post_id
    where post_holding.officer_id = ${officerId} and post.agency_id = any(${[...agencyIds]}::uuid[])
      and post_holding.in_force @> ${day}::date limit 1`.execute(tx)
  return answer.rows.length > 0
}

/** Whether a post is delegated by its holder on one of the days already. */
export const isDelegatedIn = async (tx: Tx, postId: string, fromOfficerId: string, days: Days): Promise<boolean> => {
  const answer = await sql`
    select from delegation where post_id = ${postId} and from_officer_id = ${fromOfficerId}
      and in_force && ${inclusive(days)} limit 1`.execute(tx)
  return answer.rows.length > 0
}

export type NewDelegation = {
  readonly postId: string
  readonly fromOfficerId: string
  readonly toOfficerId: string
  readonly days: Days
  readonly reason: string
  readonly leaveId: string | null
  readonly givenBy: string
}

export const insertDelegation = async (tx: Tx, one: NewDelegation, at: Temporal.Instant): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('delegation')
    .values({
      id,
      post_id: one.postId,
      from_officer_id: one.fromOfficerId,
      to_officer_id: one.toOfficerId,
      in_force: inclusive(one.days),
      planned: inclusive(one.days),
      reason: one.reason,
      leave_id: one.leaveId,
      given_by: one.givenBy,
      recorded_at: at,
    })
    .execute()
  return id
}

export type KnownDelegation = {
  readonly id: string
  readonly postId: string
  readonly fromOfficerId: string
  readonly toOfficerId: string
  readonly isOver: boolean
}

export const findDelegationForUpdate = async (
  tx: Tx,
  id: string,
  today: Temporal.PlainDate,
): Promise<KnownDelegation | null> => {
  const answer = await sql<KnownDelegation>`
    select id, post_id as "postId", from_officer_id as "fromOfficerId", to_officer_id as "toOfficerId",
      (isempty(in_force) or upper(in_force) <= ${today}::date) as "isOver"
    from delegation where id = ${id} for update`.execute(tx)
  return answer.rows[0] ?? null
}

type Ending = {
  readonly on: Temporal.PlainDate
  readonly by: string
  readonly at: Temporal.Instant
  readonly reason: string
}

/** From the day on it does not count any more; one that had not begun counts on no day. */
export const endDelegations = async (
  tx: Tx,
  which: { readonly id: string } | { readonly leaveId: string },
  { on, by, at, reason }: Ending,
): Promise<number> => {
  const is = 'id' in which ? sql`id = ${which.id}` : sql`leave_id = ${which.leaveId}`
  const answer = await sql`
    update delegation set planned = coalesce(planned, in_force), in_force = in_force * daterange(null, ${on}::date),
      ended_at = ${at}, ended_by = ${by}, end_reason = ${reason}
    where ${is} and ended_at is null and upper(in_force) > ${on}::date`.execute(tx)
  return Number(answer.numAffectedRows ?? 0)
}
