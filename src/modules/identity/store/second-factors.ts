import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { hashesOf, type Sealing } from '#platform/secrets/sealing.ts'
import { recoveryCodesGiven } from '../domain/second-factor.ts'

const codeDigits = 12

const newCode = (): string => Array.from({ length: codeDigits }, () => randomInt(10)).join('')

const words = (accountId: string, code: string): string => `recovery-code ${accountId} ${code}`

/** Gives an account new recovery codes; the old ones are worth nothing from now on. What is returned is told once. */
export const replaceRecoveryCodes = async (
  tx: Tx,
  sealing: Pick<Sealing, 'hash'>,
  accountId: string,
): Promise<readonly string[]> => {
  const codes = new Set<string>()
  while (codes.size < recoveryCodesGiven) codes.add(newCode())
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  await tx
    .insertInto('recovery_code')
    .values([...codes].map((code) => ({ account_id: accountId, code_hash: sealing.hash(words(accountId, code)) })))
    .execute()
  return [...codes]
}

/** Takes a recovery code. False when it is none of the account, or was taken before. */
export const takeRecoveryCode = async (
  tx: Tx,
  sealing: Pick<Sealing, 'hash' | 'earlier'>,
  accountId: string,
  code: string,
  now: Temporal.Instant,
): Promise<boolean> => {
  const taken = await tx
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', 'in', [...hashesOf(sealing, words(accountId, code))])
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

export const saveApp = async (
  tx: Tx,
  accountId: string,
  secretSealed: Buffer,
  step: number,
  now: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('account')
    .set({ totp_sealed: secretSealed, totp_since: now, totp_last_step: step })
    .where('id', '=', accountId)
    .execute()
}

/** Takes the code of a time step. False when one of this step or a later one was taken before: a code that was overheard is worth nothing. */
export const takeStep = async (tx: Tx, accountId: string, step: number): Promise<boolean> => {
  const taken = await tx
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', accountId)
    .where('totp_sealed', 'is not', null)
    .where((row) => row.or([row('totp_last_step', 'is', null), row('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

export const removeApp = async (tx: Tx, accountId: string): Promise<void> => {
  await tx
    .updateTable('account')
    .set({ totp_sealed: null, totp_since: null, totp_last_step: null })
    .where('id', '=', accountId)
    .execute()
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
}

/** How many recovery codes an account has left. */
export const recoveryCodesLeft = sql<number>`(
  select count(*)::int from recovery_code where recovery_code.account_id = account.id and used_at is null)`

/** How many accounts have recovery codes that they have not used. */
export const countRecoveryCodeHolders = async (reader: Reader): Promise<number> => {
  const answer = await sql<{ count: number }>`
    select count(distinct account_id)::int as count from recovery_code where used_at is null`.execute(reader)
  return answer.rows[0]?.count ?? 0
}

export const hasPasskey = async (reader: Reader, accountId: string): Promise<boolean> =>
  (await reader.selectFrom('passkey').select('id').where('account_id', '=', accountId).limit(1).executeTakeFirst()) !==
  undefined
