import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type ActionActor, appendAction } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { hashPassword } from '#platform/secrets/passwords.ts'
import { passwordCost } from '../domain/account-settings.ts'
import type { OfficerLogin } from '../domain/officer-login.ts'
import { findAccountOfOfficer, giveOneTimePassword, insertOfficerAccount, reopenAccount } from '../store/accounts.ts'
import { newOneTimePassword } from '../store/one-time-password.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

/** Told once to whoever asked and kept only as a hash; the next sign-in asks for another one. */
export type OneTimePassword = { readonly accountId: string; readonly login: string; readonly password: string }

export type OfficerAccountRefusal = { readonly code: 'account.login-taken' } | { readonly code: 'account.none' }

/** In whose name an account is opened or given a new password. Whether he may is asked by the deed around it. */
export type AccountDeed = { readonly tx: Tx; readonly actor: ActionActor; readonly now: Temporal.Instant }

const freshPassword = async ({ tx, now }: AccountDeed): Promise<{ password: string; hash: string }> => {
  const password = newOneTimePassword()
  return { password, hash: await hashPassword(password, await settingOn(tx, passwordCost, localDate(now))) }
}

const record = ({ tx, actor, now }: AccountDeed, accountId: string, type: string): Promise<unknown> =>
  appendAction(tx, {
    subjectKind: 'account',
    subjectId: accountId,
    type,
    actor,
    occurredAt: now,
    recordedAt: now,
    detail: {},
  })

/** Gives an officer an account with a password for one sign-in. Refused when somebody has the login. */
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

/** Gives the account of an officer a new password for one sign-in, opens it when it was shut, and ends its sessions. */
export const renewOfficerPassword = async (
  deed: AccountDeed,
  officerId: string,
): Promise<Result<OneTimePassword, OfficerAccountRefusal>> => {
  const { tx, now } = deed
  const account = await findAccountOfOfficer(tx, officerId)
  if (account === null) return refuse({ code: 'account.none' })
  const { password, hash } = await freshPassword(deed)
  await giveOneTimePassword(tx, account, hash, now)
  await reopenAccount(tx, account.id, now)
  await endSessionsOf(tx, account.id, null)
  await writeSignInLog(tx, { at: now, accountId: account.id, kind: 'unlocked', detail: 'one-time-password' })
  await record(deed, account.id, 'account.password-renewed')
  return accept({ accountId: account.id, login: account.login, password })
}
