import { type RawBuilder, sql } from 'kysely'
import { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { SigningMandate } from '../domain/drafting/signing-plan.ts'

/** As `mandateOf` reads it, from a row `m`. */
export const mandateColumns: RawBuilder<unknown> = sql`m.id, m.post_id as "postId", m.capacity, m.basis,
  lower(m.in_force)::text as "from", (upper(m.in_force) - 1)::text as until, m.contents`

export type MandateColumns = Omit<SigningMandate, 'from' | 'until'> & {
  readonly from: string
  readonly until: string | null
}

export const mandateOf = (row: MandateColumns): SigningMandate => ({
  id: row.id,
  postId: row.postId,
  capacity: row.capacity,
  basis: row.basis,
  from: Temporal.PlainDate.from(row.from),
  until: row.until === null ? null : Temporal.PlainDate.from(row.until),
  contents: row.contents,
})

export type MandateLine = SigningMandate & {
  readonly holder: string
  readonly title: string
  readonly givenBy: string
  readonly isEnded: boolean
}

type MandateRow = MandateColumns & Pick<MandateLine, 'holder' | 'title' | 'givenBy' | 'isEnded'>

/** The rights to sign that were given in an agency and are not over on a day; with `past` also the last hundred that are. */
export const listMandates = async (
  reader: Reader,
  agencyId: string,
  day: Temporal.PlainDate,
  past = false,
): Promise<readonly MandateLine[]> => {
  const answer = await sql<MandateRow>`
    select ${mandateColumns}, coalesce(holder.names, '') as holder, post.title, o.full_name as "givenBy", m.ended_at is not null as "isEnded"
    from signing_mandate m join post on post.id = m.post_id join officer o on o.id = m.given_by
    left join lateral (select string_agg(held.full_name, ', ' order by held.full_name) as names from post_holding h
      join officer held on held.id = h.officer_id where h.post_id = m.post_id and h.in_force @> ${day}::date) holder on true
    where m.agency_id = ${agencyId} and not isempty(m.in_force) and (${past} or not m.in_force << daterange(${day}::date, null))
    order by upper(m.in_force) desc nulls first, m.given_at desc, m.id limit 100`.execute(reader)
  return answer.rows.map(({ holder, title, givenBy, isEnded, ...row }) => ({
    ...{ ...mandateOf(row), holder, title, givenBy, isEnded },
  }))
}

export type NewMandate = Omit<SigningMandate, 'basis'> & {
  readonly agencyId: string
  readonly basis: string
  readonly givenBy: string
  readonly givenAt: Temporal.Instant
}

export const insertMandate = async (tx: Tx, one: NewMandate): Promise<void> => {
  await sql`
    insert into signing_mandate (id, agency_id, post_id, capacity, basis, in_force, contents, given_by, given_at)
    values (${one.id}, ${one.agencyId}, ${one.postId}, ${one.capacity}, ${one.basis},
      daterange(${one.from}::date, ${one.until === null ? null : one.until.add({ days: 1 })}::date), ${one.contents}::text[],
      ${one.givenBy}, ${one.givenAt})`.execute(tx)
}

/** From a day on it counts no more; false when it was over already or is not of this agency. */
export const endMandate = async (
  tx: Tx,
  id: string,
  agencyIds: readonly string[],
  ended: { readonly by: string; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate },
): Promise<boolean> => {
  const answer = await sql`
    update signing_mandate set ended_at = ${ended.at}, ended_by = ${ended.by},
      in_force = in_force * daterange(null, ${ended.on}::date)
    where id = ${id} and agency_id = any(${agencyIds}::uuid[]) and ended_at is null
      and not in_force << daterange(${ended.on}::date, null)`.execute(tx)
  return (answer.numAffectedRows ?? 0n) > 0n
}
