import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import { administratorPasswordDays, officerTries } from '../domain/account-settings.ts'
import type { SignInRefusal } from '../domain/refusals.ts'
import {
  type Account,
  askForNewPassword,
  countAttempt,
  findAccountByLogin,
  findAccountForUpdate,
  forgiveAttempts,
  lockWhenExhausted,
} from '../store/accounts.ts'
import { holdsRoleOn } from '../store/holds-role.ts'
import { settingOn } from '../store/settings.ts'
import { delayForUpdate, saveDelay } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { beginSession, type SignedIn, type SignIn, type SignInDeps, type SignInFrom } from './begin-session.ts'

/** Takes one of the tries an officer's account has left. The row is locked only while counting, not while the password is checked. */
const claimTry = (database: Database, accountId: string, tries: number): Promise<Result<Account, SignInRefusal>> =>
  inTransaction<Account, SignInRefusal>(database, async (tx) => {
    const account = await findAccountForUpdate(tx, accountId)
    if (account === null) return refuse({ code: 'sign-in.wrong' })
    if (account.lockedAt !== null) return refuse({ code: 'sign-in.locked' })
    if (account.failedAttempts >= tries) return refuse({ code: 'sign-in.busy' })
    await countAttempt(tx, accountId)
    return accept(account)
  })

const noteFailure = (
  { database }: SignInDeps,
  account: Account,
  tries: number,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<boolean> =>
  database.transaction().execute(async (tx) => {
    const { id: accountId } = account
    const { source } = from
    await writeSignInLog(tx, { at: now, accountId, kind: 'failed', source })
    const isLocked = await lockWhenExhausted(tx, accountId, tries, now)
    if (isLocked) await writeSignInLog(tx, { at: now, accountId, kind: 'locked', source })
    return isLocked
  })

/** An administrator's password lives two months; an officer's first one only until he has come in. */
const mustTakeNewPassword = async (tx: Tx, account: Account, now: Temporal.Instant): Promise<boolean> => {
  if (account.mustChangePassword) return true
  if (account.isDemo || account.officerId === null) return false
  const today = localDate(now)
  const days = await settingOn(tx, administratorPasswordDays, today)
  const isOld = now.since(account.passwordChangedAt).total('hours') > days * 24
  return isOld && (await holdsRoleOn(tx, account.officerId, 'administrator', today))
}

/** A login nobody has behaves like one that somebody has: it is shut after as many failures. */
const refuseUnknown = async (
  deps: SignInDeps,
  command: SignIn,
  tries: number,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<SignedIn, SignInRefusal>> => {
  await isPasswordOf(command.password, null)
  await writeSignInLog(deps.database, { at: now, accountId: null, kind: 'failed', source: from.source })
  const key = deps.sealing.hash(`sign-in nobody ${command.login.toLowerCase()}`)
  const failures = await countForNobody(deps.database, key, now)
  return refuse({ code: failures >= tries ? 'sign-in.locked' : 'sign-in.wrong' })
}

const countForNobody = (database: Database, key: Buffer, now: Temporal.Instant): Promise<number> =>
  database.transaction().execute(async (tx) => {
    const { failures } = await delayForUpdate(tx, key, now)
    await saveDelay(tx, key, { failures: failures + 1, nextAttemptAt: now })
    return failures + 1
  })

/**
 * An officer signs in with a password. Five failures in a row close the account until an administrator opens it, in whatever order tries made at the
 * same instant arrive.
 * @legal QCVN-12-2026 3.6.2.1.9
 */
export const signInOfficer = async (
  deps: SignInDeps,
  command: SignIn,
  from: SignInFrom,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const { database, clock } = deps
  const now = clock.now()
  const tries = await settingOn(database, officerTries, localDate(now))
  const known = await findAccountByLogin(database, 'officer', command.login)
  if (known === null) return refuseUnknown(deps, command, tries, from, now)
  const claimed = await claimTry(database, known.id, tries)
  if (!claimed.ok) return claimed
  const account = claimed.value
  if (!(await isPasswordOf(command.password, account.passwordHash))) {
    const isLocked = await noteFailure(deps, account, tries, from, now)
    return refuse({ code: isLocked ? 'sign-in.locked' : 'sign-in.wrong' })
  }
  return inTransaction<SignedIn, SignInRefusal>(database, async (tx) => {
    if (!(await forgiveAttempts(tx, account.id))) return refuse({ code: 'sign-in.locked' })
    if (account.disabledAt !== null) return refuse({ code: 'sign-in.disabled' })
    const mustChangePassword = await mustTakeNewPassword(tx, account, now)
    if (mustChangePassword) await askForNewPassword(tx, account.id)
    const opened = await beginSession(tx, account, from, now, 'password')
    return accept({ ...opened, accountId: account.id, mustChangePassword })
  })
}
