import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { agenciesBelow } from '#modules/identity/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { AgencyEntry } from '../domain/index.ts'

const columnsOf = (entry: AgencyEntry, parentId: string | null) => ({
  kind: entry.kind,
  level: entry.level,
  name: entry.name,
  short_name: entry.shortName,
  parent_id: parentId,
  code: entry.code,
  commune_code: entry.communeCode,
  address: entry.address,
  phone: entry.phone,
  email: entry.email,
  opening_hours: entry.openingHours,
  notation: entry.notation,
})

export const insertAgency = async (tx: Tx, entry: AgencyEntry, parentId: string | null): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('agency')
    .values({ id, ...columnsOf(entry, parentId) })
    .execute()
  return id
}

export const updateAgency = async (tx: Tx, id: string, entry: AgencyEntry, parentId: string | null): Promise<void> => {
  await tx.updateTable('agency').set(columnsOf(entry, parentId)).where('id', '=', id).execute()
}

/** Whether an agency is among those an administrator of some agencies answers for. */
export const isAgencyInRemit = async (reader: Reader, agencyIds: readonly string[], id: string): Promise<boolean> => {
  const answer = await sql`
    with recursive remit as (${agenciesBelow(agencyIds)}) select from remit where id = ${id}::uuid limit 1`.execute(
    reader,
  )
  return answer.rows.length > 0
}

/** Whether `id` is `above` or stands below it. */
export const standsBelow = async (reader: Reader, id: string, above: string): Promise<boolean> => {
  const answer = await sql`
    with recursive line as (
      select ${id}::uuid as id union select agency.parent_id from line join agency on agency.id = line.id
    ) select from line where id = ${above}::uuid limit 1`.execute(reader)
  return answer.rows.length > 0
}

export const insertSuccession = async (
  tx: Tx,
  predecessorId: string,
  successorIds: readonly string[],
  on: Temporal.PlainDate,
  legalSource: string,
): Promise<void> => {
  await tx.updateTable('agency').set({ abolished_on: on }).where('id', '=', predecessorId).execute()
  if (successorIds.length === 0) return
  await tx
    .insertInto('agency_succession')
    .values(
      successorIds.map((successorId) => ({
        predecessor_id: predecessorId,
        successor_id: successorId,
        on_date: on,
        legal_source: legalSource,
      })),
    )
    .execute()
}
