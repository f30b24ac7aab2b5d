import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { newCodeSecret, stepOfCode } from '#platform/secrets/one-time-codes.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { CitizenActor, OfficerActor } from '../../domain/actor.ts'
import type { SecondFactorRefusal } from '../../domain/refusals.ts'
import { readTypedCode } from '../../domain/second-factor.ts'
import { findAccountForUpdate } from '../../store/accounts.ts'
import { hasPasskey, removeApp, replaceRecoveryCodes, saveApp } from '../../store/second-factors.ts'
import { askForSecondFactor, endSessionsOf, settleSecondFactor } from '../../store/sessions.ts'
import type { SignInDeps } from '../begin-session.ts'
import { isSecondFactorRequired } from '../enter-account.ts'
import { type OwnSession, provePassword } from '../prove-password.ts'
import { noteOwnDeed } from './account-deed.ts'

type Person = CitizenActor | OfficerActor

/** The secret of an app that is being set up: carried, sealed, by the page until a code proves that the app has it. */
const Draft = z.object({ purpose: z.literal('app-secret'), accountId: z.uuid(), secret: z.string(), at: z.number() })

const draftMinutes = 60

export type AppDraft = { readonly secret: string; readonly sealed: string }

const openDraft = (sealing: Sealing, sealed: string, person: Person, now: Temporal.Instant): string | null => {
  try {
    const draft = Draft.parse(JSON.parse(sealing.open(Buffer.from(sealed, 'base64url'))))
    const isFresh = now.epochMilliseconds - draft.at < draftMinutes * 60_000
    return isFresh && draft.accountId === person.accountId ? draft.secret : null
  } catch {
    return null
  }
}

/** A secret to set an app up with: the one the page has shown already, or a fresh one. Nothing is kept of it until it is confirmed. */
export const draftApp = (
  { sealing, clock }: Pick<SignInDeps, 'sealing' | 'clock'>,
  person: Person,
  shownBefore = '',
): AppDraft => {
  const now = clock.now()
  const known = shownBefore === '' ? null : openDraft(sealing, shownBefore, person, now)
  if (known !== null) return { secret: known, sealed: shownBefore }
  const secret = newCodeSecret()
  const { accountId } = person
  const draft: z.infer<typeof Draft> = { purpose: 'app-secret', accountId, secret, at: now.epochMilliseconds }
  return { secret, sealed: sealing.seal(JSON.stringify(draft)).toString('base64url') }
}

export const SetUpApp = z.object({
  draft: z.string().max(1_000),
  code: z.string().max(100),
  password: z.string().max(1_000),
})
export type SetUpApp = z.infer<typeof SetUpApp>

/**
 * Sets an authenticator app up once a code shows that it has the secret. Every other session ends, for each began with a password alone.
 * Returns the recovery codes, told once.
 */
export const setUpApp = async (
  deps: SignInDeps,
  person: Person,
  command: SetUpApp,
  session: OwnSession,
): Promise<Result<readonly string[], SecondFactorRefusal>> => {
  const { database, clock, sealing } = deps
  const now = clock.now()
  const secret = openDraft(sealing, command.draft, person, now)
  if (secret === null) return refuse({ code: 'second-factor.over' })
  const typed = readTypedCode(command.code)
  const step = typed.kind === 'app' ? stepOfCode(secret, typed.code, now) : null
  if (step === null) return refuse({ code: 'second-factor.code-wrong' })
  const proved = await provePassword(deps, person, command.password, session)
  if (!proved.ok) return proved
  return inTransaction<readonly string[], SecondFactorRefusal>(database, async (tx) => {
    const account = await findAccountForUpdate(tx, person.accountId)
    if (account?.appSealed !== null) return refuse({ code: 'second-factor.on-already' })
    await saveApp(tx, account.id, sealing.seal(secret), step, now)
    const codes = await replaceRecoveryCodes(tx, sealing, account.id)
    await settleSecondFactor(tx, account.id, session.tokenHash)
    await endSessionsOf(tx, account.id, session.tokenHash)
    await noteOwnDeed(tx, person, { kind: 'second-factor-on', type: 'account.second-factor-on' }, now)
    return accept(codes)
  })
}

/** Takes the app away, with its recovery codes. Where a second factor is required, another one must be set up before anything else. */
export const removeOwnApp = async (
  deps: SignInDeps,
  person: Person,
  command: { readonly password: string },
  session: OwnSession,
): Promise<Result<null, SecondFactorRefusal>> => {
  const now = deps.clock.now()
  const proved = await provePassword(deps, person, command.password, session)
  if (!proved.ok) return proved
  return inTransaction<null, SecondFactorRefusal>(deps.database, async (tx) => {
    const account = await findAccountForUpdate(tx, person.accountId)
    if (account === null || account.appSealed === null) return refuse({ code: 'second-factor.off-already' })
    await removeApp(tx, account.id)
    const isRequired = await isSecondFactorRequired(tx, account, localDate(now))
    if (isRequired && !(await hasPasskey(tx, account.id))) await askForSecondFactor(tx, session.tokenHash)
    await noteOwnDeed(tx, person, { kind: 'second-factor-off', type: 'account.second-factor-off' }, now)
    return accept(null)
  })
}

/** New recovery codes in the place of the old ones, told once. */
export const renewRecoveryCodes = async (
  deps: SignInDeps,
  person: Person,
  command: { readonly password: string },
  session: OwnSession,
): Promise<Result<readonly string[], SecondFactorRefusal>> => {
  const proved = await provePassword(deps, person, command.password, session)
  if (!proved.ok) return proved
  return inTransaction<readonly string[], SecondFactorRefusal>(deps.database, async (tx) => {
    const account = await findAccountForUpdate(tx, person.accountId)
    if (account === null || account.appSealed === null) return refuse({ code: 'second-factor.off-already' })
    const codes = await replaceRecoveryCodes(tx, deps.sealing, account.id)
    await noteOwnDeed(tx, person, { kind: 'recovery-codes', type: 'account.recovery-codes' }, deps.clock.now())
    return accept(codes)
  })
}
