import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

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

export const updateOfficer = async (tx: Tx, id: string, officer: NewOfficer): Promise<void> => {
  const { fullName, email, phone } = officer
  await tx.updateTable('officer').set({ full_name: fullName, email, phone }).where('id', '=', id).execute()
}

export type KnownOfficer = NewOfficer & { readonly id: string; readonly login: string | null }

/** An officer by id or by login; locked until the transaction ends, so that acts on him follow each other. */
export const findOfficerForUpdate = async (
  tx: Tx,
  by: { readonly id: string } | { readonly login: string },
): Promise<KnownOfficer | null> => {
  const is = 'id' in by ? sql<boolean>`officer.id = ${by.id}` : sql<boolean>`account.login = ${by.login}`
  const answer = await sql<KnownOfficer>`
    select officer.id, officer.full_name as "fullName", officer.email, officer.phone, account.login
    from officer left join account on account.officer_id = officer.id
    where ${is} for no key update of officer`.execute(tx)
  return answer.rows[0] ?? null
}

export type KnownHolding = {
  readonly id: string
  readonly postId: string
  readonly officerId: string
  readonly agencyId: string
  readonly role: Role
  readonly title: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

const holdingColumns = sql`post_holding.id, post.id as "postId", post_holding.officer_id as "officerId",
  post.agency_id as "agencyId", post.role, post.title, lower(post_holding.in_force) as from, upper(post_holding.in_force) as until`

export const findHolding = async (reader: Reader, id: string): Promise<KnownHolding | null> => {
  const answer = await sql<KnownHolding>`
    select ${holdingColumns} from post_holding join post on post.id = post_holding.post_id
    where post_holding.id = ${id}`.execute(reader)
  return answer.rows[0] ?? null
}

/** A seat of the same agency, unit and role that the officer has on the day or will have later. */
export const findHoldingOf = async (
  reader: Reader,
  officerId: string,
  seat: Pick<NewPost, 'agencyId' | 'unitId' | 'role'>,
  day: Temporal.PlainDate,
): Promise<KnownHolding | null> => {
  const answer = await sql<KnownHolding>`
    select ${holdingColumns} from post_holding join post on post.id = post_holding.post_id
    where post_holding.officer_id = ${officerId} and post.agency_id = ${seat.agencyId} and post.role = ${seat.role}
      and post.unit_id is not distinct from ${seat.unitId}::uuid
      and post_holding.in_force && daterange(${day}::date, null)
    limit 1`.execute(reader)
  return answer.rows[0] ?? null
}

export const renamePost = async (tx: Tx, postId: string, title: string): Promise<void> => {
  await tx.updateTable('post').set({ title }).where('id', '=', postId).execute()
}

/** Ends a holding on a day, which is not of it any more; one that would never have begun goes. */
export const endHolding = async (tx: Tx, id: string, until: Temporal.PlainDate): Promise<void> => {
  await sql`delete from post_holding where id = ${id} and lower(in_force) >= ${until}::date`.execute(tx)
  await sql`update post_holding set in_force = daterange(lower(in_force), ${until}::date) where id = ${id}`.execute(tx)
}

/** Ends every holding in an agency that goes on after the day. Returns how many. */
export const endHoldingsIn = async (tx: Tx, agencyId: string, until: Temporal.PlainDate): Promise<number> => {
  const answer = await sql`
    update post_holding set in_force = daterange(lower(in_force), ${until}::date) from post
    where post.id = post_holding.post_id and post.agency_id = ${agencyId}
      and post_holding.in_force @> ${until}::date and lower(post_holding.in_force) < ${until}::date`.execute(tx)
  return Number(answer.numAffectedRows ?? 0)
}

/** Whether anybody with an account that opens administers the province from a day on, one holding left out. */
export const hasOtherAdministrator = async (
  reader: Reader,
  holdingId: string,
  from: Temporal.PlainDate,
): Promise<boolean> => {
  const answer = await sql`
    select from post_holding join post on post.id = post_holding.post_id and post.role = 'administrator'
    join account on account.officer_id = post_holding.officer_id and account.disabled_at is null
    where post_holding.id <> ${holdingId} and post_holding.in_force @> ${from}::date and upper_inf(post_holding.in_force)
    limit 1`.execute(reader)
  return answer.rows.length > 0
}
