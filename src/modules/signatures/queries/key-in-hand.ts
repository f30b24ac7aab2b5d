import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { KeyHolder } from '../domain/key-holder.ts'

/** What is told of the key of a holder before it signs. */
export type KeyInHand = {
  readonly place: 'pkcs12' | 'pkcs11' | 'remote' | 'desktop'
  readonly serial: string
  readonly until: Temporal.Instant
}

const places: readonly KeyInHand['place'][] = ['pkcs12', 'pkcs11', 'remote', 'desktop']

/** The key that a holder signs with today; null when there is none. One statement. */
export const findKeyInHand = async (
  reader: Reader,
  holder: KeyHolder,
  now: Temporal.Instant,
): Promise<KeyInHand | null> => {
  const row = await reader
    .selectFrom('signing_key')
    .select(['place', 'serial', 'not_after as until'])
    .where('holder_kind', '=', holder.kind)
    .where('holder_id', '=', holder.id)
    .where('revoked_at', 'is', null)
    .where('retired_at', 'is', null)
    .where('not_before', '<=', now)
    .where('not_after', '>', now)
    .orderBy('not_after', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const place = places.find((one) => one === row.place) ?? 'pkcs12'
  return { place, serial: row.serial, until: row.until }
}
