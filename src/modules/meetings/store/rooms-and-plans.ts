import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewRoom = {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly seats: number | null
}

/** False when the agency has a room of this name; a closed one opens again. */
export const saveRoom = async (tx: Tx, { id, agencyId, name, seats }: NewRoom): Promise<boolean> => {
  const answer = await sql<{ id: string }>`
    insert into meeting_room (id, agency_id, name, seats) values (${id}, ${agencyId}, ${name}, ${seats})
    on conflict (agency_id, name) do update set is_open = true, seats = excluded.seats where not meeting_room.is_open
    returning id`.execute(tx)
  return answer.rows.length > 0
}

/** The agency of a room; null when there is no such open room. */
export const findRoomAgency = async (tx: Tx, id: string): Promise<string | null> => {
  const answer = await sql<{ id: string }>`
    select agency_id as id from meeting_room where id = ${id} and is_open for update`.execute(tx)
  return answer.rows[0]?.id ?? null
}

export const closeRoomRow = async (tx: Tx, id: string): Promise<void> => {
  await sql`update meeting_room set is_open = false where id = ${id}`.execute(tx)
}

/** The number of the issue that is published with this. */
export const publishPlanRow = async (
  tx: Tx,
  plan: { readonly agencyId: string; readonly monday: Temporal.PlainDate },
  published: { readonly by: string; readonly at: Temporal.Instant },
): Promise<number> => {
  const answer = await sql<{ issue: number }>`
    insert into weekly_plan (agency_id, monday, published_at, published_by)
    values (${plan.agencyId}, ${plan.monday}::date, ${published.at}, ${published.by})
    on conflict (agency_id, monday) do update set issue = weekly_plan.issue + 1, published_at = excluded.published_at,
      published_by = excluded.published_by
    returning issue`.execute(tx)
  return answer.rows[0]?.issue ?? 1
}

/** Whether a plan is out for a week into which the span reaches. */
export const isPublished = async (
  tx: Tx,
  agencyId: string,
  span: { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant },
): Promise<boolean> => {
  const answer = await sql`
    select from weekly_plan w where w.agency_id = ${agencyId}
      and ${span.startsAt} < ((w.monday + 7)::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and ${span.endsAt} > (w.monday::timestamp at time zone 'Asia/Ho_Chi_Minh') limit 1`.execute(tx)
  return answer.rows.length > 0
}
