import { createHash, randomBytes } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { ApiClient } from '../domain/api-client.ts'

/** The beginning lets whoever finds a key in a file or a log know what it is. */
const mark = 'motcua_'

const newApiKey = (): string => `${mark}${randomBytes(32).toString('base64url')}`

export const looksLikeApiKey = (text: string): boolean => /^motcua_[A-Za-z0-9_-]{43}$/.test(text)

export const hashOfApiKey = (key: string): Buffer => createHash('sha256').update(key).digest()

export type NewApiClient = {
  readonly name: string
  readonly grants: readonly string[]
  /** Null for a system that acts for itself. */
  readonly accountId: string | null
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant | null
}

/** Makes a key. Only its hash is kept: what is returned here is told once and never again. */
export const insertApiClient = async (
  tx: Tx,
  client: NewApiClient,
): Promise<{ readonly id: string; readonly key: string }> => {
  const id = newId()
  const key = newApiKey()
  await tx
    .insertInto('api_client')
    .values({
      id,
      name: client.name,
      key_hash: hashOfApiKey(key),
      grants: [...client.grants],
      account_id: client.accountId,
      created_at: client.createdAt,
      expires_at: client.expiresAt,
    })
    .execute()
  return { id, key }
}

/** The keys of an account, or of all systems, the latest first. */
export const listApiClients = async (reader: Reader, accountId: string | null): Promise<readonly ApiClient[]> =>
  reader
    .selectFrom('api_client')
    .select(['id', 'name', 'grants', 'created_at as createdAt', 'expires_at as expiresAt', 'disabled_at as disabledAt'])
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()

/** False when this account (or, for null, no system) has such a key in force. */
export const disableClient = async (
  tx: Tx,
  id: string,
  accountId: string | null,
  at: Temporal.Instant,
): Promise<boolean> => {
  const disabled = await tx
    .updateTable('api_client')
    .set({ disabled_at: at })
    .where('id', '=', id)
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return disabled.numUpdatedRows > 0n
}
