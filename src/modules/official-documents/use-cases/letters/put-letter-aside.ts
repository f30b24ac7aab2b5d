import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { findLetterForUpdate, markLetterAside } from '../../store/letters.ts'
import { actionActorOf, type DocumentDeps } from '../scene.ts'

export const PutLetterAside = z.strictObject({
  letterId: z.uuid(),
  reason: z.string().transform(tidy).pipe(z.string().min(1).max(500)),
})
export type PutLetterAside = z.infer<typeof PutLetterAside>

/** The clerk says why a letter is no document; it stays here with its reason and waits no more. */
export const putLetterAside = async (
  deps: DocumentDeps,
  actor: Actor,
  { letterId, reason }: PutLetterAside,
): Promise<Result<null, DocumentRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, DocumentRefusal>> => {
    const letter = await findLetterForUpdate(tx, letterId)
    const post = letter === null ? undefined : postFor(actor, 'clerk', letter.agencyId)
    if (letter === null || post === undefined || actor.kind !== 'officer') return refuse({ code: 'document.not-found' })
    if (!letter.isWaiting) return refuse({ code: 'document.work-done-already' })
    const now = deps.clock.now()
    await markLetterAside(tx, letterId, { at: now, by: actor.officerId, reason })
    await appendAction(tx, {
      subjectKind: 'mailed-letter',
      subjectId: letterId,
      type: 'letter.set-aside',
      actor: actionActorOf(actor, post),
      occurredAt: now,
      recordedAt: now,
      detail: {},
    })
    return accept(null)
  })
