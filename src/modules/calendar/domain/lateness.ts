import type { Temporal } from '#kernel/time.ts'
import { addWorkingDays } from './deadline.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import { nominalMinutes, type TimeLimit } from './time-limit.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

/** The groups of a work list, the most pressing first. */
export type LatenessGroup = 'critically-overdue' | 'overdue' | 'due-soon' | 'later'

export type Lateness = {
  readonly group: LatenessGroup
  /** Working minutes until due; negative when it is past. Overdue on a day off it may be 0. */
  readonly remainingMinutes: number
}

/** Beyond how many working minutes overdue is critical: the larger of a fixed time and a share of the limit. */
export const criticalMinutes = (rules: DeadlineRules, limit: TimeLimit): number =>
  Math.max(rules.critical.workingMinutes, Math.ceil(nominalMinutes(limit) * rules.critical.shareOfLimit))

const isAfter = (left: Temporal.Instant, right: Temporal.Instant): boolean =>
  left.epochMilliseconds > right.epochMilliseconds

/** How pressing open work is at a moment. */
export const lateness = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  now: Temporal.Instant,
  dueAt: Temporal.Instant,
  limit: TimeLimit,
): Lateness => {
  const remainingMinutes = workingMinutesBetween(calendar, now, dueAt)
  if (!isAfter(now, dueAt))
    return { group: remainingMinutes <= rules.dueSoonMinutes ? 'due-soon' : 'later', remainingMinutes }
  const critical = -remainingMinutes > criticalMinutes(rules, limit)
  return { group: critical ? 'critically-overdue' : 'overdue', remainingMinutes }
}

export type Settled = 'early' | 'on-time' | 'late'

/** How a result stands to its due date; early is at least an hour of work before it, on time includes the due moment itself. */
export const settledWhen = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  finishedAt: Temporal.Instant,
  dueAt: Temporal.Instant,
): Settled => {
  if (isAfter(finishedAt, dueAt)) return 'late'
  return workingMinutesBetween(calendar, finishedAt, dueAt) >= rules.earlyMinutes ? 'early' : 'on-time'
}

/** The last moment at which an apology with a new date is still in time. @legal ND-61-2018 Điều 19 khoản 9 */
export const apologyDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  dueAt: Temporal.Instant,
): Temporal.Instant => addWorkingDays(calendar, dueAt, -rules.apologyWorkingDays)

/**
 * From when the apology is asked for: early enough to be written in time, but not while half of the limit is still to run, or every dossier
 * of a day or two would ask for one at its receipt.
 */
export const apologyOpens = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  startedAt: Temporal.Instant,
  dueAt: Temporal.Instant,
): Temporal.Instant => {
  const asked = addWorkingDays(calendar, dueAt, -(rules.apologyWorkingDays + rules.apologyLeadDays))
  const half = Math.floor(workingMinutesBetween(calendar, startedAt, dueAt) / 2)
  const halfway = half > 0 ? addWorkingMinutes(calendar, startedAt, half) : startedAt
  return isAfter(halfway, asked) ? halfway : asked
}
