import { systemClock } from '#kernel/time.ts'
import { countRecoveryCodeHolders } from '#modules/identity/index.ts'
import { resealKeys } from '#modules/signatures/index.ts'
import { dayHeadKeys } from '#platform/action-log/day-head-key.ts'
import { endorseEarlierKeys } from '#platform/action-log/endorsed-keys.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { resealProvince } from '#platform/secrets/reseal.ts'
import { openSealing, type Secrets } from '#platform/secrets/sealing.ts'

export type Renewed = {
  readonly changed: number
  /** Tables with values that no known secret opens, and how many. */
  readonly unreadable: readonly string[]
  /** Recovery codes are kept as hashes alone: those made under an earlier secret end with it. */
  readonly codeHolders: number
}

/** Brings everything of a province under the secret in use, beside the running program. Done again it finds nothing to do. */
export const renewProvince = async (open: OpenProvince, secrets: Secrets): Promise<Renewed> => {
  const sealing = openSealing(secrets, open.province.key)
  const tables = new Map(await resealProvince(open.database, sealing, ['signing_key']))
  tables.set('signing_key', await resealKeys(open.database, sealing))
  await endorseEarlierKeys(open.database, open.province.key, dayHeadKeys(sealing), systemClock.now())
  const unreadable = [...tables].filter(([, table]) => table.unreadable > 0)
  return {
    changed: [...tables.values()].reduce((sum, { changed }) => sum + changed, 0),
    unreadable: unreadable.map(([name, table]) => `${name}: ${table.unreadable}`),
    codeHolders: await countRecoveryCodeHolders(open.database),
  }
}
