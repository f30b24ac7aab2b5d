import { newId } from '#kernel/ids.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { UnitKind } from '../domain/index.ts'

export type KnownUnit = { readonly id: string; readonly name: string; readonly kind: UnitKind }

export const findUnit = async (reader: Reader, agencyId: string, key: string): Promise<KnownUnit | null> => {
  const row = await reader
    .selectFrom('unit')
    .select(['id', 'name', 'kind'])
    .where('agency_id', '=', agencyId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, name: row.name, kind: row.kind as UnitKind }
}

type UnitValues = { readonly key: string; readonly name: string; readonly kind: UnitKind }

export const insertUnit = async (tx: Tx, agencyId: string, unit: UnitValues): Promise<void> => {
  const { key, name, kind } = unit
  await tx.insertInto('unit').values({ id: newId(), agency_id: agencyId, key, name, kind }).execute()
}

export const updateUnit = async (tx: Tx, id: string, { name, kind }: Omit<UnitValues, 'key'>): Promise<void> => {
  await tx.updateTable('unit').set({ name, kind }).where('id', '=', id).execute()
}

/** Whether a unit with the key is in an agency; without one, in any committee of a commune. */
export const hasUnit = async (reader: Reader, key: string, agencyId: string | null): Promise<boolean> => {
  const found = await reader
    .selectFrom('unit')
    .innerJoin('agency', 'agency.id', 'unit.agency_id')
    .select('unit.id')
    .where('unit.key', '=', key)
    .where((where) =>
      agencyId === null
        ? where.and([where('agency.level', '=', 'commune'), where('agency.kind', '=', 'peoples-committee')])
        : where('agency.id', '=', agencyId),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
