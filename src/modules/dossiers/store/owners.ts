import type { Assurance } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/**
 * How sure the owner's identity is: as sure as the account's when its number is the one declared. A number that was only typed never
 * counts as verified.
 */
export const findAssurance = async (
  reader: Reader,
  accountId: string,
  identityHashes: readonly Buffer[],
): Promise<Assurance> => {
  const row = await reader
    .selectFrom('citizen')
    .select('assurance')
    .where('account_id', '=', accountId)
    .where('identity_hash', 'in', [...identityHashes])
    .executeTakeFirst()
  return (row?.assurance ?? 'declared') as Assurance
}
