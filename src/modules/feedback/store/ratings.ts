import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { findSetting, type SettingKey } from '#platform/settings/settings.ts'
import { type RatingAnswers, RatingQuestion } from '../domain/rating.ts'

export const ratingQuestionsSetting = {
  key: 'feedback.questions',
  schema: z.array(RatingQuestion).max(30),
} as const satisfies SettingKey<readonly RatingQuestion[]>

/** What people are asked on a day; nothing beside the whole impression when the province set no questions. */
export const loadRatingQuestions = async (reader: Reader, on: Temporal.PlainDate): Promise<readonly RatingQuestion[]> =>
  (await findSetting(reader, ratingQuestionsSetting, on))?.value ?? []

export type RateableDossier = {
  readonly id: string
  readonly code: string
  readonly status: number
  readonly accountId: string | null
  readonly trackingKey: string
}

/** Locked, because its log gets an entry. */
export const lockRateableDossier = async (tx: Tx, id: string): Promise<RateableDossier | null> =>
  (await tx
    .selectFrom('dossier')
    .select(['id', 'code', 'status', 'account_id as accountId', 'tracking_key as trackingKey'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()) ?? null

export const isRated = async (reader: Reader, dossierId: string): Promise<boolean> =>
  (await reader.selectFrom('rating').select('id').where('dossier_id', '=', dossierId).executeTakeFirst()) !== undefined

export type NewRating = {
  readonly dossierId: string
  readonly score: number
  readonly answers: RatingAnswers
  readonly comment: string
  readonly ratedAt: Temporal.Instant
}

export const insertRating = async (tx: Tx, fresh: NewRating): Promise<void> => {
  await tx
    .insertInto('rating')
    .values({
      id: newId(),
      dossier_id: fresh.dossierId,
      score: fresh.score,
      answers: jsonb(fresh.answers),
      comment: fresh.comment,
      rated_at: fresh.ratedAt,
    })
    .execute()
}
