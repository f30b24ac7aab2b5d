import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { hashPassword, isPasswordOf } from '#platform/secrets/passwords.ts'
import { passwordCost, passwordsRemembered } from '../domain/account-settings.ts'
import type { CitizenActor, OfficerActor } from '../domain/actor.ts'
import { faultsOfPassword } from '../domain/password-policy.ts'
import type { PasswordRefusal } from '../domain/refusals.ts'
import { type Account, findAccountForUpdate, passwordsBefore, savePassword } from '../store/accounts.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { settingOn } from '../store/settings.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import type { SignInDeps } from './begin-session.ts'
import { type OwnSession, provePassword } from './prove-password.ts'

export const ChangePassword = z.object({
  currentPassword: z.string().max(1_000),
  newPassword: z.string().max(1_000),
})
export type ChangePassword = z.infer<typeof ChangePassword>

/** Whether the password is the present one or one of those remembered. All are looked at, so that time tells nothing. */
const wasUsed = async (password: string, hashes: readonly string[]): Promise<boolean> => {
  let used = false
  for (const hash of hashes) used = (await isPasswordOf(password, hash)) || used
  return used
}

/** What is wrong with a new password of an account: too weak, or one of the last ones. */
export const judgeNewPassword = async (
  database: Database,
  account: Account,
  newPassword: string,
  today: Temporal.PlainDate,
): Promise<Extract<PasswordRefusal, { code: 'password.weak' | 'password.used-before' }> | null> => {
  const faults = faultsOfPassword(newPassword, account.login)
  if (faults.length > 0) return { code: 'password.weak', faults }
  const remembered = await settingOn(database, passwordsRemembered, today)
  const earlier = await passwordsBefore(database, account.id, remembered - 1)
  const hashes = account.passwordHash === null ? earlier : [account.passwordHash, ...earlier]
  return (await wasUsed(newPassword, hashes)) ? { code: 'password.used-before', remembered } : null
}

/**
 * Takes a new password: eight characters of four kinds, none of the last ten. Every other session of the account ends.
 * @legal QCVN-12-2026 3.6.2.1
 */
export const changePassword = async (
  deps: SignInDeps,
  actor: CitizenActor | OfficerActor,
  command: ChangePassword,
  session: OwnSession,
): Promise<Result<null, PasswordRefusal>> => {
  const { database, clock } = deps
  const now = clock.now()
  const today = localDate(now)
  const proved = await provePassword(deps, actor, command.currentPassword, session)
  if (!proved.ok) return proved
  const account = proved.value
  const fault = await judgeNewPassword(database, account, command.newPassword, today)
  if (fault !== null) return refuse(fault)
  const hash = await hashPassword(command.newPassword, await settingOn(database, passwordCost, today))
  return inTransaction<null, PasswordRefusal>(database, async (tx) => {
    const current = await findAccountForUpdate(tx, account.id)
    // Somebody changed it meanwhile: what was judged is not what stands there.
    if (current === null || current.passwordHash !== account.passwordHash) return refuse({ code: 'password.wrong' })
    await save(tx, actor, current, hash, session.tokenHash, now)
    return accept(null)
  })
}

const save = async (
  tx: Tx,
  actor: CitizenActor | OfficerActor,
  account: Account,
  hash: string,
  tokenHash: Buffer,
  now: Temporal.Instant,
): Promise<void> => {
  await savePassword(tx, account, hash, now)
  await endSessionsOf(tx, account.id, tokenHash)
  await writeSignInLog(tx, { at: now, accountId: account.id, kind: 'password-changed' })
  await appendAction(tx, {
    subjectKind: 'account',
    subjectId: account.id,
    type: 'account.password-changed',
    actor: { kind: actor.kind, id: actor.accountId },
    occurredAt: now,
    recordedAt: now,
    detail: {},
  })
}
