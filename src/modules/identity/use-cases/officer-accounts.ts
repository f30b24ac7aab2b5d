import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type ActionActor, appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { hashPassword } from '#platform/secrets/passwords.ts'
import { passwordCost } from '../domain/account-settings.ts'
import type { OfficerLogin } from '../domain/officer-login.ts'
import { oneTimePasswordHours } from '../domain/second-factor.ts'
import { type Account, giveOneTimePassword, insertOfficerAccount, reopenAccount } from '../store/accounts.ts'
import { newOneTimePassword } from '../store/one-time-password.ts'
import { removePasskeysOf } from '../store/passkeys.ts'
import { removeApp } from '../store/second-factors.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

/** Told once to whoever asked and kept only as a hash; the next sign-in asks for another one. */
export type OneTimePassword = { readonly accountId: string; readonly login: string; readonly password: string }

/** One given in the place of a forgotten one; afterwards it lets nobody in. */
export type RenewedPassword = OneTimePassword & { readonly until: Temporal.Instant }

export type OfficerAccountRefusal = { readonly code: 'account.login-taken' }

/** In whose name an account is opened or given a new password. Whether he may is asked by the deed around it. */
export type AccountDeed = { readonly tx: Tx; readonly actor: ActionActor; readonly now: Temporal.Instant }

const freshPassword = async ({ tx, now }: AccountDeed): Promise<{ password: string; hash: string }> => {
  const password = newOneTimePassword()
  return { password, hash: await hashPassword(password, await settingOn(tx, passwordCost, localDate(now))) }
}

const record = (
  { tx, actor, now }: AccountDeed,
  accountId: string,
  type: string,
  detail: Record<string, unknown> = {},
): Promise<unknown> =>
  appendAction(tx, {
    subjectKind: 'account',
    subjectId: accountId,
    type,
    actor,
    occurredAt: now,
    recordedAt: now,
    detail,
  })

/** Gives an officer an account with a password for one sign-in, good until the account is closed as unused. Refused when somebody has the login. */
export const openOfficerAccount = async (
  deed: AccountDeed,
  { officerId, login }: { readonly officerId: string; readonly login: OfficerLogin },
): Promise<Result<OneTimePassword, OfficerAccountRefusal>> => {
  const { password, hash } = await freshPassword(deed)
  const accountId = newId()
  const account = { id: accountId, login, officerId, passwordHash: hash, now: deed.now }
  if (!(await insertOfficerAccount(deed.tx, account))) return refuse({ code: 'account.login-taken' })
  await record(deed, accountId, 'account.opened')
  return accept({ accountId, login, password })
}

export type PasswordRenewal = {
  /** How it was made sure that the right person asks. */
  readonly reason: string
  /** The device of the second factor is gone too: app, recovery codes and passkeys are taken away. */
  readonly withoutSecondFactor: boolean
}

/**
 * Gives the account of an officer a new password for one sign-in, to be used within its hours; opens the account when it was shut, and ends
 * its sessions.
 */
export const renewOfficerPassword = async (
  deed: AccountDeed,
  account: Account,
  { reason, withoutSecondFactor }: PasswordRenewal,
): Promise<RenewedPassword> => {
  const { tx, now } = deed
  const { password, hash } = await freshPassword(deed)
  const until = now.add({ hours: await settingOn(tx, oneTimePasswordHours, localDate(now)) })
  await giveOneTimePassword(tx, account, hash, until, now)
  await reopenAccount(tx, account.id, now)
  await endSessionsOf(tx, account.id, null)
  if (withoutSecondFactor) {
    await removeApp(tx, account.id)
    await removePasskeysOf(tx, account.id)
  }
  await writeSignInLog(tx, { at: now, accountId: account.id, kind: 'one-time-password', detail: reason })
  const wasLocked = account.lockedAt !== null
  await record(deed, account.id, 'account.password-renewed', { wasLocked, withoutSecondFactor })
  return { accountId: account.id, login: account.login, password, until }
}
