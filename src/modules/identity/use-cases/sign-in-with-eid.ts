import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import type { EidIdentity } from '../domain/eid-identity.ts'
import type { EidRefusal } from '../domain/refusals.ts'
import { insertCitizenAccount } from '../store/accounts.ts'
import { findByIdentity, insertCitizen, saveVouched } from '../store/citizens.ts'
import { type ExternalSubject, findLinkedForUpdate, linkSubject } from '../store/external-logins.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { beginSession, type SignedIn, type SignInDeps, type SignInFrom } from './begin-session.ts'

/** Whom the provider sent: its word for the person, and what it vouches for. */
export type EidPerson = ExternalSubject & { readonly identity: EidIdentity }

export type EidSignIn =
  | ({ readonly kind: 'signed-in' } & SignedIn)
  /**
   * An account with a password gives the same identity number. Only its password proves that it is the same person's: the person says
   * whether to link them or to go on apart.
   */
  | { readonly kind: 'choose' }

/** Ties a provider's subject to an account, takes over what is vouched for, and tells the log. False when the subject is taken. */
export const linkAccount = async (
  tx: Tx,
  deps: SignInDeps,
  person: EidPerson,
  accountId: string,
  now: Temporal.Instant,
): Promise<boolean> => {
  if (!(await linkSubject(tx, person, accountId, now))) return false
  await saveVouched(tx, deps.sealing, accountId, person.identity, now)
  await writeSignInLog(tx, { at: now, accountId, kind: 'linked', detail: 'eid' })
  await appendAction(tx, {
    subjectKind: 'account',
    subjectId: accountId,
    type: 'account.linked',
    actor: { kind: 'citizen', id: accountId },
    occurredAt: now,
    recordedAt: now,
    detail: { assurance: person.identity.assurance },
  })
  return true
}

const signedIn = async (
  tx: Tx,
  accountId: string,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<EidSignIn, EidRefusal>> => {
  const opened = await beginSession(tx, { id: accountId, kind: 'citizen' }, from, now, 'eid')
  return accept({ kind: 'signed-in', ...opened, accountId, mustChangePassword: false, mustSetUpSecondFactor: false })
}

/** Makes an account for somebody who has none. */
const createAccount = async (
  tx: Tx,
  deps: SignInDeps,
  person: EidPerson,
  now: Temporal.Instant,
): Promise<string | null> => {
  const accountId = newId()
  await insertCitizenAccount(tx, { id: accountId, login: `eid-${accountId}`, passwordHash: null, now })
  await insertCitizen(tx, deps.sealing, { ...person.identity, accountId, now })
  return (await linkAccount(tx, deps, person, accountId, now)) ? accountId : null
}

const alreadyLinked: EidRefusal = { code: 'eid.linked-elsewhere' }

type Way = 'ask-when-unsure' | 'own-account'

const tryOnce = (
  deps: SignInDeps,
  person: EidPerson,
  from: SignInFrom,
  way: Way,
): Promise<Result<EidSignIn, EidRefusal>> =>
  inTransaction<EidSignIn, EidRefusal>(deps.database, async (tx) => {
    const now = deps.clock.now()
    const linked = await findLinkedForUpdate(tx, person)
    if (linked !== null && linked.disabledAt !== null) return refuse({ code: 'eid.account-disabled' })
    if (linked !== null) {
      await saveVouched(tx, deps.sealing, linked.accountId, person.identity, now)
      return signedIn(tx, linked.accountId, from, now)
    }
    const same = await findByIdentity(tx, deps.sealing, person.identity.identityNumber)
    // Both are vouched for with the face: a province that changes its provider does not split people in two.
    const vouched = same.find(
      (one) => one.assurance === 'eid-2' && one.isLinked && person.identity.assurance === 'eid-2',
    )
    if (vouched === undefined && way === 'ask-when-unsure' && same.some((one) => one.hasPassword && !one.isLinked))
      return accept({ kind: 'choose' })
    const accountId =
      vouched === undefined
        ? await createAccount(tx, deps, person, now)
        : (await linkAccount(tx, deps, person, vouched.accountId, now))
          ? vouched.accountId
          : null
    return accountId === null ? refuse(alreadyLinked) : signedIn(tx, accountId, from, now)
  })

const enter = async (
  deps: SignInDeps,
  person: EidPerson,
  from: SignInFrom,
  way: Way,
): Promise<Result<EidSignIn, EidRefusal>> => {
  const first = await tryOnce(deps, person, from, way)
  // The same person came in twice at once; the other one made the account, so now it is found.
  return !first.ok && first.refusal.code === 'eid.linked-elsewhere' ? tryOnce(deps, person, from, way) : first
}

/**
 * Somebody comes from the eID provider. The account is found by the provider's word for the person, never by the identity number alone:
 * a declared number proves nothing.
 */
export const signInWithEid = (
  deps: SignInDeps,
  person: EidPerson,
  from: SignInFrom,
): Promise<Result<EidSignIn, EidRefusal>> => enter(deps, person, from, 'ask-when-unsure')

/** After the choice: an account of its own, apart from the one with the password. */
export const openEidAccount = (
  deps: SignInDeps,
  person: EidPerson,
  from: SignInFrom,
): Promise<Result<EidSignIn, EidRefusal>> => enter(deps, person, from, 'own-account')
