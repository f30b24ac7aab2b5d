import type { Reader } from '#platform/database/connection.ts'
import type { SettingLine } from '#platform/settings/setting-periods.ts'

/** Whether the agency or procedure of a scope exists; the country and the province always do. */
export const isScopeThere = async (reader: Reader, { scopeKind, scopeId }: SettingLine): Promise<boolean> => {
  if (scopeKind === 'country' || scopeKind === 'province') return true
  const found = await reader.selectFrom(scopeKind).select('id').where('id', '=', scopeId).executeTakeFirst()
  return found !== undefined
}

export type ScopeChoice = { readonly id: string; readonly name: string }

/** The agencies for which a setting may be decided apart. */
export const listAgencyScopes = (reader: Reader): Promise<readonly ScopeChoice[]> =>
  reader.selectFrom('agency').select(['id', 'name']).where('abolished_on', 'is', null).orderBy('name').execute()
