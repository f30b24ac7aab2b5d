import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

export type SignInLogKind =
  | 'signed-in'
  | 'signed-out'
  | 'failed'
  | 'locked'
  | 'unlocked'
  | 'password-changed'
  | 'expired'
  | 'registered'
  | 'linked'
  | 'disabled'
  | 'one-time-password'
  | 'reset-asked'
  | 'password-reset'
  | 'second-factor-on'
  | 'second-factor-off'
  | 'recovery-codes'
  | 'passkey-added'
  | 'passkey-removed'

export type SignInLogEntry = {
  readonly at: Temporal.Instant
  readonly accountId: string | null
  readonly kind: SignInLogKind
  /** A keyed digest of the address, never the address. */
  readonly source?: Buffer
  /** A code such as `password` or `eid`, or why an administrator acted; never what was typed to sign in. */
  readonly detail?: string
}

export const writeSignInLog = async (reader: Reader, entry: SignInLogEntry): Promise<void> => {
  await reader
    .insertInto('sign_in_log')
    .values({
      at: entry.at,
      account_id: entry.accountId,
      kind: entry.kind,
      source_hash: entry.source ?? null,
      detail: entry.detail ?? '',
    })
    .execute()
}
