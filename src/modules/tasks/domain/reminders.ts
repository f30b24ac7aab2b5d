import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { legalDayMinutes, type WorkingCalendar, workingMinutesBetween } from '#modules/calendar/domain/index.ts'

const Days = z.array(z.number().int().min(1).max(60)).max(10)

/** How many working days before and after its day a task is brought to mind; on the day itself always. */
export const ReminderRule = z.strictObject({ daysBefore: Days, daysAfter: Days })
export type ReminderRule = z.infer<typeof ReminderRule>

export const reminderRuleKey = { key: 'tasks.reminders', schema: ReminderRule } as const

/** As long as a province has decided nothing else. */
export const usualReminders: ReminderRule = { daysBefore: [3, 1], daysAfter: [1, 3, 7] }

/**
 * Which reminder of a task is due by now, as a name that is the same until the next one is; null when none is. A day that was moved brings
 * reminders of its own.
 */
export const reminderOf = (
  calendar: WorkingCalendar,
  rule: ReminderRule,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
): string | null => {
  const named = (moment: string) => `${dueAt.toString().slice(0, 16)} ${moment}`
  const isPast = dueAt.epochMilliseconds < now.epochMilliseconds
  if (isPast) {
    const late = workingMinutesBetween(calendar, dueAt, now) / legalDayMinutes
    const reached = rule.daysAfter.filter((days) => days <= late).sort((one, other) => other - one)[0]
    return reached === undefined ? null : named(`+${reached}`)
  }
  const left = workingMinutesBetween(calendar, now, dueAt) / legalDayMinutes
  if (left <= 1) return named('0')
  const reached = rule.daysBefore.filter((days) => left <= days + 1).sort((one, other) => one - other)[0]
  return reached === undefined ? null : named(`-${reached}`)
}
