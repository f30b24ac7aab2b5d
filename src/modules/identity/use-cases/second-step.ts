import { z } from 'zod'
import { type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { stepOfCode } from '#platform/secrets/one-time-codes.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { officerTries } from '../domain/account-settings.ts'
import type { SecondStep, SignInRefusal } from '../domain/refusals.ts'
import { decideSecondStep, readTypedCode } from '../domain/second-factor.ts'
import { type Account, findAccountForUpdate } from '../store/accounts.ts'
import { passkeysOf } from '../store/passkeys.ts'
import { takeRecoveryCode, takeStep } from '../store/second-factors.ts'
import { settingOn } from '../store/settings.ts'
import { clearDelay } from '../store/sign-in-delays.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { Proof, SignedIn, SignInDeps, SignInFrom } from './begin-session.ts'
import { claimAttempt } from './claim-attempt.ts'
import { enterAccount, isSecondFactorRequired } from './enter-account.ts'
import { claimTry, noteFailure } from './officer-tries.ts'

/** Whose password was right, and when; sealed, because it stands for the password. */
const Pending = z.object({
  purpose: z.literal('second-step'),
  accountId: z.uuid(),
  /** Of which password: it is worth nothing once that has changed. */
  passwordChangedAt: z.number(),
  at: z.number(),
})

const pendingMinutes = 10

const sealPending = (sealing: Sealing, account: Account, now: Temporal.Instant): string => {
  const pending: z.infer<typeof Pending> = {
    purpose: 'second-step',
    accountId: account.id,
    passwordChangedAt: account.passwordChangedAt.epochMilliseconds,
    at: now.epochMilliseconds,
  }
  return sealing.seal(JSON.stringify(pending)).toString('base64url')
}

const openPending = (sealing: Sealing, sealed: string, now: Temporal.Instant): z.infer<typeof Pending> | null => {
  try {
    const pending = Pending.parse(JSON.parse(sealing.open(Buffer.from(sealed, 'base64url'))))
    return now.epochMilliseconds - pending.at < pendingMinutes * 60_000 ? pending : null
  } catch {
    return null
  }
}

/** What a right password of an account still leaves to do. */
export type AfterPassword =
  | { readonly kind: 'enter'; readonly mustSetUpSecondFactor: boolean }
  | ({ readonly kind: 'ask' } & SecondStep)

export const afterPassword = async (
  { database, sealing }: SignInDeps,
  account: Account,
  now: Temporal.Instant,
): Promise<AfterPassword> => {
  const isRequired = await isSecondFactorRequired(database, account, localDate(now))
  const hasApp = account.appSealed !== null
  const passkeys = hasApp || isRequired ? await passkeysOf(database, account.id) : []
  const step = decideSecondStep({ hasApp, hasPasskey: passkeys.length > 0, isRequired })
  if (step !== 'ask') return { kind: 'enter', mustSetUpSecondFactor: step === 'set-up' }
  return {
    kind: 'ask',
    pending: sealPending(sealing, account, now),
    takesCode: hasApp,
    passkeys: passkeys.map(({ credentialId, transports }) => ({ credentialId, transports })),
  }
}

export const CompleteSecondStep = z.object({
  pending: z.string().max(1_000),
  code: z.string().max(100),
})
export type CompleteSecondStep = z.infer<typeof CompleteSecondStep>

/** Takes the code of the app or a recovery code, once. Null when it is not right. */
const takeCode = async (
  tx: Tx,
  sealing: Sealing,
  account: Account,
  typed: string,
  now: Temporal.Instant,
): Promise<Proof | null> => {
  if (account.appSealed === null) return null
  const code = readTypedCode(typed)
  if (code.kind === 'recovery')
    return (await takeRecoveryCode(tx, sealing, account.id, code.code, now)) ? 'password+recovery' : null
  if (code.kind === 'none') return null
  const step = stepOfCode(sealing.open(account.appSealed), code.code, now)
  return step !== null && (await takeStep(tx, account.id, step)) ? 'password+code' : null
}

const enterWithCode = (
  { database, sealing }: SignInDeps,
  command: CompleteSecondStep,
  pending: z.infer<typeof Pending>,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<SignedIn, SignInRefusal>> =>
  inTransaction<SignedIn, SignInRefusal>(database, async (tx) => {
    const account = await findAccountForUpdate(tx, pending.accountId)
    if (account === null || account.passwordChangedAt.epochMilliseconds !== pending.passwordChangedAt)
      return refuse({ code: 'sign-in.second-step-over' })
    const proof = await takeCode(tx, sealing, account, command.code, now)
    if (proof === null) return refuse({ code: 'sign-in.code-wrong' })
    return enterAccount(tx, account, { from, now, proof, mustSetUpSecondFactor: false })
  })

/** A citizen's tries are paused for the account, wherever they come from: only who knows the password gets here. */
const completeAsCitizen = async (
  deps: SignInDeps,
  command: CompleteSecondStep,
  pending: z.infer<typeof Pending>,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const { database, sealing } = deps
  const { accountId } = pending
  const key = sealing.hash(`second-step ${accountId}`)
  const claimed = await claimAttempt(database, key, now)
  if (!claimed.ok) return refuse({ code: 'sign-in.wait', seconds: claimed.refusal.seconds })
  const entered = await enterWithCode(deps, command, pending, from, now)
  if (entered.ok) await clearDelay(database, key)
  else if (entered.refusal.code === 'sign-in.code-wrong')
    await writeSignInLog(database, { at: now, accountId, kind: 'failed', source: from.source, detail: 'code' })
  return entered
}

/** An officer's wrong codes count towards the lock as wrong passwords do. @legal QCVN-12-2026 3.6.2.1.9 */
const completeAsOfficer = async (
  deps: SignInDeps,
  command: CompleteSecondStep,
  pending: z.infer<typeof Pending>,
  from: SignInFrom,
  now: Temporal.Instant,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const { database } = deps
  const { accountId } = pending
  const tries = await settingOn(database, officerTries, localDate(now))
  const claimed = await claimTry(database, accountId, tries)
  if (!claimed.ok) return claimed
  const entered = await enterWithCode(deps, command, pending, from, now)
  if (entered.ok || entered.refusal.code !== 'sign-in.code-wrong') return entered
  const isLocked = await noteFailure(database, accountId, tries, { source: from.source, now, detail: 'code' })
  return isLocked ? refuse({ code: 'sign-in.locked' }) : entered
}

const accountOf = (database: Database, id: string): Promise<Account | null> =>
  database.transaction().execute((tx) => findAccountForUpdate(tx, id))

/** What the page of the second step shows again after a wrong code; null when the password must be given anew. */
export const findSecondStep = async (deps: SignInDeps, pending: string): Promise<SecondStep | null> => {
  const now = deps.clock.now()
  const opened = openPending(deps.sealing, pending, now)
  const account = opened === null ? null : await accountOf(deps.database, opened.accountId)
  if (account === null) return null
  const passkeys = await passkeysOf(deps.database, account.id)
  return {
    pending,
    takesCode: account.appSealed !== null,
    passkeys: passkeys.map(({ credentialId, transports }) => ({ credentialId, transports })),
  }
}

/** The second proof after a right password: a code of the app, or a recovery code. Either counts once. */
export const completeSecondStep = async (
  deps: SignInDeps,
  command: CompleteSecondStep,
  from: SignInFrom,
): Promise<Result<SignedIn, SignInRefusal>> => {
  const now = deps.clock.now()
  const pending = openPending(deps.sealing, command.pending, now)
  if (pending === null) return refuse({ code: 'sign-in.second-step-over' })
  const isOfficer = (await accountOf(deps.database, pending.accountId))?.kind === 'officer'
  return (isOfficer ? completeAsOfficer : completeAsCitizen)(deps, command, pending, from, now)
}
