import { type RawBuilder, sql } from 'kysely'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

/**
 * Whether the officer may see the row `t` of `task`: he takes part, heads a unit that does, holds a post for another who does, or watches an
 * agency that does. Everything that shows a task to an officer has this in its query.
 */
export const maySeeTask = (actor: OfficerActor): RawBuilder<boolean> => {
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  return sql<boolean>`(t.assigned_post_id = any(${actor.posts.map((post) => post.postId)}::uuid[]) or t.id in (
    select seen.subject_id from participant seen
    where seen.subject_kind = 'task' and (seen.officer_id = ${actor.officerId}
      or seen.unit_id = any(${headed}::uuid[])
      or seen.agency_id = any(${[...actor.supervisedAgencyIds]}::uuid[]))))`
}
