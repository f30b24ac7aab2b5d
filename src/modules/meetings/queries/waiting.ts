import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { doesDuty } from '#modules/agencies/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

/** Engagements to come that wait for the officer to take them into the plan: rows (kind, id, is_overdue). */
export const engagementsWaiting = (
  actor: OfficerActor,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): RawBuilder<unknown> => sql`
  select 'engagement' as kind, e.id, false as is_overdue from engagement e
  where e.state = 'registered' and e.starts_at > ${now} and ${doesDuty(actor, 'weekly-plan', sql`e.agency_id`, day)}`
