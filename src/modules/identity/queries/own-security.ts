import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { recoveryCodesLeft } from '../store/second-factors.ts'

export type OwnPasskey = {
  readonly id: string
  readonly name: string
  readonly isSynced: boolean
  readonly createdAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
}

export type OwnSessionView = {
  readonly id: string
  readonly device: string
  readonly createdAt: Temporal.Instant
  readonly lastSeenAt: Temporal.Instant
  /** The one in which this is asked. */
  readonly isThis: boolean
}

/** What a person sees of how his own account is kept safe. */
export type OwnSecurity = {
  readonly login: string
  readonly hasPassword: boolean
  readonly passwordChangedAt: Temporal.Instant
  /** Since when an authenticator app is set up. */
  readonly appSince: Temporal.Instant | null
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly OwnPasskey[]
  readonly sessions: readonly OwnSessionView[]
  readonly signIns: readonly { readonly at: Temporal.Instant; readonly kind: string; readonly detail: string }[]
}

const lastEntries = 10
const mostSessions = 50

const ownSessions = (reader: Reader, accountId: string, tokenHash: Buffer, now: Temporal.Instant) =>
  reader
    .selectFrom('session')
    .select(['id', 'device', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .select(sql<boolean>`token_hash = ${tokenHash}`.as('isThis'))
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy(sql`token_hash = ${tokenHash}`, 'desc')
    .orderBy('last_seen_at', 'desc')
    .limit(mostSessions)
    .execute()

const ownSignIns = (reader: Reader, accountId: string) =>
  reader
    .selectFrom('sign_in_log')
    .select(['at', 'kind', 'detail'])
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(lastEntries)
    .execute()

/** In four statements. */
export const findOwnSecurity = async (
  reader: Reader,
  accountId: string,
  tokenHash: Buffer,
  now: Temporal.Instant,
): Promise<OwnSecurity | null> => {
  const account = await reader
    .selectFrom('account')
    .select(['login', 'password_changed_at as passwordChangedAt', 'totp_since as appSince'])
    .select(recoveryCodesLeft.as('recoveryCodesLeft'))
    .select(sql<boolean>`password_hash is not null`.as('hasPassword'))
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (account === undefined) return null
  const passkeys = await reader
    .selectFrom('passkey')
    .select(['id', 'name', 'is_synced as isSynced', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  const sessions = await ownSessions(reader, accountId, tokenHash, now)
  return { ...account, passkeys, sessions, signIns: await ownSignIns(reader, accountId) }
}
