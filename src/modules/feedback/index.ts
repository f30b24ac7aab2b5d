export {
  type AgencyRatings,
  findRating,
  type GivenRating,
  type RatingPeriod,
  ratingsByAgency,
} from './queries/ratings.ts'
export { isRated, loadRatingQuestions, ratingQuestionsSetting } from './store/ratings.ts'
export { type FeedbackDeps, GiveRating, giveRating } from './use-cases/give-rating.ts'
