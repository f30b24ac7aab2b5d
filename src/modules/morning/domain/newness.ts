import { localDate, Temporal, zone } from '#kernel/time.ts'
import { restsOn, type WorkingCalendar } from '#modules/calendar/domain/index.ts'

/** A longer row of days without work than any holiday has. */
const longestRestDays = 30
const officesClose = '17:00'

/** What came after the offices closed on the last working day before this one is new this morning. */
export const newSince = (calendar: WorkingCalendar, now: Temporal.Instant): Temporal.Instant => {
  const today = localDate(now)
  const days = Array.from({ length: longestRestDays }, (_, index) => today.subtract({ days: index + 1 }))
  const last = days.find((day) => !restsOn(calendar, day)) ?? today.subtract({ days: 1 })
  return last.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(officesClose) }).toInstant()
}
