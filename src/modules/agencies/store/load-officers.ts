import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { LoadedAgencies } from './load-agencies.ts'

export type PostToLoad = {
  readonly agency: string
  readonly unit: string
  readonly role: Role
  readonly title: string
  readonly concurrent: boolean
}

export type OfficerToLoad = {
  readonly login: string
  readonly fullName: string
  readonly email: string
  readonly phone: string
  readonly posts: readonly PostToLoad[]
}

export type DelegationToLoad = {
  readonly agency: string
  readonly role: Role
  readonly from: string
  readonly to: string
  readonly inForce: readonly [Temporal.PlainDate, Temporal.PlainDate]
  readonly reason: string
}

/** The officers by login. */
export type LoadedOfficers = ReadonlyMap<string, string>

type Seat = PostToLoad & {
  readonly id: string
  readonly login: string
  readonly officerId: string
  readonly agencyId: string
  readonly unitId: string
}

const seatsOf = (officers: readonly OfficerToLoad[], ids: LoadedOfficers, agencies: LoadedAgencies): readonly Seat[] =>
  officers.flatMap((officer) =>
    officer.posts.map((post) => {
      const agency = agencies.get(post.agency)
      if (agency === undefined) throw new Error(`officer ${officer.login}: there is no agency ${post.agency}`)
      const unitId = agency.unitIds.get(post.unit)
      if (unitId === undefined)
        throw new Error(`officer ${officer.login}: agency ${post.agency} has no unit ${post.unit}`)
      const officerId = ids.get(officer.login) ?? ''
      return { ...post, id: newId(), login: officer.login, officerId, agencyId: agency.id, unitId }
    }),
  )

const insertDelegations = async (
  tx: Tx,
  delegations: readonly DelegationToLoad[],
  seats: readonly Seat[],
  ids: LoadedOfficers,
): Promise<void> => {
  if (delegations.length === 0) return
  const rows = delegations.map((one) => {
    const seat = seats.find((held) => held.login === one.from && held.agency === one.agency && held.role === one.role)
    const to = ids.get(one.to)
    if (seat === undefined) throw new Error(`delegation: ${one.from} is not ${one.role} of ${one.agency}`)
    if (to === undefined) throw new Error(`delegation of ${one.from}: there is no officer ${one.to}`)
    return {
      id: newId(),
      post_id: seat.id,
      from_officer_id: seat.officerId,
      to_officer_id: to,
      in_force: sql<string>`daterange(${one.inForce[0]}::date, ${one.inForce[1]}::date)`,
      reason: one.reason,
    }
  })
  await tx.insertInto('delegation').values(rows).execute()
}

/** Puts officers on their posts, one post for each seat, and records the delegations between them. */
export const loadOfficers = async (
  tx: Tx,
  agencies: LoadedAgencies,
  officers: readonly OfficerToLoad[],
  delegations: readonly DelegationToLoad[],
  from: Temporal.PlainDate,
): Promise<LoadedOfficers> => {
  const ids = new Map(officers.map((officer) => [officer.login, newId()]))
  if (ids.size !== officers.length) throw new Error('two officers have the same login')
  const seats = seatsOf(officers, ids, agencies)
  await tx
    .insertInto('officer')
    .values(
      officers.map((officer) => ({
        id: ids.get(officer.login) ?? '',
        full_name: officer.fullName,
        email: officer.email,
        phone: officer.phone,
      })),
    )
    .execute()
  await tx
    .insertInto('post')
    .values(
      seats.map((seat) => ({
        id: seat.id,
        agency_id: seat.agencyId,
        unit_id: seat.unitId,
        title: seat.title,
        role: seat.role,
      })),
    )
    .execute()
  await tx
    .insertInto('post_holding')
    .values(
      seats.map((seat) => ({
        id: newId(),
        post_id: seat.id,
        officer_id: seat.officerId,
        concurrent: seat.concurrent,
        in_force: sql<string>`daterange(${from}::date, null)`,
      })),
    )
    .execute()
  await insertDelegations(tx, delegations, seats, ids)
  return ids
}
