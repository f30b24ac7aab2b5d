import { accept, type Result, refuse } from '#kernel/result.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import type { CitizenActor, OfficerActor } from '../domain/actor.ts'
import type { PasswordRefusal } from '../domain/refusals.ts'
import { type Account, findAccountForUpdate } from '../store/accounts.ts'
import { clearDelay } from '../store/sign-in-delays.ts'
import type { SignInDeps } from './begin-session.ts'
import { claimAttempt } from './claim-attempt.ts'

/** The session in which somebody changes his own account, and where it is (a keyed digest). */
export type OwnSession = { readonly tokenHash: Buffer; readonly source: Buffer }

export type ProofRefusal = Extract<PasswordRefusal, { code: 'password.wrong' | 'password.wait' | 'password.none' }>

/** An account of whose password the person at the machine has just given proof. */
export type ProvedAccount = Account & { readonly passwordHash: string }

/**
 * Whether the person at the machine is the owner of the session: a machine left open must not let others make the account their own. Wrong
 * tries are paused as they are at the door.
 */
export const provePassword = async (
  { database, clock, sealing }: SignInDeps,
  actor: CitizenActor | OfficerActor,
  password: string,
  session: OwnSession,
): Promise<Result<ProvedAccount, ProofRefusal>> => {
  const account = await database.transaction().execute((tx) => findAccountForUpdate(tx, actor.accountId))
  if (account === null || account.passwordHash === null) return refuse({ code: 'password.none' })
  const key = sealing.hash(`change-password ${account.id} ${session.source.toString('hex')}`)
  const claimed = await claimAttempt(database, key, clock.now())
  if (!claimed.ok) return refuse({ code: 'password.wait', seconds: claimed.refusal.seconds })
  if (!(await isPasswordOf(password, account.passwordHash))) return refuse({ code: 'password.wrong' })
  await clearDelay(database, key)
  return accept({ ...account, passwordHash: account.passwordHash })
}
