import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'

/**
 * Whether the officer may see the row `t` of `task`: he takes part, heads a unit that does, holds a post for another who does, or watches an
 * agency that does; who was taken off sees it no more. Everything that shows a task to an officer has this in its query.
 */
export const maySeeTask = (actor: OfficerActor): RawBuilder<boolean> => {
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  return sql<boolean>`(t.assigned_post_id = any(${actor.posts.map((post) => post.postId)}::uuid[]) or t.id in (
    select seen.subject_id from participant seen
    where seen.subject_kind = 'task' and seen.until_at is null and (seen.officer_id = ${actor.officerId}
      or seen.unit_id = any(${headed}::uuid[])
      or seen.agency_id = any(${[...actor.supervisedAgencyIds]}::uuid[]))))`
}

/**
 * Whether the officer may be told what the row `asked` of `task` came of: a document or another task is named only to who may see that itself.
 * Codes of dossiers and what was typed name nobody.
 */
export const mayKnowSource = (
  actor: OfficerActor,
  now: Temporal.Instant,
): RawBuilder<boolean> => sql<boolean>`(case asked.source_kind
  when 'document' then exists (select from official_document d where d.id = asked.source_id and ${maySeeDocument(actor, now)})
  when 'task' then exists (select from task t where t.id = asked.source_id and ${maySeeTask(actor)})
  else true end)`
