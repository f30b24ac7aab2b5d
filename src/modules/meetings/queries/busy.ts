import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { localDate } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Busy, type Conflict, conflictsOf, longestDays, type Wanted } from '../domain/index.ts'
import { maySeeEngagement } from './engagement-remit.ts'

/**
 * What stands in the way of an engagement: its room taken, its people elsewhere or on leave. Who may not see the other engagement learns
 * only that the time is taken. One statement.
 */
export const findConflicts = async (
  reader: Reader,
  actor: OfficerActor,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<readonly Conflict[]> => {
  const people = [...new Set(wanted.officerIds)]
  const title = sql`case when ${maySeeEngagement(actor, localDate(now))} then e.title end`
  const within = sql`e.state in ('registered', 'approved') and e.starts_at < ${wanted.endsAt} and e.ends_at > ${wanted.startsAt}
    and e.starts_at > ${wanted.startsAt.subtract({ hours: 24 * (longestDays + 1) })}`
  const days = sql`daterange(${localDate(wanted.startsAt)}::date, ${localDate(wanted.endsAt.subtract({ milliseconds: 1 }))}::date, '[]')`
  const answer = await sql<Busy>`
    select e.id as "engagementId", ${title} as title, e.starts_at as "startsAt", e.ends_at as "endsAt", e.room_id as "roomId", r.name as "roomName",
      null::uuid as "officerId", null as "officerName", 'engagement' as cause
    from engagement e join meeting_room r on r.id = e.room_id where e.room_id = ${wanted.roomId}::uuid and ${within}
    union all
    select e.id, ${title}, e.starts_at, e.ends_at, null, null, o.id, o.full_name, 'engagement'
    from engagement e join officer o on o.id = any(${people}::uuid[])
      and (o.id = e.chair_id or exists (select from engagement_party p where p.engagement_id = e.id and p.officer_id = o.id))
    where ${within}
    union all
    select null, null, lower(l.days)::timestamp at time zone 'Asia/Ho_Chi_Minh', upper(l.days)::timestamp at time zone 'Asia/Ho_Chi_Minh',
      null, null, o.id, o.full_name, 'leave'
    from officer_leave l join officer o on o.id = l.officer_id
    where l.officer_id = any(${people}::uuid[]) and l.state in ('granted', 'ended-early') and l.days && ${days}
    order by 3, 8 limit 50`.execute(reader)
  return conflictsOf(wanted, answer.rows)
}
