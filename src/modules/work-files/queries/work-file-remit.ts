import { type RawBuilder, sql } from 'kysely'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'

/**
 * Whether the officer may see the row `f` of `work_file`: who keeps it, the head of its unit, the clerk and the leaders of its agency.
 * Everything that shows a file to an officer has this in its query.
 */
export const maySeeWorkFile = (actor: OfficerActor): RawBuilder<boolean> => {
  const units = actor.posts.flatMap(({ role, unitId }) => (role === 'unit-head' && unitId !== null ? [unitId] : []))
  const agencies = agencyIdsWithRole(actor, 'clerk', 'leader')
  return sql<boolean>`(f.keeper_id = ${actor.officerId} or f.unit_id = any(${units}::uuid[])
    or f.agency_id = any(${[...agencies]}::uuid[]))`
}
