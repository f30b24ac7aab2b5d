import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { placeOf } from './week-plan.ts'

export type OwnFeed = { readonly madeAt: Temporal.Instant }

export const findOwnFeed = async (reader: Reader, officerId: string): Promise<OwnFeed | null> => {
  const answer = await sql<OwnFeed>`
    select made_at as "madeAt" from calendar_feed where officer_id = ${officerId} and withdrawn_at is null`.execute(
    reader,
  )
  return answer.rows[0] ?? null
}

export type FeedEntry = {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly place: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly isConfidential: boolean
  readonly isCancelled: boolean
  readonly version: number
  readonly stampedAt: Temporal.Instant
}

const columns = sql`e.id, e.title, e.detail, ${placeOf} as place, e.starts_at as "startsAt", e.ends_at as "endsAt",
  e.is_confidential as "isConfidential", e.state = 'cancelled' as "isCancelled", e.version,
  greatest(e.registered_at, e.decided_at, e.changed_at) as "stampedAt"`

export type FeedOwner = { readonly officerId: string; readonly name: string }

/** Whose calendar lies under a secret that was not withdrawn, of somebody who still works here. */
export const findFeedOwner = async (
  reader: Reader,
  secretHash: Buffer,
  day: Temporal.PlainDate,
): Promise<FeedOwner | null> => {
  const answer = await sql<FeedOwner>`
    select o.id as "officerId", o.full_name as name from calendar_feed f join officer o on o.id = f.officer_id
    join account a on a.officer_id = o.id
    where f.secret_hash = ${secretHash} and f.withdrawn_at is null and a.disabled_at is null and a.locked_at is null
      and exists (select from post_holding h where h.officer_id = o.id and h.in_force @> ${day}::date)`.execute(reader)
  return answer.rows[0] ?? null
}

/** What an officer leads or takes part in, in person or with the units he works in; approved, or called off after it was. */
export const listFeedEntries = async (
  reader: Reader,
  officerId: string,
  span: { readonly from: Temporal.Instant; readonly until: Temporal.Instant; readonly day: Temporal.PlainDate },
): Promise<readonly FeedEntry[]> => {
  const answer = await sql<FeedEntry>`
    select ${columns} from engagement e
    where e.id in (select id from engagement where chair_id = ${officerId}
        union select engagement_id from engagement_party where officer_id = ${officerId}
        union select p.engagement_id from engagement_party p join post on post.unit_id = p.unit_id
          join post_holding h on h.post_id = post.id and h.in_force @> ${span.day}::date and h.officer_id = ${officerId}
          join engagement open on open.id = p.engagement_id and not open.is_confidential)
      and e.starts_at < ${span.until} and e.ends_at > ${span.from}
      and (e.state = 'approved' or (e.state = 'cancelled' and e.decided_at is not null))
    order by e.starts_at, e.id limit 1000`.execute(reader)
  return answer.rows
}

export type RoomLine = {
  readonly id: string
  readonly name: string
  readonly seats: number | null
  readonly next: number
}

/** The open rooms of an agency, with how many engagements are to come in each. One statement. */
export const listRooms = async (
  reader: Reader,
  agencyId: string,
  now: Temporal.Instant,
): Promise<readonly RoomLine[]> => {
  const answer = await sql<RoomLine>`
    select r.id, r.name, r.seats, (select count(*)::int from engagement e where e.room_id = r.id and e.ends_at > ${now}
      and e.state in ('registered', 'approved')) as next
    from meeting_room r where r.agency_id = ${agencyId} and r.is_open order by r.name limit 200`.execute(reader)
  return answer.rows
}
