export { calendarSettings } from './calendar-settings.ts'
export type { Clock, ClockEvent, ClockPhase, ClockRefusal } from './clock.ts'
export {
  type ApologyRefusal,
  apologyAllowed,
  type ClockState,
  recomputeDue,
  replayClock,
} from './clock-state.ts'
export { type Closing, closingOn } from './closing.ts'
export {
  acceptanceDue,
  addWorkingDays,
  computeDue,
  computeStepDue,
  type Deadline,
  normalizeStart,
  officerAlertDue,
  supplementAnswerDue,
} from './deadline.ts'
export { Cutoff, DatedDeadlineRules, DeadlineRules, deadlineRulesOn, defaultDeadlineRules } from './deadline-rules.ts'
export type { StartMove } from './due.ts'
export { type Explainable, type ExplanationRow, explain, explanationRows } from './explanation.ts'
export type { ExplanationLine, PauseCause, SkippedDays } from './explanation-lines.ts'
export {
  apologyDue,
  apologyOpens,
  criticalMinutes,
  type Lateness,
  type LatenessGroup,
  lateness,
  type Settled,
  settledWhen,
} from './lateness.ts'
export { legalDayMinutes, nominalMinutes, TimeLimit, TimeUnit, timeLimitFrom } from './time-limit.ts'
export { remainingInWords, workingTimeParts } from './wording.ts'
export { compileCalendar, type WorkingCalendar } from './working-calendar.ts'
export {
  CalendarDate,
  ExceptionKind,
  MinuteOfDay,
  Shift,
  ShiftPlan,
  Shifts,
  WorkingCalendarSource,
  WorkingDayException,
} from './working-calendar-source.ts'
export { addWorkingMinutes, dayName, restsOn, spans, workingDaysWithin, workingMinutesBetween } from './working-time.ts'
