import { type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import { officerTries } from '../domain/account-settings.ts'
import type { SignInRefusal } from '../domain/refusals.ts'
import { findAccountByLogin } from '../store/accounts.ts'
import { settingOn } from '../store/settings.ts'
import { delayForUpdate, saveDelay } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { SignedIn, SignIn, SignInDeps, SignInFrom } from './begin-session.ts'
import { enterAccount } from './enter-account.ts'
import { claimTry, giveBackTry, noteFailure } from './officer-tries.ts'
import { afterPassword } from './second-step.ts'

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
 * An officer signs in with a password, and where a second factor is set up goes on to it. Five failures in a row close the account until an administrator opens it, in whatever order tries made at the
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
    const isLocked = await noteFailure(database, account.id, tries, { source: from.source, now })
    return refuse({ code: isLocked ? 'sign-in.locked' : 'sign-in.wrong' })
  }
  const next = await afterPassword(deps, account, now)
  if (next.kind === 'ask') {
    const { kind: _, ...step } = next
    const isOpen = await giveBackTry(database, account.id)
    return refuse(isOpen ? { code: 'sign-in.second-step', ...step } : { code: 'sign-in.locked' })
  }
  const { mustSetUpSecondFactor } = next
  return inTransaction<SignedIn, SignInRefusal>(database, (tx) =>
    enterAccount(tx, account, { from, now, proof: 'password', mustSetUpSecondFactor }),
  )
}
