import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { localCitizenAccounts } from '../domain/account-settings.ts'
import type { PasskeyHandle, SignInRefusal } from '../domain/refusals.ts'
import { type AccountKind, findAccountForUpdate } from '../store/accounts.ts'
import { findPasskey, noteSigned, type Passkey, takeChallenge } from '../store/passkeys.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { SignedIn, SignInDeps, SignInFrom } from './begin-session.ts'
import { enterAccount } from './enter-account.ts'
import { hashOfChallenge, newChallenge, openChallenge, type RelyingParty } from './passkey-challenge.ts'

export type PasskeyDoor = {
  readonly options: PublicKeyCredentialRequestOptionsJSON
  /** Goes back with the answer. */
  readonly sealed: string
}

/** The question of the door: to any passkey of the site, or to those of the account whose password has been given. Touches no table. */
export const askPasskeyAtDoor = async (
  { sealing, clock }: Pick<SignInDeps, 'sealing' | 'clock'>,
  site: RelyingParty,
  among: readonly PasskeyHandle[] = [],
): Promise<PasskeyDoor> => {
  const { bytes, sealed } = newChallenge(sealing, null, clock.now())
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    challenge: bytes,
    userVerification: 'required',
    allowCredentials: among.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] })),
  })
  return { options, sealed }
}

export const SignInWithPasskey = z.object({
  answer: z.string().min(1).max(20_000),
  challenge: z.string().max(1_000),
})
export type SignInWithPasskey = z.infer<typeof SignInWithPasskey>

const Answer = z.looseObject({ id: z.string().min(1).max(1_364) })

const parseAnswer = (answer: string): AuthenticationResponseJSON | null => {
  try {
    return Answer.parse(JSON.parse(answer)) as unknown as AuthenticationResponseJSON
  } catch {
    return null
  }
}

/** How often the authenticator has signed, when its answer is right; null when it is not, or counts backwards as a copied key does. */
const judgeAnswer = async (
  answer: AuthenticationResponseJSON,
  challenge: string,
  site: RelyingParty,
  key: Passkey,
): Promise<number | null> => {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      credential: { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: key.signCount },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}

/**
 * Signs in with a passkey: the device is what one has, and the finger, face or PIN by which it knows its owner is the second proof, so no
 * password and no code is asked. A locked account stays locked.
 */
export const signInWithPasskey = async (
  deps: SignInDeps,
  kind: AccountKind,
  command: SignInWithPasskey,
  site: RelyingParty,
  from: SignInFrom,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const { database, clock, sealing } = deps
  const now = clock.now()
  if (kind === 'citizen' && !(await settingOn(database, localCitizenAccounts, localDate(now))))
    return refuse({ code: 'sign-in.local-accounts-off' })
  const challenge = openChallenge(sealing, command.challenge, null, now)
  if (challenge === null) return refuse({ code: 'sign-in.passkey-over' })
  const answer = parseAnswer(command.answer)
  const key = answer === null ? null : await findPasskey(database, kind, answer.id)
  const signCount = answer === null || key === null ? null : await judgeAnswer(answer, challenge, site, key)
  if (key === null || signCount === null) {
    const accountId = key?.accountId ?? null
    await writeSignInLog(database, { at: now, accountId, kind: 'failed', source: from.source, detail: 'passkey' })
    return refuse({ code: 'sign-in.passkey-wrong' })
  }
  return inTransaction<SignedIn, SignInRefusal>(database, async (tx) => {
    if (!(await takeChallenge(tx, hashOfChallenge(challenge), now))) return refuse({ code: 'sign-in.passkey-over' })
    const account = await findAccountForUpdate(tx, key.accountId)
    if (account === null) return refuse({ code: 'sign-in.passkey-wrong' })
    await noteSigned(tx, key.id, signCount, now)
    return enterAccount(tx, account, { from, now, proof: 'passkey', mustSetUpSecondFactor: false })
  })
}
