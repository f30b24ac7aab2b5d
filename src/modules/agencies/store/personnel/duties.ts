import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { GiveDuty } from '../../domain/index.ts'

type Given = { readonly by: string; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate }

/** From a day on, until it is ended; null when the post does it already. */
export const insertDuty = async (
  tx: Tx,
  { postId, duty, agencyId }: GiveDuty,
  given: Given,
): Promise<string | null> => {
  const { by, at, on } = given
  await sql`select from post where id = ${postId} for no key update`.execute(tx)
  const answer = await sql<{ id: string }>`
    insert into post_duty (id, post_id, duty, agency_id, in_force, given_by, given_at)
    select gen_random_uuid(), ${postId}::uuid, ${duty}, ${agencyId}::uuid, daterange(${on}::date, null), ${by}::uuid, ${at}
    where not exists (select from post_duty d where d.post_id = ${postId} and d.duty = ${duty} and d.agency_id = ${agencyId}
      and d.in_force && daterange(${on}::date, null))
    returning id`.execute(tx)
  return answer.rows[0]?.id ?? null
}

export type KnownDuty = { readonly postId: string; readonly agencyId: string; readonly duty: string }

export const findDutyForUpdate = async (tx: Tx, id: string): Promise<KnownDuty | null> => {
  const answer = await sql<KnownDuty>`
    select post_id as "postId", agency_id as "agencyId", duty from post_duty where id = ${id} and ended_at is null for update`.execute(
    tx,
  )
  return answer.rows[0] ?? null
}

/** Over from a day on; what was done with it stays. */
export const endDutyRow = async (tx: Tx, id: string, { by, at, on }: Given): Promise<void> => {
  await sql`
    update post_duty set in_force = in_force * daterange(null, ${on}::date), ended_by = ${by}::uuid, ended_at = ${at}
    where id = ${id}`.execute(tx)
}
