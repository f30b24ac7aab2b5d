import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { isPasswordOf } from '#platform/secrets/passwords.ts'
import type { CitizenActor } from '../domain/actor.ts'
import type { DoorRefusal, EidRefusal } from '../domain/refusals.ts'
import { findAccountByLogin } from '../store/accounts.ts'
import { hashesOfIdentity, identityHashOf } from '../store/citizens.ts'
import { clearDelay } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { beginSession, type SignedIn, type SignIn, type SignInDeps, type SignInFrom } from './begin-session.ts'
import { claimAttempt } from './claim-attempt.ts'
import { delayKeyOf } from './sign-in-citizen.ts'
import { type EidPerson, linkAccount } from './sign-in-with-eid.ts'

/** An account that has declared another number is not this person's, or was declared wrongly: the person must correct it first. */
const link = async (
  tx: Tx,
  deps: SignInDeps,
  person: EidPerson,
  accountId: string,
  now: Temporal.Instant,
): Promise<Result<null, EidRefusal>> => {
  const declared = await identityHashOf(tx, accountId)
  const vouched = hashesOfIdentity(deps.sealing, person.identity.identityNumber)
  if (declared !== null && !vouched.some((hash) => hash.equals(declared))) return refuse({ code: 'eid.other-person' })
  return (await linkAccount(tx, deps, person, accountId, now)) ? accept(null) : refuse({ code: 'eid.linked-elsewhere' })
}

/** Links the electronic identity to an account whose password the person knows, and signs in to it. */
export const linkExternalLogin = async (
  deps: SignInDeps,
  person: EidPerson,
  proof: SignIn,
  from: SignInFrom,
): Promise<Result<SignedIn, EidRefusal | DoorRefusal>> => {
  const { database, clock } = deps
  const now = clock.now()
  const key = delayKeyOf(deps, proof.login, from.source)
  const claimed = await claimAttempt(database, key, now)
  if (!claimed.ok) return refuse({ code: 'sign-in.wait', seconds: claimed.refusal.seconds })
  const account = await findAccountByLogin(database, 'citizen', proof.login)
  const isRight = await isPasswordOf(proof.password, account?.passwordHash ?? null)
  if (account === null || !isRight) {
    await writeSignInLog(database, { at: now, accountId: account?.id ?? null, kind: 'failed', source: from.source })
    return refuse({ code: 'sign-in.wrong' })
  }
  if (account.disabledAt !== null) return refuse({ code: 'sign-in.disabled' })
  // Its password alone lets nobody in: the person signs in to it with both, and links from the page of the account.
  if (account.appSealed !== null) return refuse({ code: 'eid.second-step-first' })
  return inTransaction<SignedIn, EidRefusal | DoorRefusal>(database, async (tx) => {
    await clearDelay(tx, key)
    const linked = await link(tx, deps, person, account.id, now)
    if (!linked.ok) return linked
    const opened = await beginSession(tx, account, from, now, 'eid')
    return accept({
      ...opened,
      accountId: account.id,
      mustChangePassword: account.mustChangePassword,
      mustSetUpSecondFactor: false,
    })
  })
}

/** Links the electronic identity to the account somebody is signed in to. */
export const linkEidToOwnAccount = (
  deps: SignInDeps,
  actor: CitizenActor,
  person: EidPerson,
): Promise<Result<null, EidRefusal>> =>
  inTransaction<null, EidRefusal>(deps.database, (tx) => link(tx, deps, person, actor.accountId, deps.clock.now()))
