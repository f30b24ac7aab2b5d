export { findConflicts } from './queries/busy.ts'
export { type EngagementChoices, listEngagementChoices, type WantedPeople } from './queries/engagement-choices.ts'
export {
  type ConclusionLine,
  type EngagementDetail,
  type EngagementPaper,
  findEngagement,
  listConclusionLines,
  listEngagementPapers,
} from './queries/engagement-detail.ts'
export { findOwnFeed, listRooms, type RoomLine } from './queries/feeds.ts'
export { engagementsWaiting } from './queries/waiting.ts'
export {
  type AwayLeader,
  listAwayLeaders,
  listEngagements,
  listPlanAgencies,
  type PlanAgency,
  type PlanEntry,
} from './queries/week-plan.ts'
export { engagementsToCome } from './store/engagements-to-come.ts'
export { makeCalendarFeed, readCalendarFeed, withdrawCalendarFeed } from './use-cases/calendar-feeds.ts'
export { issueConclusions, WriteConclusions, writeConclusions } from './use-cases/conclude-engagement.ts'
export {
  CancelEngagement,
  cancelEngagement,
  DecideEngagement,
  decideEngagement,
} from './use-cases/decide-engagement.ts'
export type { MeetingDeps } from './use-cases/meeting-deed.ts'
export { AddRoom, addRoom, closeRoom, PublishPlan, publishPlan } from './use-cases/plans-and-rooms.ts'
export { changeEngagement, type RegisteredEngagement, registerEngagement } from './use-cases/register-engagement.ts'
export { type EngagementLetter, tellOfEngagement } from './use-cases/tell-of-change.ts'
