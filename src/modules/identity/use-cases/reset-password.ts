import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { hashPassword } from '#platform/secrets/passwords.ts'
import { localCitizenAccounts, passwordCost } from '../domain/account-settings.ts'
import type { ResetRefusal } from '../domain/refusals.ts'
import { passwordResetMinutes } from '../domain/second-factor.ts'
import { findAccountByLogin, findAccountForUpdate, savePassword } from '../store/accounts.ts'
import { emailOf } from '../store/citizens.ts'
import { findReset, insertReset, resetsSince, takeReset } from '../store/password-resets.ts'
import { looksLikeToken, newSessionToken } from '../store/session-token.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { SignInDeps } from './begin-session.ts'
import { judgeNewPassword } from './change-password.ts'
import { claimAttempt } from './claim-attempt.ts'

export const AskPasswordReset = z.object({ login: z.string().trim().min(1).max(254) })
export type AskPasswordReset = z.infer<typeof AskPasswordReset>

export const passwordResetTask = 'send-password-reset'

/** More letters in an hour help nobody who reads his mail. */
const lettersAnHour = 3

/**
 * A citizen has forgotten the password. Whatever the login, the same is done and answered: a job is put on the queue, and only there it is
 * looked at whether there is such an account. The login goes sealed, for the queue is read by operators.
 */
export const askPasswordReset = async (
  { database, clock, sealing }: SignInDeps,
  { login }: AskPasswordReset,
  source: Buffer,
): Promise<Result<null, { readonly code: 'reset.wait'; readonly seconds: number }>> => {
  const key = sealing.hash(`reset ${login.toLowerCase()} ${source.toString('hex')}`)
  const claimed = await claimAttempt(database, key, clock.now())
  if (!claimed.ok) return refuse({ code: 'reset.wait', seconds: claimed.refusal.seconds })
  const payload = { login: sealing.seal(login).toString('base64'), source: source.toString('base64') }
  await database.transaction().execute((tx) => enqueue(tx, passwordResetTask, payload))
  return accept(null)
}

const Payload = z.object({ login: z.base64(), source: z.base64() })

/** What the letter says: the link's token, told once, and how long it is good. */
export type ResetLetter = {
  readonly accountId: string
  readonly to: string
  readonly token: string
  readonly minutes: number
}

/**
 * The job behind it. Writes a letter in the same transaction as the link, where there is an account with a password and an address, and not
 * more than three an hour. The letter does not name the login: an address that was typed wrongly belongs to a stranger, who is not told what
 * the link opens.
 */
export const sendPasswordReset = async (
  { database, clock, sealing }: SignInDeps,
  payload: Record<string, unknown>,
  write: (tx: Tx, letter: ResetLetter) => Promise<void>,
): Promise<void> => {
  const { login, source } = Payload.parse(payload)
  const now = clock.now()
  const today = localDate(now)
  if (!(await settingOn(database, localCitizenAccounts, today))) return
  const minutes = await settingOn(database, passwordResetMinutes, today)
  await database.transaction().execute(async (tx) => {
    const found = await findAccountByLogin(tx, 'citizen', sealing.open(Buffer.from(login, 'base64')))
    const account = found === null ? null : await findAccountForUpdate(tx, found.id)
    if (account === null || account.passwordHash === null || account.disabledAt !== null) return
    const to = await emailOf(tx, account.id)
    if (to === '') return
    if ((await resetsSince(tx, account.id, now.subtract({ hours: 1 }))) >= lettersAnHour) return
    const token = newSessionToken()
    await insertReset(tx, account.id, token, { now, expiresAt: now.add({ minutes }) })
    await writeSignInLog(tx, {
      at: now,
      accountId: account.id,
      kind: 'reset-asked',
      source: Buffer.from(source, 'base64'),
    })
    await write(tx, { accountId: account.id, to, token, minutes })
  })
}

/** Whether the link of a letter still opens anything; looking does not use it up, for mail servers look at links too. */
export const isResetOpen = async ({ database, clock }: SignInDeps, token: string): Promise<boolean> =>
  looksLikeToken(token) && (await findReset(database, token, clock.now())) !== null

export const ResetPassword = z.object({ token: z.string().max(200), newPassword: z.string().max(1_000) })
export type ResetPassword = z.infer<typeof ResetPassword>

/**
 * Takes a new password by the link of a letter, once. Every session of the account ends and none begins: who has only the link still has to
 * know the login, and the code of the app where there is one.
 * @legal QCVN-12-2026 3.6.2.1
 */
export const resetPassword = async (
  deps: SignInDeps,
  { token, newPassword }: ResetPassword,
  source: Buffer,
): Promise<Result<null, ResetRefusal>> => {
  const { database, clock } = deps
  const now = clock.now()
  const today = localDate(now)
  const accountId = looksLikeToken(token) ? await findReset(database, token, now) : null
  if (accountId === null) return refuse({ code: 'reset.over' })
  const account = await database.transaction().execute((tx) => findAccountForUpdate(tx, accountId))
  if (account === null) return refuse({ code: 'reset.over' })
  const fault = await judgeNewPassword(database, account, newPassword, today)
  if (fault !== null) return refuse(fault)
  const hash = await hashPassword(newPassword, await settingOn(database, passwordCost, today))
  return inTransaction<null, ResetRefusal>(database, async (tx) => {
    const current = await findAccountForUpdate(tx, accountId)
    if (current === null || !(await takeReset(tx, token, accountId))) return refuse({ code: 'reset.over' })
    await savePassword(tx, current, hash, now)
    await endSessionsOf(tx, accountId, null)
    await writeSignInLog(tx, { at: now, accountId, kind: 'password-reset', source })
    await appendAction(tx, {
      subjectKind: 'account',
      subjectId: accountId,
      type: 'account.password-reset',
      actor: { kind: 'anonymous' },
      occurredAt: now,
      recordedAt: now,
      detail: {},
    })
    return accept(null)
  })
}
