export type { RatingAnswers, RatingQuestion, RatingRefusal, Score } from './rating.ts'
