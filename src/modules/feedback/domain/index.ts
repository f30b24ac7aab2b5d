export { mayRate, type RatingAnswers, RatingQuestion, type RatingRefusal, Score, satisfiedFrom } from './rating.ts'
