import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'

/** Agencies whose whole registry is somebody's work: the clerk keeps it, the leader answers for it. @legal ND-30-2020 Điều 6 */
export const registryAgencies = (actor: OfficerActor): readonly string[] => [
  ...new Set(
    actor.posts.filter((post) => post.role === 'clerk' || post.role === 'leader').map((post) => post.agencyId),
  ),
]

/** Units as rows `(unit_id, sees_given)`: the head, and who holds a post for another, see what is given to a single officer of it too. */
export const heldUnits = (actor: OfficerActor): RawBuilder<unknown> => {
  const units = actor.posts.filter((post) => post.unitId !== null)
  return sql`unnest(${units.map((post) => post.unitId)}::uuid[],
    ${units.map((post) => post.role === 'unit-head' || post.isDelegated)}::boolean[]) as held (unit_id, sees_given)`
}

/** Whether the row `seen` of `participant` is about a document, and not over. */
export const takesPartNow = (now: Temporal.Instant): RawBuilder<boolean> =>
  sql<boolean>`(seen.subject_kind = 'official-document' and (seen.until_at is null or seen.until_at > ${now}))`

/** Whether the officer takes part in the row `d`: himself, through his unit, or for the one whose post he holds. */
const takesPart = (actor: OfficerActor, now: Temporal.Instant): RawBuilder<boolean> => sql<boolean>`exists (
  select from participant seen where seen.subject_id = d.id and ${takesPartNow(now)}
    and (seen.officer_id = ${actor.officerId} or exists (select from ${heldUnits(actor)}
      where held.unit_id = seen.unit_id and (seen.officer_id is null or held.sees_given))))`

/** Whether the row `d` of `official_document` lies in a registry of the officer: drafts are the drafters' alone until they are submitted. */
const liesInRegistry = (actor: OfficerActor): RawBuilder<boolean> =>
  sql<boolean>`(d.agency_id = any(${registryAgencies(actor)}::uuid[])
    and (d.direction = 'incoming' or d.state not in ('draft', 'cancelled')))`

/**
 * Whether the officer may see the row `d` of `official_document`. Everything that shows a document to an officer has this in its query:
 * a document outside the remit cannot be found, guessed or counted. It asks of the row alone, however much the officer takes part in.
 */
export const maySeeDocument = (actor: OfficerActor, now: Temporal.Instant): RawBuilder<boolean> =>
  sql<boolean>`(${liesInRegistry(actor)} or ${takesPart(actor, now)})`

/**
 * Whether the contents of the row `d` may be read by whoever may see it: what its sender took back stays in the book as a line alone. Every door to a
 * file, a certified copy or a package asks this. @legal ND-30-2020 Điều 18
 */
export const isReadable: RawBuilder<boolean> = sql<boolean>`(d.direction = 'outgoing' or d.state <> 'recalled')`
