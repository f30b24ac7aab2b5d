import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { unitsOf } from '../domain/index.ts'
import { keeps, leadsHere } from './quality-lists.ts'

/**
 * What waits for the officer in the quality systems: rows (kind, id, is_overdue) of audits with findings to answer or answers to judge and
 * of audits to hold, each audit once and kind, of processes to put into force and of plans to approve.
 */
export const qualityWaiting = (actor: OfficerActor, day: Temporal.PlainDate): RawBuilder<unknown> => {
  const headed = actor.posts.flatMap(({ role, unitId }) => (role === 'unit-head' && unitId !== null ? [unitId] : []))
  const posts = actor.posts.map(({ postId }) => postId)
  const own = unitsOf(actor)
  return sql`
    select 'finding-answer' as kind, f.audit_id as id, bool_or(f.due_on < ${day}::date) as is_overdue from quality_finding f
    where f.state = 'open' and f.unit_id = any(${headed}::uuid[]) group by f.audit_id
    union all
    select distinct 'finding-verdict', a.id, false from quality_finding f join quality_audit a on a.id = f.audit_id
    where f.state = 'answered' and f.answered_by <> ${actor.officerId} and not f.unit_id = any(${own}::uuid[])
      and (a.lead_post_id = any(${posts}::uuid[]) or ${keeps(actor, sql`a.agency_id`, day)})
    union all
    select 'audit-hold', a.id, a.planned_on < ${day}::date from quality_audit a
    join quality_audit_plan p on p.agency_id = a.agency_id and p.year = a.year and p.approved_at is not null
    where a.state = 'planned' and a.planned_on <= ${day}::date and a.lead_post_id = any(${posts}::uuid[])
    union all
    select 'process-approve', v.process_id, false from quality_process_version v join quality_process p on p.id = v.process_id
    where v.state = 'drafted' and ${leadsHere(actor, sql`p.agency_id`)}
    union all
    select 'audit-plan', p.agency_id, false from quality_audit_plan p
    where p.approved_at is null and p.year >= ${day.year - 1} and ${leadsHere(actor, sql`p.agency_id`)}`
}
