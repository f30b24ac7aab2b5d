import type { Database } from '#platform/database/connection.ts'
import type { Resealed } from '#platform/secrets/reseal.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { listKeyFiles, repackUnder, saveKeyFile } from '../store/signing-keys.ts'

/** Packs every key file that lies under an earlier secret anew: its password comes from the secret too. */
export const resealKeys = async (database: Database, sealing: Sealing): Promise<Resealed> => {
  const files = await listKeyFiles(database)
  const old = files.filter(({ sealed }) => !sealing.opens(sealed))
  const known = old.filter(({ sealed }) => sealing.earlier.some((one) => one.opens(sealed)))
  let changed = 0
  for (const { id, sealed } of known) {
    const packed = await repackUnder(sealing, id, sealed)
    if (await saveKeyFile(database, id, { before: sealed, after: packed })) changed += 1
  }
  return { read: files.length, changed, unreadable: old.length - known.length }
}
