import type { Reader } from '#platform/database/connection.ts'

/** What a filing must know of an agency. */
export type FilingAgency = {
  readonly id: string
  readonly code: string
  readonly kind: string
  readonly level: string
  readonly parentId: string | null
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
