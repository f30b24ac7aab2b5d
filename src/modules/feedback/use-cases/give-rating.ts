import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { sameSecret } from '#platform/secrets/sealing.ts'
import { answersTo, mayRate, type RatingRefusal, Score } from '../domain/rating.ts'
import {
  insertRating,
  isRated,
  loadRatingQuestions,
  lockRateableDossier,
  type RateableDossier,
} from '../store/ratings.ts'

export const GiveRating = z.object({
  dossierId: z.uuid(),
  /** Given on the papers of the dossier: whoever holds it speaks for the owner. */
  trackingKey: z.string().max(200).optional(),
  score: Score,
  answers: z.record(z.string().max(60), Score).default({}),
  comment: z
    .string()
    .max(2_000)
    // No sign that a database or a page cannot show.
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[^\P{C}\n]/gu, ' ')
        .trim(),
    )
    .default(''),
})
export type GiveRating = z.infer<typeof GiveRating>

export type FeedbackDeps = { readonly database: Database; readonly clock: Clock }

const speaksForOwner = (actor: Actor, dossier: RateableDossier, command: GiveRating): boolean =>
  (actor.kind === 'citizen' && actor.accountId === dossier.accountId) ||
  (command.trackingKey !== undefined && sameSecret(command.trackingKey, dossier.trackingKey))

const tell = async (
  tx: Tx,
  deps: FeedbackDeps,
  actor: Actor,
  dossier: RateableDossier,
  score: number,
): Promise<void> => {
  const now = deps.clock.now()
  const subject = { subjectKind: 'dossier', subjectId: dossier.id, type: 'feedback.rated', occurredAt: now }
  const who = actor.kind === 'citizen' ? { kind: actor.kind, id: actor.accountId } : { kind: 'anonymous' as const }
  await appendAction(tx, { ...subject, actor: who, recordedAt: now, detail: { score } })
  await publishEvent(tx, { ...subject, data: { code: dossier.code, score } })
}

/** Says how the service was, once for a dossier and only when it has been settled. What is written stays out of the log. */
export const giveRating = (
  deps: FeedbackDeps,
  actor: Actor,
  command: GiveRating,
): Promise<Result<null, RatingRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, RatingRefusal>> => {
    const dossier = await lockRateableDossier(tx, command.dossierId)
    if (dossier === null || !speaksForOwner(actor, dossier, command))
      return refuse({ code: 'rating.dossier-not-found' })
    if (!mayRate(dossier.status)) return refuse({ code: 'rating.not-settled-yet' })
    if (await isRated(tx, dossier.id)) return refuse({ code: 'rating.given-already' })
    const ratedAt = deps.clock.now()
    const questions = await loadRatingQuestions(tx, localDate(ratedAt))
    const { score, comment } = command
    await insertRating(tx, {
      dossierId: dossier.id,
      score,
      comment,
      answers: answersTo(questions, command.answers),
      ratedAt,
    })
    await tell(tx, deps, actor, dossier, score)
    return accept(null)
  })
