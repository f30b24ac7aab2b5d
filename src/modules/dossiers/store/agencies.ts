import type { Reader } from '#platform/database/connection.ts'

/** What a filing must know of an agency. */
export type FilingAgency = {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly level: string
  readonly parentId: string | null
}

/** An agency together with the one above it. */
export type PlacedAgency = { readonly agency: FilingAgency; readonly parent: FilingAgency | null }

export const findPlacedAgency = async (reader: Reader, id: string): Promise<PlacedAgency | null> => {
  const found = await reader
    .selectFrom('agency as own')
    .innerJoin('agency as each', (join) =>
      join.on((on) => on.or([on('each.id', '=', on.ref('own.id')), on('each.id', '=', on.ref('own.parent_id'))])),
    )
    .select(['each.id', 'each.code', 'each.kind', 'each.level', 'each.parent_id as parentId'])
    .where('own.id', '=', id)
    .where('own.abolished_on', 'is', null)
    .where('each.abolished_on', 'is', null)
    .execute()
  const agency = found.find((one) => one.id === id)
  return agency === undefined ? null : { agency, parent: found.find((one) => one.id === agency.parentId) ?? null }
}

export const findAgency = async (reader: Reader, id: string): Promise<FilingAgency | null> => {
  const row = await reader
    .selectFrom('agency')
    .select(['id', 'code', 'kind', 'level', 'parent_id as parentId'])
    .where('id', '=', id)
    .where('abolished_on', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
