import { Temporal } from '#kernel/time.ts'
import {
  type DayPattern,
  entry,
  epochDayOf,
  minutesPerDay,
  plainDateOf,
  type WorkingCalendar,
} from './working-calendar.ts'

/**
 * A moment to the minute: minutes since 1970-01-01 00:00 of the clock on the wall of the office. Seconds are dropped, so that the same
 * two moments always give the same working time and parts of it add up.
 */
export type WallMinute = number

/** Việt Nam has been at UTC+7 without daylight saving since 1975; a test compares this with the zone itself. */
const offsetMinutes = 7 * 60

export const wallMinuteOf = (instant: Temporal.Instant): WallMinute =>
  Math.floor(instant.epochMilliseconds / 60_000) + offsetMinutes

export const instantAt = (moment: WallMinute): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds((moment - offsetMinutes) * 60_000)

export const dayIndexOf = (calendar: WorkingCalendar, moment: WallMinute): number =>
  Math.floor(moment / minutesPerDay) - calendar.firstDay

export const minuteOfDay = (moment: WallMinute): number => moment - Math.floor(moment / minutesPerDay) * minutesPerDay

export const momentOn = (calendar: WorkingCalendar, day: number, minute: number): WallMinute =>
  (calendar.firstDay + day) * minutesPerDay + minute

export const dateOn = (calendar: WorkingCalendar, day: number): Temporal.PlainDate =>
  plainDateOf(calendar.firstDay + day)

export const patternOn = (calendar: WorkingCalendar, day: number): DayPattern =>
  calendar.patterns[entry(calendar.patternOf, day)] as DayPattern

export const isWorkingDay = (calendar: WorkingCalendar, day: number): boolean => entry(calendar.patternOf, day) !== 0

/** Whether a day lies within the years of the calendar. */
export const spans = (calendar: WorkingCalendar, date: Temporal.PlainDate): boolean => {
  const day = epochDayOf(date) - calendar.firstDay
  return day >= 0 && day < calendar.dayCount
}

/** Whether nobody works on a day within the calendar. */
export const restsOn = (calendar: WorkingCalendar, date: Temporal.PlainDate): boolean =>
  !isWorkingDay(calendar, epochDayOf(date) - calendar.firstDay)

/** How a day that differs from its weekday is called: a holiday, a day off or of work in exchange. */
export const dayName = (calendar: WorkingCalendar, date: Temporal.PlainDate): string | null =>
  calendar.namedDays.get(epochDayOf(date) - calendar.firstDay)?.name ?? null

/** The given day when it is one of work, else the next that is. */
export const workingDayFrom = (calendar: WorkingCalendar, day: number): number =>
  entry(calendar.workingDays, entry(calendar.workingDaysBefore, day))

/** The working day so many working days after (before, when negative) a working day. */
export const workingDayAfter = (calendar: WorkingCalendar, day: number, count: number): number =>
  entry(calendar.workingDays, entry(calendar.workingDaysBefore, day) + count)

/** How many days of work lie from one day to another, both included. */
export const workingDaysWithin = (
  calendar: WorkingCalendar,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): number =>
  entry(calendar.workingDaysBefore, epochDayOf(last) - calendar.firstDay + 1) -
  entry(calendar.workingDaysBefore, epochDayOf(first) - calendar.firstDay)

/** Whether a moment lies within a shift, its two ends included. */
export const isWorkingMoment = (calendar: WorkingCalendar, moment: WallMinute): boolean => {
  const minute = minuteOfDay(moment)
  return patternOn(calendar, dayIndexOf(calendar, moment)).shifts.some(
    ([from, until]) => from <= minute && minute <= until,
  )
}

/** The clock time kept where the day has it; else its opening, its closing, or the end of the break it falls in. */
export const fitIntoDay = (pattern: DayPattern, minute: number): number => {
  for (const [from, until] of pattern.shifts) if (minute <= until) return Math.max(from, minute)
  return pattern.closing
}

/** Working minutes since the first day of the calendar. */
export const workedUntil = (calendar: WorkingCalendar, moment: WallMinute): number => {
  const day = dayIndexOf(calendar, moment)
  const minute = minuteOfDay(moment)
  let worked = entry(calendar.minutesBefore, day)
  for (const [from, until] of patternOn(calendar, day).shifts)
    if (minute > from) worked += Math.min(minute, until) - from
  return worked
}

/** The last day before which fewer than so many minutes were worked; with `reached`, at most so many. */
const dayOfWorked = (calendar: WorkingCalendar, worked: number, reached: boolean): number => {
  const table = calendar.minutesBefore
  if (worked < 0 || (worked === 0 && !reached)) throw new RangeError('before the first day of the working calendar')
  let low = 0
  let high = calendar.dayCount + 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const before = entry(table, middle)
    if (before < worked || (reached && before === worked)) low = middle
    else high = middle
  }
  return low
}

/** The earliest moment by which so many minutes are worked: the end of a shift rather than the beginning of the next. */
const momentWorked = (calendar: WorkingCalendar, worked: number): WallMinute => {
  const day = dayOfWorked(calendar, worked, false)
  let rest = worked - entry(calendar.minutesBefore, day)
  for (const [from, until] of patternOn(calendar, day).shifts) {
    if (rest <= until - from) return momentOn(calendar, day, from + rest)
    rest -= until - from
  }
  throw new RangeError('more working time than the working calendar has')
}

/** The latest moment by which only so many minutes are worked: the beginning of a shift rather than the end of the one before. */
const momentUnworked = (calendar: WorkingCalendar, worked: number): WallMinute => {
  const day = dayOfWorked(calendar, worked, true)
  let rest = worked - entry(calendar.minutesBefore, day)
  for (const [from, until] of patternOn(calendar, day).shifts) {
    if (rest < until - from) return momentOn(calendar, day, from + rest)
    rest -= until - from
  }
  throw new RangeError('less working time than the working calendar has')
}

export const moveByWorkingMinutes = (calendar: WorkingCalendar, moment: WallMinute, minutes: number): WallMinute => {
  const worked = workedUntil(calendar, moment) + minutes
  if (minutes > 0) return momentWorked(calendar, worked)
  if (minutes === 0 && isWorkingMoment(calendar, moment)) return moment
  return momentUnworked(calendar, worked)
}

export const workedBetween = (calendar: WorkingCalendar, from: WallMinute, until: WallMinute): number =>
  workedUntil(calendar, until) - workedUntil(calendar, from)

/** Working minutes from one moment until another; negative when the second comes first. */
export const workingMinutesBetween = (
  calendar: WorkingCalendar,
  from: Temporal.Instant,
  until: Temporal.Instant,
): number => workedBetween(calendar, wallMinuteOf(from), wallMinuteOf(until))

/**
 * The moment so many working minutes later, which is always in working time (a day's work ends at its closing, not at the next opening).
 * Negative minutes go back; none leave a working moment as it is and lead any other to the next opening.
 */
export const addWorkingMinutes = (
  calendar: WorkingCalendar,
  instant: Temporal.Instant,
  minutes: number,
): Temporal.Instant => instantAt(moveByWorkingMinutes(calendar, wallMinuteOf(instant), minutes))
