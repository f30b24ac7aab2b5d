import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { EngagementState } from '../domain/index.ts'

export type ToldEngagement = {
  readonly id: string
  readonly title: string
  readonly state: EngagementState
  readonly startsAt: Temporal.Instant
  readonly place: string
  readonly note: string
  readonly version: number
}

/** What holds of an engagement now, for a letter; the row is locked so that letters of one change are written once. */
export const findToldEngagement = async (tx: Tx, id: string): Promise<ToldEngagement | null> => {
  const answer = await sql<ToldEngagement>`
    select e.id, e.title, e.state, e.starts_at as "startsAt", e.note, e.version,
      coalesce(nullif(e.place, ''), (select name from meeting_room where id = e.room_id), '') as place
    from engagement e where e.id = ${id} for update`.execute(tx)
  return answer.rows[0] ?? null
}

export type ToldOfficer = { readonly officerId: string; readonly accountId: string; readonly email: string }

/** Those who lead or take part, in person or as head of a unit that does, and were not told of this version yet. */
export const claimNotices = async (
  tx: Tx,
  told: ToldEngagement,
  day: Temporal.PlainDate,
): Promise<readonly ToldOfficer[]> => {
  // What never came into the plan is told to nobody but whoever registered it.
  const isKnown = told.state !== 'declined'
  const answer = await sql<ToldOfficer>`
    with people as (
      select chair_id as id from engagement where id = ${told.id} and chair_id is not null and ${isKnown}
      union select registered_by from engagement where id = ${told.id}
      union select officer_id from engagement_party where engagement_id = ${told.id} and officer_id is not null and ${isKnown}
      union select h.officer_id from engagement_party p join post on post.unit_id = p.unit_id and post.role = 'unit-head'
        join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
        join engagement e on e.id = p.engagement_id and not e.is_confidential
        where p.engagement_id = ${told.id} and ${isKnown}
    ), fresh as (
      insert into engagement_notice (engagement_id, officer_id, version)
      select ${told.id}::uuid, id, ${told.version} from people on conflict do nothing returning officer_id
    )
    select officer.id as "officerId", account.id as "accountId", officer.email from fresh
    join officer on officer.id = fresh.officer_id join account on account.officer_id = officer.id
    where account.disabled_at is null and officer.email <> '' order by officer.id`.execute(tx)
  return answer.rows
}
