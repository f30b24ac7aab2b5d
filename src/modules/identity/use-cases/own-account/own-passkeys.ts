import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { CitizenActor, OfficerActor } from '../../domain/actor.ts'
import type { PasskeyRefusal } from '../../domain/refusals.ts'
import { findAccountForUpdate } from '../../store/accounts.ts'
import {
  insertPasskey,
  type Passkey,
  passkeysOf,
  removeOwnPasskey,
  renameOwnPasskey,
  takeChallenge,
} from '../../store/passkeys.ts'
import { hasPasskey } from '../../store/second-factors.ts'
import { askForSecondFactor, settleSecondFactor } from '../../store/sessions.ts'
import type { SignInDeps } from '../begin-session.ts'
import { isSecondFactorRequired } from '../enter-account.ts'
import { hashOfChallenge, newChallenge, openChallenge, type RelyingParty } from '../passkey-challenge.ts'
import { type OwnSession, provePassword } from '../prove-password.ts'
import { noteOwnDeed } from './account-deed.ts'

type Person = CitizenActor | OfficerActor

/** EdDSA, ES256 and RS256 (COSE): what authenticators have. Named here, so that the library tries no algorithm that Node calls experimental. */
const algorithms = [-8, -7, -257]

/** More than anybody has devices. */
const mostPasskeys = 20
const longestName = 60

export type PasskeyQuestion = {
  readonly options: PublicKeyCredentialCreationOptionsJSON
  /** Goes back with the answer. */
  readonly sealed: string
}

/** What the browser asks an authenticator to make a key for: one that finds itself at the door and knows its owner (finger, face, PIN). */
export const askForPasskey = async (
  { database, sealing, clock }: SignInDeps,
  person: Person,
  login: string,
  site: RelyingParty,
): Promise<PasskeyQuestion> => {
  const { bytes, sealed } = newChallenge(sealing, person.accountId, clock.now())
  const known = await passkeysOf(database, person.accountId)
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userName: login,
    userDisplayName: person.fullName,
    userID: new Uint8Array(Buffer.from(person.accountId.replaceAll('-', ''), 'hex')),
    challenge: bytes,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, sealed }
}

export const AddPasskey = z.object({
  /** What the authenticator answered, as JSON. */
  answer: z.string().max(20_000),
  challenge: z.string().max(1_000),
  name: z.string().max(200).transform(tidy),
  password: z.string().max(1_000),
})
export type AddPasskey = z.infer<typeof AddPasskey>

type Judged = Pick<Passkey, 'credentialId' | 'publicKey' | 'signCount' | 'transports'> & { readonly isSynced: boolean }

/** The key of an answer that is one to the question. Null for anything else. */
const judgeAnswer = async (answer: string, challenge: string, site: RelyingParty): Promise<Judged | null> => {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) return null
    const { credential, credentialBackedUp } = registrationInfo
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: z
        .array(z.string().max(20))
        .max(10)
        .parse(credential.transports ?? []),
      isSynced: credentialBackedUp,
    }
  } catch {
    return null
  }
}

const nameFault = (name: string): boolean => name === '' || name.length > longestName

/** Adds a passkey to one's own account, once the password is given: a machine left open must not become a way in for others. */
export const addPasskey = async (
  deps: SignInDeps,
  person: Person,
  command: AddPasskey,
  site: RelyingParty,
  session: OwnSession,
): Promise<Result<null, PasskeyRefusal>> => {
  const now = deps.clock.now()
  const { accountId } = person
  if (nameFault(command.name)) return refuse({ code: 'passkey.name-missing' })
  const challenge = openChallenge(deps.sealing, command.challenge, accountId, now)
  if (challenge === null) return refuse({ code: 'passkey.over' })
  const proved = await provePassword(deps, person, command.password, session)
  if (!proved.ok) return proved
  const key = await judgeAnswer(command.answer, challenge, site)
  if (key === null) return refuse({ code: 'passkey.invalid' })
  return inTransaction<null, PasskeyRefusal>(deps.database, async (tx) => {
    await findAccountForUpdate(tx, accountId)
    if (!(await takeChallenge(tx, hashOfChallenge(challenge), now))) return refuse({ code: 'passkey.over' })
    if ((await passkeysOf(tx, accountId)).length >= mostPasskeys) return refuse({ code: 'passkey.too-many' })
    const isNew = await insertPasskey(tx, { ...key, id: newId(), accountId, name: command.name, now })
    if (!isNew) return refuse({ code: 'passkey.known-already' })
    await settleSecondFactor(tx, accountId, session.tokenHash)
    await noteOwnDeed(tx, person, { kind: 'passkey-added', type: 'account.passkey-added' }, now)
    return accept(null)
  })
}

export const NamePasskey = z.object({ passkeyId: z.uuid(), name: z.string().max(200).transform(tidy) })
export type NamePasskey = z.infer<typeof NamePasskey>

export const namePasskey = (
  { database }: Pick<SignInDeps, 'database'>,
  { accountId }: Person,
  { passkeyId, name }: NamePasskey,
): Promise<Result<null, PasskeyRefusal>> =>
  inTransaction<null, PasskeyRefusal>(database, async (tx) => {
    if (nameFault(name)) return refuse({ code: 'passkey.name-missing' })
    return (await renameOwnPasskey(tx, accountId, passkeyId, name)) ? accept(null) : refuse({ code: 'passkey.unknown' })
  })

export const RemovePasskey = z.object({ passkeyId: z.uuid(), password: z.string().max(1_000) })
export type RemovePasskey = z.infer<typeof RemovePasskey>

/** Takes a passkey away. Where a second factor is required and this was the last, another must be set up before anything else. */
export const removePasskey = async (
  deps: SignInDeps,
  person: Person,
  { passkeyId, password }: RemovePasskey,
  session: OwnSession,
): Promise<Result<null, PasskeyRefusal>> => {
  const now = deps.clock.now()
  const proved = await provePassword(deps, person, password, session)
  if (!proved.ok) return proved
  const account = proved.value
  return inTransaction<null, PasskeyRefusal>(deps.database, async (tx) => {
    await findAccountForUpdate(tx, account.id)
    if (!(await removeOwnPasskey(tx, account.id, passkeyId))) return refuse({ code: 'passkey.unknown' })
    const isLast = account.appSealed === null && !(await hasPasskey(tx, account.id))
    if (isLast && (await isSecondFactorRequired(tx, account, localDate(now))))
      await askForSecondFactor(tx, session.tokenHash)
    await noteOwnDeed(tx, person, { kind: 'passkey-removed', type: 'account.passkey-removed' }, now)
    return accept(null)
  })
}
