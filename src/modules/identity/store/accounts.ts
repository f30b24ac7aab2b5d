import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

export type AccountKind = 'citizen' | 'officer'

export type Account = {
  readonly id: string
  readonly kind: AccountKind
  readonly login: string
  readonly passwordHash: string | null
  readonly mustChangePassword: boolean
  readonly passwordChangedAt: Temporal.Instant
  readonly failedAttempts: number
  readonly lockedAt: Temporal.Instant | null
  readonly disabledAt: Temporal.Instant | null
  readonly officerId: string | null
  readonly isDemo: boolean
  /** Until when a one-time password lets anybody in; null for one of the person's own. */
  readonly oneTimeUntil: Temporal.Instant | null
  /** The sealed secret of the authenticator app. */
  readonly appSealed: Buffer | null
}

const columns = [
  'id',
  sql<AccountKind>`kind`.as('kind'),
  'login',
  'password_hash as passwordHash',
  'must_change_password as mustChangePassword',
  'password_changed_at as passwordChangedAt',
  'failed_attempts as failedAttempts',
  'locked_at as lockedAt',
  'disabled_at as disabledAt',
  'officer_id as officerId',
  'is_demo as isDemo',
  'one_time_until as oneTimeUntil',
  'totp_sealed as appSealed',
] as const

export const findAccountByLogin = async (reader: Reader, kind: AccountKind, login: string): Promise<Account | null> =>
  (await reader
    .selectFrom('account')
    .select(columns)
    .where('kind', '=', kind)
    .where('login', '=', login.toLowerCase())
    .executeTakeFirst()) ?? null

export const findAccountForUpdate = async (tx: Tx, id: string): Promise<Account | null> =>
  (await tx.selectFrom('account').select(columns).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()) ?? null

/** Counts a try as failed before its password is looked at. */
export const countAttempt = async (tx: Tx, id: string): Promise<void> => {
  await tx
    .updateTable('account')
    .set((account) => ({ failed_attempts: account('failed_attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Takes a counted try back: its password was right, though nobody is in yet. Returns false when the account was locked meanwhile. */
export const takeBackAttempt = async (tx: Tx, id: string): Promise<boolean> => {
  const taken = await tx
    .updateTable('account')
    .set((account) => ({ failed_attempts: sql`greatest(0, ${account.ref('failed_attempts')} - 1)` }))
    .where('id', '=', id)
    .where('locked_at', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

/** Forgets the failed tries of an account that is not locked. Returns false when it was locked meanwhile. */
export const forgiveAttempts = async (tx: Tx, id: string): Promise<boolean> => {
  const forgiven = await tx
    .updateTable('account')
    .set({ failed_attempts: 0 })
    .where('id', '=', id)
    .where('locked_at', 'is', null)
    .executeTakeFirst()
  return forgiven.numUpdatedRows > 0n
}

/** Locks an account that has used up its tries. Returns whether it was this call that locked it. */
export const lockWhenExhausted = async (tx: Tx, id: string, tries: number, now: Temporal.Instant): Promise<boolean> => {
  const locked = await tx
    .updateTable('account')
    .set({ locked_at: now })
    .where('id', '=', id)
    .where('locked_at', 'is', null)
    .where('failed_attempts', '>=', tries)
    .executeTakeFirst()
  return locked.numUpdatedRows > 0n
}

/** Opens an account again that was locked or had fallen out of use. */
export const reopenAccount = async (tx: Tx, id: string, now: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('account')
    .set({ locked_at: null, failed_attempts: 0, disabled_at: null, last_used_at: now })
    .where('id', '=', id)
    .execute()
}

export const askForNewPassword = async (tx: Tx, id: string): Promise<void> => {
  await tx.updateTable('account').set({ must_change_password: true }).where('id', '=', id).execute()
}

export type NewAccount = {
  readonly id: string
  readonly login: string
  readonly passwordHash: string | null
  readonly now: Temporal.Instant
}

export type NewOfficerAccount = NewAccount & { readonly officerId: string }

const insertAccount = async (tx: Tx, account: NewAccount, officer: NewOfficerAccount | null): Promise<boolean> => {
  const made = await tx
    .insertInto('account')
    .values({
      id: account.id,
      kind: officer === null ? 'citizen' : 'officer',
      login: account.login,
      officer_id: officer?.officerId ?? null,
      password_hash: account.passwordHash,
      must_change_password: officer !== null,
      password_changed_at: account.now,
      created_at: account.now,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'login']).doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Returns false when somebody has the login already. */
export const insertCitizenAccount = (tx: Tx, account: NewAccount): Promise<boolean> => insertAccount(tx, account, null)

/** An account whose password is good for one sign-in. Returns false when somebody has the login already. */
export const insertOfficerAccount = (tx: Tx, account: NewOfficerAccount): Promise<boolean> =>
  insertAccount(tx, account, account)

export const passwordsBefore = async (reader: Reader, id: string, remembered: number): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('password_history')
    .select('password_hash')
    .where('account_id', '=', id)
    .orderBy('used_until', 'desc')
    .limit(remembered)
    .execute()
  return rows.map((row) => row.password_hash)
}

type WithPassword = Pick<Account, 'id' | 'passwordHash'>

const replacePassword = async (
  tx: Tx,
  account: WithPassword,
  newHash: string,
  now: Temporal.Instant,
  oneTimeUntil: Temporal.Instant | null,
): Promise<void> => {
  if (account.passwordHash !== null) {
    await tx
      .insertInto('password_history')
      .values({ account_id: account.id, password_hash: account.passwordHash, used_until: now })
      .execute()
  }
  await tx
    .updateTable('account')
    .set({
      password_hash: newHash,
      must_change_password: oneTimeUntil !== null,
      one_time_until: oneTimeUntil,
      password_changed_at: now,
    })
    .where('id', '=', account.id)
    .execute()
}

export const savePassword = (tx: Tx, account: WithPassword, newHash: string, now: Temporal.Instant): Promise<void> =>
  replacePassword(tx, account, newHash, now, null)

/** A password that the next sign-in must replace, and that lets nobody in when its time is over. */
export const giveOneTimePassword = (
  tx: Tx,
  account: WithPassword,
  newHash: string,
  until: Temporal.Instant,
  now: Temporal.Instant,
): Promise<void> => replacePassword(tx, account, newHash, now, until)

/** Closes officers' accounts nobody has used since an instant; those of a demonstration stay. Returns their ids. */
export const disableUnused = async (
  tx: Tx,
  unusedSince: Temporal.Instant,
  now: Temporal.Instant,
): Promise<readonly string[]> => {
  const rows = await tx
    .updateTable('account')
    .set({ disabled_at: now })
    .where('kind', '=', 'officer')
    .where('is_demo', '=', false)
    .where('disabled_at', 'is', null)
    .where(sql<boolean>`coalesce(last_used_at, created_at) < ${unusedSince}`)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
