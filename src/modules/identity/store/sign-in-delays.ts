import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { SignInDelay } from '../domain/sign-in-delay.ts'

/** The delay under a key, its row locked (made when it is missing) until the transaction ends. */
export const delayForUpdate = async (tx: Tx, keyHash: Buffer, now: Temporal.Instant): Promise<SignInDelay> => {
  await tx
    .insertInto('sign_in_delay')
    .values({ key_hash: keyHash, failures: 0, next_attempt_at: now })
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .execute()
  const row = await tx
    .selectFrom('sign_in_delay')
    .select(['failures', 'next_attempt_at as nextAttemptAt'])
    .where('key_hash', '=', keyHash)
    .forUpdate()
    .executeTakeFirst()
  // Gone between the two: somebody else signed in rightly.
  return row ?? { failures: 0, nextAttemptAt: now }
}

export const saveDelay = async (tx: Tx, keyHash: Buffer, delay: SignInDelay): Promise<void> => {
  const row = { failures: delay.failures, next_attempt_at: delay.nextAttemptAt }
  await tx
    .insertInto('sign_in_delay')
    .values({ key_hash: keyHash, ...row })
    .onConflict((conflict) => conflict.column('key_hash').doUpdateSet(row))
    .execute()
}

export const clearDelay = async (reader: Reader, keyHash: Buffer): Promise<void> => {
  await reader.deleteFrom('sign_in_delay').where('key_hash', '=', keyHash).execute()
}

export const forgetDelays = async (reader: Reader, before: Temporal.Instant): Promise<number> => {
  const forgotten = await reader.deleteFrom('sign_in_delay').where('next_attempt_at', '<', before).executeTakeFirst()
  return Number(forgotten.numDeletedRows)
}
