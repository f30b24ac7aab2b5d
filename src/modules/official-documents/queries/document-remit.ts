import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

/** Agencies whose whole registry is somebody's work: the clerk keeps it, the leader answers for it. @legal ND-30-2020 Điều 6 */
export const registryAgencies = (actor: OfficerActor): readonly string[] => [
  ...new Set(
    actor.posts.filter((post) => post.role === 'clerk' || post.role === 'leader').map((post) => post.agencyId),
  ),
]

/** The ids of documents in which the officer takes part: himself, through his unit, or for the one whose post he holds. */
export const ownDocumentIds = (actor: OfficerActor, now: Temporal.Instant): RawBuilder<unknown> => {
  const units = actor.posts.filter((post) => post.unitId !== null)
  return sql`
    select seen.subject_id from participant seen
    where seen.officer_id = ${actor.officerId} and seen.subject_kind = 'official-document'
      and (seen.until_at is null or seen.until_at > ${now})
    union
    select seen.subject_id from participant seen
    join unnest(${units.map((post) => post.unitId)}::uuid[],
      ${units.map((post) => post.role === 'unit-head' || post.isDelegated)}::boolean[]) as held (unit_id, sees_given)
      on held.unit_id = seen.unit_id
    where seen.subject_kind = 'official-document' and (seen.officer_id is null or held.sees_given)
      and (seen.until_at is null or seen.until_at > ${now})`
}

/** Whether the row `d` of `official_document` lies in a registry of the officer: drafts are the drafters' alone until they are submitted. */
export const liesInRegistry = (actor: OfficerActor): RawBuilder<boolean> =>
  sql<boolean>`(d.agency_id = any(${registryAgencies(actor)}::uuid[])
    and (d.direction = 'incoming' or d.state not in ('draft', 'cancelled')))`

/**
 * Whether the officer may see the row `d` of `official_document`. Everything that shows a document to an officer has this in its query:
 * a document outside the remit cannot be found, guessed or counted.
 */
export const maySeeDocument = (actor: OfficerActor, now: Temporal.Instant): RawBuilder<boolean> =>
  sql<boolean>`(${liesInRegistry(actor)} or d.id in (${ownDocumentIds(actor, now)}))`
