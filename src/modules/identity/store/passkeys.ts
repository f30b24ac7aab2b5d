import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { AccountKind } from './accounts.ts'

export type Passkey = {
  readonly id: string
  readonly accountId: string
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly signCount: number
  readonly transports: readonly string[]
}

export type NewPasskey = Passkey & {
  readonly name: string
  readonly isSynced: boolean
  readonly now: Temporal.Instant
}

/** False when the authenticator's key is known already, here or in another account. */
export const insertPasskey = async (tx: Tx, key: NewPasskey): Promise<boolean> => {
  const made = await tx
    .insertInto('passkey')
    .values({
      id: key.id,
      account_id: key.accountId,
      credential_id: key.credentialId,
      public_key: key.publicKey,
      sign_count: key.signCount,
      transports: [...key.transports],
      name: key.name,
      is_synced: key.isSynced,
      created_at: key.now,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

const columns = [
  'passkey.id',
  'account_id as accountId',
  'credential_id as credentialId',
  'public_key as publicKey',
  'sign_count as signCount',
  'transports',
] as const

export const findPasskey = async (reader: Reader, kind: AccountKind, credentialId: string): Promise<Passkey | null> =>
  (await reader
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account_id')
    .select(columns)
    .where('credential_id', '=', credentialId)
    .where('account.kind', '=', kind)
    .executeTakeFirst()) ?? null

export const passkeysOf = (reader: Reader, accountId: string): Promise<readonly Passkey[]> =>
  reader.selectFrom('passkey').select(columns).where('account_id', '=', accountId).orderBy('created_at').execute()

export const noteSigned = async (tx: Tx, id: string, signCount: number, now: Temporal.Instant): Promise<void> => {
  await tx.updateTable('passkey').set({ sign_count: signCount, last_used_at: now }).where('id', '=', id).execute()
}

export const renameOwnPasskey = async (tx: Tx, accountId: string, id: string, name: string): Promise<boolean> => {
  const renamed = await tx
    .updateTable('passkey')
    .set({ name })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return renamed.numUpdatedRows > 0n
}

export const removeOwnPasskey = async (tx: Tx, accountId: string, id: string): Promise<boolean> => {
  const removed = await tx
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return removed.numDeletedRows > 0n
}

export const removePasskeysOf = async (tx: Tx, accountId: string): Promise<void> => {
  await tx.deleteFrom('passkey').where('account_id', '=', accountId).execute()
}

/** Marks a question as answered. False when it has been answered before: what was signed once lets nobody in again. */
export const takeChallenge = async (tx: Tx, hash: Buffer, now: Temporal.Instant): Promise<boolean> => {
  const taken = await sql`insert into used_challenge (challenge_hash, used_at) values (${hash}, ${now})
    on conflict do nothing`.execute(tx)
  return (taken.numAffectedRows ?? 0n) > 0n
}

export const forgetChallenges = async (reader: Reader, before: Temporal.Instant): Promise<void> => {
  await reader.deleteFrom('used_challenge').where('used_at', '<', before).execute()
}
