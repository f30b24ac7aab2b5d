import type { Temporal } from '#kernel/time.ts'
import { entry, epochDayOf, type WorkingCalendar } from './working-calendar.ts'
import { dayName, instantAt, momentOn, patternOn, restsOn, spans } from './working-time.ts'

/** The end of work on a day: until then what is due on that day is in time. */
export type Closing = {
  readonly at: Temporal.Instant
  /** The day that was meant, when nobody works on it and the working day before is taken; whoever chose it is told. */
  readonly rest: { readonly day: Temporal.PlainDate; readonly name: string | null } | null
}

/** When offices close on a day, else on the last working day before it; null for a day beyond the years of the calendar. */
export const closingOn = (calendar: WorkingCalendar, date: Temporal.PlainDate): Closing | null => {
  if (!spans(calendar, date)) return null
  const day = epochDayOf(date) - calendar.firstDay
  const isRest = restsOn(calendar, date)
  const working = isRest ? calendar.workingDays[entry(calendar.workingDaysBefore, day) - 1] : day
  // Nobody worked yet: the calendar begins with days of rest.
  if (working === undefined) return null
  return {
    at: instantAt(momentOn(calendar, working, patternOn(calendar, working).closing)),
    rest: isRest ? { day: date, name: dayName(calendar, date) } : null,
  }
}
