import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { SignInRefusal } from '../domain/refusals.ts'
import {
  type Account,
  countAttempt,
  findAccountForUpdate,
  lockWhenExhausted,
  takeBackAttempt,
} from '../store/accounts.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

/**
 * Takes one of the tries an officer's account has left, for a password as for a code. The row is locked only while counting, not while the
 * proof is checked.
 */
export const claimTry = (
  database: Database,
  accountId: string,
  tries: number,
): Promise<Result<Account, SignInRefusal>> =>
  inTransaction<Account, SignInRefusal>(database, async (tx) => {
    const account = await findAccountForUpdate(tx, accountId)
    if (account === null) return refuse({ code: 'sign-in.wrong' })
    if (account.lockedAt !== null) return refuse({ code: 'sign-in.locked' })
    if (account.failedAttempts >= tries) return refuse({ code: 'sign-in.busy' })
    await countAttempt(tx, accountId)
    return accept(account)
  })

export type FailedTry = { readonly source: Buffer; readonly now: Temporal.Instant; readonly detail?: string }

/** Notes that a claimed try was wrong. Returns whether the account is locked by it. */
export const noteFailure = (
  database: Database,
  accountId: string,
  tries: number,
  { source, now: at, detail = '' }: FailedTry,
): Promise<boolean> =>
  database.transaction().execute(async (tx) => {
    await writeSignInLog(tx, { at, accountId, kind: 'failed', source, detail })
    const isLocked = await lockWhenExhausted(tx, accountId, tries, at)
    if (isLocked) await writeSignInLog(tx, { at, accountId, kind: 'locked', source })
    return isLocked
  })

/** The password of a claimed try was right, but a second proof is still wanted: neither a failure nor a way in. */
export const giveBackTry = (database: Database, accountId: string): Promise<boolean> =>
  database.transaction().execute((tx) => takeBackAttempt(tx, accountId))
