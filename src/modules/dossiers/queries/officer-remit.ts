import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'

/** The roles that have work on dossiers; administrators keep the house and see none of them. */
const workingRoles = ['one-stop-officer', 'unit-head', 'handler', 'leader', 'clerk'] as const satisfies readonly Role[]

const works = (role: Role): boolean => workingRoles.some((one) => one === role)

/** Where work lies: an agency, a role in it, and the unit when it is narrowed to one. */
export type Place = {
  readonly agencyId: string
  readonly role: Role
  readonly unitId: string | null
  /** Work that is given to somebody else is shown too. */
  readonly seesGiven: boolean
}

/** What somebody's posts let him take: his own posts, and those he holds for another. */
export const placesOfPosts = (actor: OfficerActor): readonly Place[] =>
  actor.posts
    .filter((post) => works(post.role))
    .map(({ agencyId, role, unitId, isDelegated }) => ({ agencyId, role, unitId, seesGiven: isDelegated }))

/** What somebody may watch without taking it: agencies below a leader, supervisor or auditor; the own unit of its head. */
export const placesWatched = (actor: OfficerActor): readonly Place[] => {
  const units = actor.posts.filter((post) => post.role === 'unit-head' && post.unitId !== null)
  const watched = [
    ...actor.supervisedAgencyIds.map((agencyId) => ({ agencyId, unitId: null })),
    ...units
      .filter((post) => !actor.supervisedAgencyIds.includes(post.agencyId))
      .map(({ agencyId, unitId }) => ({ agencyId, unitId })),
  ]
  return watched.flatMap((one) => workingRoles.map((role) => ({ ...one, role, seesGiven: true })))
}

/** Rows `place(agency_id, role, unit_id, sees_given)`, for a join. */
export const placeRows = (places: readonly Place[]): RawBuilder<unknown> => sql`unnest(
  ${places.map((place) => place.agencyId)}::uuid[], ${places.map((place) => place.role)}::text[],
  ${places.map((place) => place.unitId)}::uuid[], ${places.map((place) => place.seesGiven)}::boolean[]
) as place (agency_id, role, unit_id, sees_given)`

/** Whether the row `w` of `work_item` lies at the row `place`. */
export const liesThere: RawBuilder<boolean> = sql`w.agency_id = place.agency_id and w.role = place.role
  and (w.unit_id is null or place.unit_id is null or w.unit_id = place.unit_id)`

/**
 * Whether the officer may see the row `d` of `dossier`: an agency (and unit) of his posts takes part in it, or one that he watches does.
 * Everything that shows a dossier to an officer has this in its query. Said as a set of agencies first, so that a search may begin with
 * the dossiers of a small remit as well as with a rare name.
 */
export const maySeeDossier = (actor: OfficerActor, now: Temporal.Instant): RawBuilder<boolean> => {
  const posts = actor.posts.filter((post) => works(post.role))
  const watched = [...actor.supervisedAgencyIds]
  const agencies = [...new Set([...watched, ...posts.map((post) => post.agencyId)])]
  return sql<boolean>`d.id in (
    select seen.subject_id from participant seen
    where seen.agency_id = any(${agencies}::uuid[]) and seen.subject_kind = 'dossier'
      and (seen.until_at is null or seen.until_at > ${now})
      and (seen.unit_id is null or seen.agency_id = any(${watched}::uuid[]) or exists (
        select from unnest(${posts.map((post) => post.agencyId)}::uuid[], ${posts.map((post) => post.unitId)}::uuid[])
          as held (agency_id, unit_id)
        where held.agency_id = seen.agency_id and (held.unit_id is null or held.unit_id = seen.unit_id))))`
}
