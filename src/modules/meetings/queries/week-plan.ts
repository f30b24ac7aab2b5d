import { type RawBuilder, sql } from 'kysely'
import { localDate, type Temporal, zone } from '#kernel/time.ts'
import { doesDuty, readableAgencies } from '#modules/agencies/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { EngagementKind, EngagementState } from '../domain/index.ts'
import { longestDays } from '../domain/index.ts'
import { maySeeEngagement, ownUnits } from './engagement-remit.ts'

export type PlanEntry = {
  readonly id: string
  readonly agencyId: string
  readonly agencyName: string
  readonly kind: EngagementKind
  readonly state: EngagementState
  readonly title: string
  readonly detail: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly place: string
  readonly chairId: string | null
  /** With the title of the post, as plans write it; or in words. */
  readonly chair: string
  readonly chairName: string
  /** Who takes part: people, units, guests, in one line. */
  readonly parties: string
  readonly preparedBy: string
  readonly isConfidential: boolean
  readonly isMine: boolean
  readonly isConcluded: boolean
  readonly decidedAt: Temporal.Instant | null
  readonly changedAt: Temporal.Instant | null
  readonly version: number
}

export type PlanQuestion = {
  /** Null: what the officer leads or takes part in, of whatever agency. */
  readonly agencyId: string | null
  readonly from: Temporal.PlainDate
  /** The first day after it. */
  readonly until: Temporal.PlainDate
  readonly limit: number
}

const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime({ timeZone: zone }).toInstant()

/** `Phó Chủ tịch Lê Thị Hồng Lan`: the post of the agency first, then what is not concurrent. */
const chairOf = sql`coalesce((select coalesce((select post.title || ' ' from post_holding h join post on post.id = h.post_id
      where h.officer_id = o.id and h.in_force @> (e.starts_at at time zone 'Asia/Ho_Chi_Minh')::date
      order by post.agency_id = e.agency_id desc, h.concurrent limit 1), '') || o.full_name
    from officer o where o.id = e.chair_id), e.chair_words)`

const partiesOf = sql`concat_ws('; ',
  (select string_agg(o.full_name, ', ' order by o.full_name) from engagement_party p join officer o on o.id = p.officer_id
    where p.engagement_id = e.id),
  (select string_agg(u.name, ', ' order by u.name) from engagement_party p join unit u on u.id = p.unit_id where p.engagement_id = e.id),
  nullif(e.guests, ''))`

export const placeOf = sql`concat_ws(', ', (select name from meeting_room where meeting_room.id = e.room_id), nullif(e.place, ''))`

/** The columns of a plan's entry over the row `e`, for the officer who asks. */
export const entryColumns = (actor: OfficerActor): RawBuilder<unknown> => sql`
  e.id, e.agency_id as "agencyId", (select short_name from agency where agency.id = e.agency_id) as "agencyName", e.kind, e.state,
  e.title, e.detail, e.starts_at as "startsAt", e.ends_at as "endsAt", ${placeOf} as place, e.chair_id as "chairId", ${chairOf} as chair,
  coalesce((select full_name from officer where officer.id = e.chair_id), e.chair_words) as "chairName",
  ${partiesOf} as parties, coalesce((select name from unit where unit.id = e.prepared_unit_id), '') as "preparedBy",
  e.is_confidential as "isConfidential", e.concluded_at is not null as "isConcluded", e.decided_at as "decidedAt",
  e.changed_at as "changedAt", e.version,
  (e.chair_id is not distinct from ${actor.officerId}::uuid or exists (select from engagement_party p where p.engagement_id = e.id
    and (p.officer_id = ${actor.officerId} or p.unit_id = any(${[...ownUnits(actor)]}::uuid[])))) as "isMine"`

const inAgency = (actor: OfficerActor, agencyId: string | null): RawBuilder<boolean> =>
  agencyId !== null
    ? sql<boolean>`e.agency_id = ${agencyId}`
    : sql<boolean>`e.id in (select id from engagement where chair_id = ${actor.officerId}
        union select engagement_id from engagement_party where officer_id = ${actor.officerId}
          or unit_id = any(${[...ownUnits(actor)]}::uuid[]))`

/** Engagements of some days in their order, so many at most. One statement. */
export const listEngagements = async (
  reader: Reader,
  actor: OfficerActor,
  question: PlanQuestion,
  now: Temporal.Instant,
): Promise<readonly PlanEntry[]> => {
  const from = startOf(question.from)
  const answer = await sql<PlanEntry>`
    select ${entryColumns(actor)} from engagement e
    where ${inAgency(actor, question.agencyId)} and e.starts_at < ${startOf(question.until)} and e.ends_at > ${from}
      and e.starts_at > ${from.subtract({ hours: 24 * (longestDays + 1) })} and e.state <> 'declined'
      and ${maySeeEngagement(actor, localDate(now))}
    order by e.starts_at, e.id limit ${question.limit}`.execute(reader)
  return answer.rows
}

export type PlanAgency = {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly superior: string
  readonly arranges: boolean
  readonly isOwn: boolean
  /** Whether the officer may register engagements in its calendar. */
  readonly mayRegister: boolean
  readonly publishedAt: Temporal.Instant | null
  readonly issue: number | null
}

/** The agencies whose plans the officer reads, his own first, with what was published of the week. One statement. */
export const listPlanAgencies = async (
  reader: Reader,
  actor: OfficerActor,
  monday: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<readonly PlanAgency[]> => {
  const day = localDate(now)
  const own = [...new Set(actor.posts.map((post) => post.agencyId))]
  const arranges = doesDuty(actor, 'weekly-plan', sql`agency.id`, day)
  const answer = await sql<PlanAgency>`
    select agency.id, agency.name, agency.short_name as "shortName", coalesce(above.name, '') as superior, ${arranges} as arranges,
      agency.id = any(${own}::uuid[]) as "isOwn", (agency.id = any(${own}::uuid[]) or ${arranges}) as "mayRegister",
      w.published_at as "publishedAt", w.issue
    from agency left join agency above on above.id = agency.parent_id
    left join weekly_plan w on w.agency_id = agency.id and w.monday = ${monday}::date
    where agency.id in (${readableAgencies(actor, 'weekly-plan', day)}) and agency.abolished_on is null and agency.kind <> 'one-stop-desk'
    order by agency.id = any(${own}::uuid[]) desc, array_position(${own}::uuid[], agency.id), ${arranges} desc, agency.code
    limit 300`.execute(reader)
  return answer.rows
}

export type AwayLeader = {
  readonly name: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/** Leaders of an agency who are on leave in some of the days. */
export const listAwayLeaders = async (
  reader: Reader,
  agencyId: string,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<readonly AwayLeader[]> => {
  const answer = await sql<AwayLeader>`
    select distinct o.full_name as name, lower(l.days) as first, upper(l.days) - 1 as last from officer_leave l
    join officer o on o.id = l.officer_id
    join post_holding h on h.officer_id = o.id and h.in_force && l.days
    join post on post.id = h.post_id and post.agency_id = ${agencyId} and post.role = 'leader'
    where l.state in ('granted', 'ended-early') and l.days && daterange(${from}::date, ${until}::date) order by 2, 1`.execute(
    reader,
  )
  return answer.rows
}
