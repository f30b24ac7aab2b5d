import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { doesDuty, readableAgencies } from '#modules/agencies/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

const zoned = (day: RawBuilder<unknown>) => sql`(${day}::timestamp at time zone 'Asia/Ho_Chi_Minh')`

/** The units the officer works in. */
export const ownUnits = (actor: OfficerActor): readonly string[] =>
  actor.posts.flatMap((post) => (post.unitId === null ? [] : [post.unitId]))

const isOut = sql`(e.state = 'approved' or (e.state = 'cancelled' and e.decided_at is not null))`

/** Whether the officer leads the engagement of the row `e` or takes part, in person or with his unit. Not with the unit when it is confidential. */
export const takesPart = (actor: OfficerActor): RawBuilder<boolean> => sql<boolean>`(e.chair_id = ${actor.officerId}
  or (${isOut} and exists (select from engagement_party p where p.engagement_id = e.id
    and (p.officer_id = ${actor.officerId} or (not e.is_confidential and p.unit_id = any(${[...ownUnits(actor)]}::uuid[]))))))`

/**
 * Whether the officer may see the row `e` of `engagement`: he registered it, leads it or takes part, arranges the plan, or the plan is out and
 * it is not confidential. Everything that shows an engagement to an officer has this in its query.
 */
export const maySeeEngagement = (actor: OfficerActor, day: Temporal.PlainDate): RawBuilder<boolean> => sql<boolean>`(
  e.registered_by = ${actor.officerId} or ${takesPart(actor)} or ${doesDuty(actor, 'weekly-plan', sql`e.agency_id`, day)}
  or (not e.is_confidential and ${isOut} and e.agency_id in (${readableAgencies(actor, 'weekly-plan', day)})
    and exists (select from weekly_plan w where w.agency_id = e.agency_id
      and e.starts_at < ${zoned(sql`(w.monday + 7)`)} and e.ends_at > ${zoned(sql`w.monday`)})))`
