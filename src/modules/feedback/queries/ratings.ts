import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type RatingAnswers, satisfiedFrom } from '../domain/rating.ts'

export type GivenRating = {
  readonly score: number
  readonly answers: RatingAnswers
  readonly comment: string
  readonly ratedAt: Temporal.Instant
}

/** What was said of the service in a dossier. Comments are for its agencies and its owner, never for the public. */
export const findRating = async (reader: Reader, dossierId: string): Promise<GivenRating | null> => {
  const row = await reader.selectFrom('rating').selectAll().where('dossier_id', '=', dossierId).executeTakeFirst()
  if (row === undefined) return null
  const answers = z.record(z.string(), z.number()).parse(row.answers)
  return { score: row.score, answers, comment: row.comment, ratedAt: row.rated_at }
}

export type AgencyRatings = {
  readonly agencyId: string
  readonly agencyName: string
  readonly ratings: number
  readonly average: number
  /** Those of score 4 and 5. */
  readonly satisfied: number
  /** How many gave 1, 2, 3, 4 and 5. */
  readonly byScore: readonly [number, number, number, number, number]
}

export type RatingPeriod = {
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** Whose service is rated: of the agency that received the dossiers, or that decided them. */
  readonly side: 'receiving' | 'deciding'
}

const countOf = (score: number) => sql<number>`count(*) filter (where rating.score = ${score})`

/** The ratings given in a period by agency, in one statement; agencies without ratings are not in it. */
export const ratingsByAgency = async (reader: Reader, period: RatingPeriod): Promise<readonly AgencyRatings[]> => {
  const agencyColumn = period.side === 'receiving' ? 'dossier.receiving_agency_id' : 'dossier.deciding_agency_id'
  const rows = await reader
    .selectFrom('rating')
    .innerJoin('dossier', 'dossier.id', 'rating.dossier_id')
    .innerJoin('agency', 'agency.id', agencyColumn)
    .select(['agency.id', 'agency.name'])
    .select((select) => [
      select.fn.countAll<number>().as('ratings'),
      select.fn.avg<number>('rating.score').as('average'),
      sql<number>`count(*) filter (where rating.score >= ${satisfiedFrom})`.as('satisfied'),
    ])
    .select([
      countOf(1).as('one'),
      countOf(2).as('two'),
      countOf(3).as('three'),
      countOf(4).as('four'),
      countOf(5).as('five'),
    ])
    .where('rating.rated_at', '>=', period.from)
    .where('rating.rated_at', '<', period.until)
    .groupBy(['agency.id', 'agency.name'])
    .orderBy('agency.name')
    .orderBy('agency.id')
    .execute()
  return rows.map((row) => ({
    agencyId: row.id,
    agencyName: row.name,
    ratings: row.ratings,
    average: row.average,
    satisfied: row.satisfied,
    byScore: [row.one, row.two, row.three, row.four, row.five],
  }))
}
