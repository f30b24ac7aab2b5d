import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { Actor } from '../domain/actor.ts'
import type { AccountDeedRefusal } from '../domain/refusals.ts'
import { accountInRemit, administratorOf } from './account-in-remit.ts'
import { type RenewedPassword, renewOfficerPassword } from './officer-accounts.ts'
import type { UnlockDeps } from './unlock-officer.ts'

export const IssueOneTimePassword = z.object({
  accountId: z.uuid(),
  /** How it was made sure that the right person asks. */
  reason: z.string().trim().max(300),
  /** The device of the second factor is gone too: app, recovery codes and passkeys are taken away. */
  withoutSecondFactor: z.boolean(),
})
export type IssueOneTimePassword = z.infer<typeof IssueOneTimePassword>

/**
 * An administrator gives an officer who has forgotten the password one that is good for one sign-in. Only accounts of officers below his
 * agency, and never his own.
 * @legal QCVN-12-2026 3.6.2.1
 */
export const issueOneTimePassword = (
  { database, clock }: UnlockDeps,
  actor: Actor,
  command: IssueOneTimePassword,
): Promise<Result<RenewedPassword, AccountDeedRefusal>> =>
  inTransaction<RenewedPassword, AccountDeedRefusal>(database, async (tx) => {
    const now = clock.now()
    const found = await accountInRemit(tx, actor, command, localDate(now))
    if (!found.ok) return found
    const { account, administrator } = found.value
    const deed = { tx, actor: administratorOf(administrator), now }
    const { reason, withoutSecondFactor } = command
    return accept(await renewOfficerPassword(deed, account, { reason, withoutSecondFactor }))
  })
