import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { decideAttempt } from '../domain/sign-in-delay.ts'
import { delayForUpdate, saveDelay } from '../store/sign-in-delays.ts'

/** Takes the right to one try under a key, or the seconds to wait. */
export const claimAttempt = (
  database: Database,
  keyHash: Buffer,
  now: Temporal.Instant,
): Promise<Result<null, { readonly code: 'wait'; readonly seconds: number }>> =>
  inTransaction(database, async (tx) => {
    const verdict = decideAttempt(await delayForUpdate(tx, keyHash, now), now)
    if (verdict.kind === 'wait') return refuse({ code: 'wait' as const, seconds: verdict.seconds })
    await saveDelay(tx, keyHash, verdict.next)
    return accept(null)
  })
