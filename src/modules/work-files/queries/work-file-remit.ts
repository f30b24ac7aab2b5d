import { type RawBuilder, sql } from 'kysely'
import { agencyIdsWithRole, type OfficerActor, type Role } from '#modules/identity/domain/index.ts'

/** His own, those of the units that he heads, and all of the agencies where he has one of these roles. */
const ofRoles = (actor: OfficerActor, ...roles: readonly Role[]): RawBuilder<boolean> => {
  const units = actor.posts.flatMap(({ role, unitId }) => (role === 'unit-head' && unitId !== null ? [unitId] : []))
  return sql<boolean>`(f.keeper_id = ${actor.officerId} or f.unit_id = any(${units}::uuid[])
    or f.agency_id = any(${[...agencyIdsWithRole(actor, ...roles)]}::uuid[]))`
}

/**
 * Whether the officer may see the row `f` of `work_file`: who keeps it, the head of its unit, the clerk and the leaders of its agency.
 * Everything that shows a file to an officer has this in its query.
 */
export const maySeeWorkFile = (actor: OfficerActor): RawBuilder<boolean> => ofRoles(actor, 'clerk', 'leader')

/** Whether the officer works on the row `f` of `work_file`: the same as `mayKeep`, in a query. */
export const mayKeepWorkFile = (actor: OfficerActor): RawBuilder<boolean> => ofRoles(actor, 'clerk')
