import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { Actor } from '../domain/actor.ts'
import type { AccountDeedRefusal } from '../domain/refusals.ts'
import { reopenAccount } from '../store/accounts.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'
import { accountInRemit, administratorOf } from './account-in-remit.ts'

export const UnlockOfficer = z.object({
  accountId: z.uuid(),
  /** How it was made sure that the right person asks. */
  reason: z.string().trim().max(300),
})
export type UnlockOfficer = z.infer<typeof UnlockOfficer>

export type UnlockDeps = { readonly database: Database; readonly clock: Clock }

/**
 * An administrator opens an account that was locked after wrong passwords or had fallen out of use. Only accounts of officers below his agency, and
 * never his own.
 * @legal QCVN-12-2026 3.6.2.1.9
 */
export const unlockOfficer = (
  { database, clock }: UnlockDeps,
  actor: Actor,
  command: UnlockOfficer,
): Promise<Result<null, AccountDeedRefusal>> =>
  inTransaction<null, AccountDeedRefusal>(database, async (tx) => {
    const now = clock.now()
    const found = await accountInRemit(tx, actor, command, localDate(now))
    if (!found.ok) return found
    const { account, administrator } = found.value
    await reopenAccount(tx, account.id, now)
    await writeSignInLog(tx, { at: now, accountId: account.id, kind: 'unlocked', detail: command.reason })
    const detail = { wasLocked: account.lockedAt !== null, wasDisabled: account.disabledAt !== null }
    await appendAction(tx, {
      subjectKind: 'account',
      subjectId: account.id,
      type: 'account.unlocked',
      actor: administratorOf(administrator),
      occurredAt: now,
      recordedAt: now,
      detail,
    })
    return accept(null)
  })
