import type { Temporal } from '#kernel/time.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import { dueInWorkingDays, dueOf, type StartMove, startOf } from './due.ts'
import { type ExplanationLine, linesOfDue } from './explanation-lines.ts'
import type { TimeLimit } from './time-limit.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import {
  dayIndexOf,
  fitIntoDay,
  instantAt,
  minuteOfDay,
  momentOn,
  moveByWorkingMinutes,
  patternOn,
  type WallMinute,
  wallMinuteOf,
  workingDayAfter,
} from './working-time.ts'

/** When a limit begins, from when it is counted and when it is over, with every reason. */
export type Deadline = {
  readonly startedAt: Temporal.Instant
  readonly countedFrom: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly lines: readonly ExplanationLine[]
}

/** From when something received at an instant is counted, and why not at once. */
export const normalizeStart = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  instant: Temporal.Instant,
): { readonly countedFrom: Temporal.Instant; readonly moved: StartMove | null } => {
  const { from, moved } = startOf(calendar, rules, wallMinuteOf(instant))
  return { countedFrom: instantAt(from), moved }
}

/** When a limit is over that begins with a receipt at an instant, with its explanation. */
export const computeDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  limit: TimeLimit,
  instant: Temporal.Instant,
): Deadline => {
  const due = dueOf(calendar, rules, limit, wallMinuteOf(instant))
  return {
    startedAt: instant,
    countedFrom: instantAt(due.start.from),
    dueAt: instantAt(due.due),
    lines: linesOfDue(calendar, rules, due),
  }
}

const rulesWithoutCutoff = { cutoff: 'none' } as const

const withoutCutoff = (rules: DeadlineRules): DeadlineRules => ({ ...rules, ...rulesWithoutCutoff })

/**
 * A limit that the hour of receipt does not move: the step of a process, the time an officer has to look at a new dossier. Outside
 * working time it begins at the next opening.
 */
export const computeStepDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  limit: TimeLimit,
  instant: Temporal.Instant,
): Deadline => computeDue(calendar, withoutCutoff(rules), limit, instant)

const moveByWorkingDays = (calendar: WorkingCalendar, moment: WallMinute, count: number): WallMinute => {
  const limit = { amount: count, unit: 'working_day' } as const
  if (count > 0) return dueInWorkingDays(calendar, startOf(calendar, rulesWithoutCutoff, moment), limit).due
  const last = workingDayAfter(calendar, dayIndexOf(calendar, moment), count)
  return momentOn(calendar, last, fitIntoDay(patternOn(calendar, last), minuteOfDay(moment)))
}

/**
 * The moment so many whole working days later, counted as a limit in working days is but whatever the hour; earlier, when negative:
 * then the same clock time on that day, kept within its hours.
 */
export const addWorkingDays = (calendar: WorkingCalendar, instant: Temporal.Instant, count: number): Temporal.Instant =>
  instantAt(moveByWorkingDays(calendar, wallMinuteOf(instant), count))

/** By when an online dossier must be accepted, sent back for a supplement, or refused. @legal ND-297-2025 Điều 6 */
export const acceptanceDue = (calendar: WorkingCalendar, rules: DeadlineRules, receivedAt: Temporal.Instant) =>
  instantAt(moveByWorkingMinutes(calendar, wallMinuteOf(receivedAt), rules.acceptanceMinutes))

/** When the officer is alerted of an online dossier that nobody has looked at. @legal ND-297-2025 Điều 6 */
export const officerAlertDue = (calendar: WorkingCalendar, rules: DeadlineRules, receivedAt: Temporal.Instant) =>
  instantAt(moveByWorkingMinutes(calendar, wallMinuteOf(receivedAt), rules.alertMinutes))

/** By when the applicant answers a request for a supplement: the closing of the last day. @legal ND-297-2025 Điều 6 */
export const supplementAnswerDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  requestedAt: Temporal.Instant,
): Temporal.Instant => {
  const day = dayIndexOf(calendar, wallMinuteOf(addWorkingDays(calendar, requestedAt, rules.supplementAnswerDays)))
  return instantAt(momentOn(calendar, day, patternOn(calendar, day).closing))
}
