import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { hashOfToken } from './session-token.ts'

export const insertReset = async (
  tx: Tx,
  accountId: string,
  token: string,
  times: { readonly now: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> => {
  await tx
    .insertInto('password_reset')
    .values({
      token_hash: hashOfToken(token),
      account_id: accountId,
      created_at: times.now,
      expires_at: times.expiresAt,
    })
    .execute()
}

/** Letters asked for an account since an instant. */
export const resetsSince = async (reader: Reader, accountId: string, since: Temporal.Instant): Promise<number> => {
  const row = await reader
    .selectFrom('password_reset')
    .select((reset) => reset.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Whose password the link of a letter changes, while it is good. */
export const findReset = async (reader: Reader, token: string, now: Temporal.Instant): Promise<string | null> => {
  const row = await reader
    .selectFrom('password_reset')
    .select('account_id')
    .where('token_hash', '=', hashOfToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** Takes the link of a letter, and with it every other link of the account. False when it was taken before. */
export const takeReset = async (tx: Tx, token: string, accountId: string): Promise<boolean> => {
  const taken = await tx
    .deleteFrom('password_reset')
    .where('token_hash', '=', hashOfToken(token))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  await tx.deleteFrom('password_reset').where('account_id', '=', accountId).execute()
  return taken.numDeletedRows > 0n
}

export const forgetResets = async (reader: Reader, before: Temporal.Instant): Promise<void> => {
  await reader.deleteFrom('password_reset').where('expires_at', '<', before).execute()
}
