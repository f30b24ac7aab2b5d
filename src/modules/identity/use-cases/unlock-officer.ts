import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { type Actor, agencyIdsWithRole, hasRole, postFor } from '../domain/actor.ts'
import type { UnlockRefusal } from '../domain/refusals.ts'
import { findAccountForUpdate, reopenAccount } from '../store/accounts.ts'
import { isInRemitOf } from '../store/administrator-remit.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

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
): Promise<Result<null, UnlockRefusal>> =>
  inTransaction<null, UnlockRefusal>(database, async (tx) => {
    if (!hasRole(actor, 'administrator')) return refuse({ code: 'account.not-administrator' })
    if (actor.accountId === command.accountId) return refuse({ code: 'account.own' })
    if (command.reason === '') return refuse({ code: 'account.reason-missing' })
    const account = await findAccountForUpdate(tx, command.accountId)
    const agencyIds = agencyIdsWithRole(actor, 'administrator')
    if (account?.officerId == null || !(await isInRemitOf(tx, agencyIds, account.officerId)))
      return refuse({ code: 'account.unknown' })
    const now = clock.now()
    await reopenAccount(tx, account.id, now)
    await writeSignInLog(tx, { at: now, accountId: account.id, kind: 'unlocked', detail: command.reason })
    const postId = postFor(actor, 'administrator', agencyIds[0] ?? '')?.postId
    await appendAction(tx, {
      subjectKind: 'account',
      subjectId: account.id,
      type: 'account.unlocked',
      actor: { kind: 'officer', id: actor.officerId, ...(postId === undefined ? {} : { postId }) },
      occurredAt: now,
      recordedAt: now,
      detail: { wasLocked: account.lockedAt !== null, wasDisabled: account.disabledAt !== null },
    })
    return accept(null)
  })
