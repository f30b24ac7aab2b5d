export { type CalendarEntry, calendarText } from './calendar-text.ts'
export { type Busy, type Conflict, conflictsOf, type Wanted } from './conflicts.ts'
export {
  decideApproval,
  decideCancellation,
  decideChange,
  decideConclusions,
  decideIssue,
  decideWords,
} from './decide.ts'
export {
  type EngagementFacts,
  type EngagementKind,
  type EngagementStanding,
  type EngagementState,
  EngagementWords,
  engagementKinds,
  engagementSubject,
  longestDays,
} from './engagement.ts'
export { type Occurrences, occurrencesOf } from './occurrences.ts'
export type { MeetingRefusal } from './refusals.ts'
export { halfDayOf, mondayOf, type PlanChange, type PlanDay, planChange, planDays } from './week.ts'
