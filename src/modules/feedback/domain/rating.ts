import { z } from 'zod'

/** 1 very dissatisfied … 5 very satisfied. */
export const Score = z.number().int().min(1).max(5)
export type Score = z.infer<typeof Score>

/** From this score on a person counts as satisfied. */
export const satisfiedFrom = 4

/** A question asked beside the whole impression; the list is a dated setting. */
export const RatingQuestion = z.strictObject({
  key: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
  text: z.string().min(1).max(300),
})
export type RatingQuestion = z.infer<typeof RatingQuestion>

export type RatingAnswers = Readonly<Record<string, Score>>

export type RatingRefusal =
  /** Also said to whoever may not know that the dossier is there. */
  | { readonly code: 'rating.dossier-not-found' }
  | { readonly code: 'rating.not-settled-yet' }
  | { readonly code: 'rating.given-already' }

// Settled, and settled and returned: before that there is nothing to rate.
const settledStatuses: ReadonlySet<number> = new Set([9, 10])

export const mayRate = (status: number): boolean => settledStatuses.has(status)

/** The answers to questions that were asked; others are left out. */
export const answersTo = (questions: readonly RatingQuestion[], answers: RatingAnswers): RatingAnswers => {
  const asked = new Set(questions.map((question) => question.key))
  return Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key)))
}
