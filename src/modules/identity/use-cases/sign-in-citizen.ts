import { type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import { localCitizenAccounts } from '../domain/account-settings.ts'
import type { SignInRefusal } from '../domain/refusals.ts'
import { findAccountByLogin } from '../store/accounts.ts'
import { settingOn } from '../store/settings.ts'
import { clearDelay } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { SignedIn, SignIn, SignInDeps, SignInFrom } from './begin-session.ts'
import { claimAttempt } from './claim-attempt.ts'
import { enterAccount } from './enter-account.ts'
import { afterPassword } from './second-step.ts'

/** Under what the failures of one login from one source are counted. */
export const delayKeyOf = ({ sealing }: SignInDeps, login: string, source: Buffer): Buffer =>
  sealing.hash(`sign-in citizen ${login.toLowerCase()} ${source.toString('hex')}`)

/**
 * A citizen signs in with a password. After three failures of one login from one source the pause grows; the same login from elsewhere is
 * not touched by it, so nobody can keep another person out.
 */
export const signInCitizen = async (
  deps: SignInDeps,
  command: SignIn,
  from: SignInFrom,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const { database, clock } = deps
  const now = clock.now()
  const isOpen = await settingOn(database, localCitizenAccounts, localDate(now))
  if (!isOpen) return refuse({ code: 'sign-in.local-accounts-off' })
  const key = delayKeyOf(deps, command.login, from.source)
  const claimed = await claimAttempt(database, key, now)
  if (!claimed.ok) return refuse({ code: 'sign-in.wait', seconds: claimed.refusal.seconds })
  const account = await findAccountByLogin(database, 'citizen', command.login)
  const isRight = await isPasswordOf(command.password, account?.passwordHash ?? null)
  if (account === null || !isRight) {
    await writeSignInLog(database, { at: now, accountId: account?.id ?? null, kind: 'failed', source: from.source })
    return refuse({ code: 'sign-in.wrong' })
  }
  const next = await afterPassword(deps, account, now)
  if (next.kind === 'ask') {
    const { kind: _, ...step } = next
    await clearDelay(database, key)
    return refuse({ code: 'sign-in.second-step', ...step })
  }
  return inTransaction<SignedIn, SignInRefusal>(database, async (tx) => {
    await clearDelay(tx, key)
    return enterAccount(tx, account, { from, now, proof: 'password', mustSetUpSecondFactor: false })
  })
}
