import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { CitizenActor, OfficerActor } from '../../domain/actor.ts'
import { endOwnSession, endSessionsOf } from '../../store/sessions.ts'
import { writeSignInLog } from '../../store/sign-in-log.ts'

export type SessionDeps = { readonly database: Database; readonly clock: Clock }

export const EndSession = z.object({ sessionId: z.uuid() })
export type EndSession = z.infer<typeof EndSession>

/** Ends one of a person's own sessions, wherever it is. */
export const endSessionElsewhere = (
  { database, clock }: SessionDeps,
  { accountId }: CitizenActor | OfficerActor,
  { sessionId }: EndSession,
): Promise<Result<null, { readonly code: 'session.unknown' }>> =>
  inTransaction(database, async (tx) => {
    if (!(await endOwnSession(tx, accountId, sessionId))) return refuse({ code: 'session.unknown' as const })
    await writeSignInLog(tx, { at: clock.now(), accountId, kind: 'signed-out', detail: 'elsewhere' })
    return accept(null)
  })

/** Ends all of a person's sessions but the one that asks. Returns how many. */
export const endOtherSessions = (
  { database, clock }: SessionDeps,
  { accountId }: CitizenActor | OfficerActor,
  tokenHash: Buffer,
): Promise<number> =>
  database.transaction().execute(async (tx) => {
    const ended = await endSessionsOf(tx, accountId, tokenHash)
    if (ended > 0) await writeSignInLog(tx, { at: clock.now(), accountId, kind: 'signed-out', detail: 'elsewhere' })
    return ended
  })
