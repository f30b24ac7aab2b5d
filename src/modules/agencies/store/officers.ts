import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewOfficer = { readonly fullName: string; readonly email: string; readonly phone: string }

export const insertOfficer = async (tx: Tx, officer: NewOfficer): Promise<string> => {
  const id = newId()
  const { fullName, email, phone } = officer
  await tx.insertInto('officer').values({ id, full_name: fullName, email, phone }).execute()
  return id
}

export type NewPost = {
  readonly agencyId: string
  /** Null for a post of the whole agency. */
  readonly unitId: string | null
  readonly title: string
  readonly role: Role
}

export const insertPost = async (tx: Tx, post: NewPost): Promise<string> => {
  const id = newId()
  const { agencyId, unitId, title, role } = post
  await tx.insertInto('post').values({ id, agency_id: agencyId, unit_id: unitId, title, role }).execute()
  return id
}

export type NewHolding = {
  readonly postId: string
  readonly officerId: string
  readonly concurrent: boolean
  readonly from: Temporal.PlainDate
}

/** From a day on, until it is ended. */
export const insertHolding = async (tx: Tx, holding: NewHolding): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('post_holding')
    .values({
      id,
      post_id: holding.postId,
      officer_id: holding.officerId,
      concurrent: holding.concurrent,
      in_force: sql<string>`daterange(${holding.from}::date, null)`,
    })
    .execute()
  return id
}
