import { newId } from '#kernel/ids.ts'
import { Temporal } from '#kernel/time.ts'
import type { Database, Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

const keptFor = Temporal.Duration.from({ hours: 12 })

/**
 * Keeps what somebody searched for under an id that says nothing, so that no address and no log carries a name or a number. What the
 * account searched for half a day ago is dropped.
 */
export const keepSearch = async (
  database: Database,
  sealing: Sealing,
  accountId: string,
  words: string,
  at: Temporal.Instant,
): Promise<string> => {
  const id = newId()
  await database
    .with('dropped', (query) =>
      query
        .deleteFrom('kept_search')
        .where('account_id', '=', accountId)
        .where('created_at', '<', at.subtract(keptFor)),
    )
    .insertInto('kept_search')
    .values({ id, account_id: accountId, sealed: sealing.seal(words), created_at: at })
    .execute()
  return id
}

/** What an account searched for; null for another account, and when it was dropped. */
export const findSearch = async (
  reader: Reader,
  sealing: Sealing,
  accountId: string,
  id: string,
): Promise<string | null> => {
  const row = await reader
    .selectFrom('kept_search')
    .select('sealed')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row === undefined ? null : sealing.open(row.sealed)
}
