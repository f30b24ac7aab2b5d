import type { Clock } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import { endSession } from '../store/sessions.ts'
import { writeSignInLog } from '../store/sign-in-log.ts'

export type SignOutDeps = { readonly database: Database; readonly clock: Clock }

/** Ends a session for good; harmless when it is over already. */
export const signOut = async ({ database, clock }: SignOutDeps, tokenHash: Buffer): Promise<void> => {
  await database.transaction().execute(async (tx) => {
    const accountId = await endSession(tx, tokenHash)
    if (accountId !== null) await writeSignInLog(tx, { at: clock.now(), accountId, kind: 'signed-out' })
  })
}
