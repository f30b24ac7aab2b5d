export {
  type AgencyRatings,
  findRating,
  type GivenRating,
  type RatingPeriod,
  ratingsByAgency,
} from './queries/ratings.ts'
export { isRated, loadRatingQuestions, ratingQuestionsSetting } from './store/ratings.ts'
export { type FeedbackDeps, RateService, rateService } from './use-cases/rate-service.ts'
