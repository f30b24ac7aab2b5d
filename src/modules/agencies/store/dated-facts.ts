import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

/** What of an agency is kept with its days: its names, and its place in the tree. */
type DatedTable = 'agency_name' | 'agency_parent'

/** The day from which the last known name or place holds; null when none was ever written down. */
export const lastChangeOf = async (
  reader: Reader,
  table: DatedTable,
  agencyId: string,
): Promise<Temporal.PlainDate | null> => {
  const answer = await sql<{ from: Temporal.PlainDate }>`
    select lower(in_force) as from from ${sql.table(table)}
    where agency_id = ${agencyId} order by lower(in_force) desc limit 1`.execute(reader)
  return answer.rows[0]?.from ?? null
}

/** Ends what held until the day; what began on that very day is written over. */
const endAt = async (tx: Tx, table: DatedTable, agencyId: string, day: Temporal.PlainDate): Promise<void> => {
  const of = sql`from ${sql.table(table)} where agency_id = ${agencyId} and upper_inf(in_force)`
  await sql`delete ${of} and lower(in_force) >= ${day}::date`.execute(tx)
  await sql`
    update ${sql.table(table)} set in_force = daterange(lower(in_force), ${day}::date)
    where agency_id = ${agencyId} and upper_inf(in_force)`.execute(tx)
}

export type Since = { readonly from: Temporal.PlainDate; readonly legalSource: string }

const openEnded = (day: Temporal.PlainDate): RawBuilder<string> => sql<string>`daterange(${day}::date, null)`

export const renameSince = async (
  tx: Tx,
  agencyId: string,
  { name, shortName }: { readonly name: string; readonly shortName: string },
  { from, legalSource }: Since,
): Promise<void> => {
  await endAt(tx, 'agency_name', agencyId, from)
  await tx
    .insertInto('agency_name')
    .values({
      agency_id: agencyId,
      name,
      short_name: shortName,
      in_force: openEnded(from),
      legal_source: legalSource,
    })
    .execute()
}

export const placeSince = async (
  tx: Tx,
  agencyId: string,
  parentId: string | null,
  { from, legalSource }: Since,
): Promise<void> => {
  await endAt(tx, 'agency_parent', agencyId, from)
  await tx
    .insertInto('agency_parent')
    .values({ agency_id: agencyId, parent_id: parentId, in_force: openEnded(from), legal_source: legalSource })
    .execute()
}

/** Ends a code of an issuer; what began on that very day was a slip and goes. */
export const endCode = async (tx: Tx, issuer: string, code: string, day: Temporal.PlainDate): Promise<void> => {
  await sql`delete from agency_code where issuer = ${issuer} and code = ${code} and lower(in_force) >= ${day}::date`.execute(
    tx,
  )
  await sql`
    update agency_code set in_force = in_force * daterange(null, ${day}::date)
    where issuer = ${issuer} and code = ${code} and in_force @> ${day}::date`.execute(tx)
}

/** Gives an agency a code from a day on. Returns false when another has it then. */
export const giveCode = async (
  tx: Tx,
  agencyId: string,
  { issuer, code }: { readonly issuer: string; readonly code: string },
  day: Temporal.PlainDate,
): Promise<boolean> => {
  const held = await sql`
    select from agency_code where issuer = ${issuer} and code = ${code} and in_force && daterange(${day}::date, null)`.execute(
    tx,
  )
  if (held.rows.length > 0) return false
  await tx
    .insertInto('agency_code')
    .values({ agency_id: agencyId, issuer, code, in_force: openEnded(day) })
    .execute()
  return true
}
