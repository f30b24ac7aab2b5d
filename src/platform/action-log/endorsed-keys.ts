import type { Temporal } from '#kernel/time.ts'
import type { Database, Reader } from '../database/connection.ts'
import { type DayHeadKey, isSignedBy } from './day-head-key.ts'

/** What a key signs to vouch for the one that was in use before it. */
const messageOf = (province: string, publicKey: string): Buffer =>
  Buffer.from(`motcua day head key 1\n${province}\n${publicKey}`)

/** Each key vouches for the one before it; `keys` are those of an installation, the newest first. Harmless when repeated. */
export const endorseEarlierKeys = async (
  database: Database,
  province: string,
  keys: readonly DayHeadKey[],
  now: Temporal.Instant,
): Promise<void> => {
  const pairs = keys.slice(1).map((earlier, at) => ({ earlier, by: keys[at] }))
  for (const { earlier, by } of pairs) {
    if (by === undefined) continue
    const signature = by.sign(messageOf(province, earlier.publicKey))
    await database
      .insertInto('day_head_endorsement')
      .values({ public_key: earlier.publicKey, endorsed_by: by.publicKey, signature, endorsed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The keys, and behind them the earlier ones that the last of them leads to. */
export const withEndorsed = async (
  reader: Reader,
  province: string,
  keys: readonly string[],
): Promise<readonly string[]> => {
  const endorsed = await reader
    .selectFrom('day_head_endorsement')
    .select(['public_key as publicKey', 'endorsed_by as by', 'signature'])
    .orderBy('endorsed_at')
    .execute()
  const all = [...keys]
  for (let last = all.at(-1); last !== undefined; ) {
    const by = last
    const next = endorsed.find(
      (one) =>
        one.by === by &&
        !all.includes(one.publicKey) &&
        isSignedBy(by, messageOf(province, one.publicKey), one.signature),
    )
    last = next?.publicKey
    if (last !== undefined) all.push(last)
  }
  return all
}
