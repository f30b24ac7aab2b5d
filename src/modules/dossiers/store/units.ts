import type { Reader } from '#platform/database/connection.ts'

/** The unit of an agency by its key; null when the agency has no such unit, and its work lies with the agency as a whole. */
export const findUnitId = async (reader: Reader, agencyId: string, key: string): Promise<string | null> => {
  const row = await reader
    .selectFrom('unit')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id ?? null
}
