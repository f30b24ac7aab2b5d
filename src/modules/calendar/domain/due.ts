import { unreachable } from '#kernel/result.ts'
import type { Cutoff, DeadlineRules } from './deadline-rules.ts'
import { minutesOfHours, type TimeLimit } from './time-limit.ts'
import { minutesPerDay, type WorkingCalendar } from './working-calendar.ts'
import {
  dayIndexOf,
  fitIntoDay,
  isWorkingDay,
  minuteOfDay,
  momentOn,
  moveByWorkingMinutes,
  patternOn,
  type WallMinute,
  workingDayAfter,
  workingDayFrom,
} from './working-time.ts'

/** Why counting begins later than the receipt. */
export type StartMove = 'after-cutoff' | 'after-closing' | 'before-opening' | 'break' | 'rest-day'

/** Where counting begins. `wholeDay`: it was moved to the opening of a day, and that day is the first of a limit in working days. */
export type Start = {
  readonly at: WallMinute
  readonly from: WallMinute
  readonly moved: StartMove | null
  readonly wholeDay: boolean
}

/** A due moment with what its explanation needs. */
export type Due = {
  readonly start: Start
  readonly limit: TimeLimit
  readonly due: WallMinute
  /** The day index on which a limit in calendar days or months would have ended, were it not a day off. */
  readonly rolledFrom: number | null
  /** The clock time of the start does not exist on the last day, which closes earlier or rests at that time. */
  readonly fitted: boolean
}

const cutoffMinute = (cutoff: Cutoff, closing: number): number => {
  if (cutoff === 'none') return closing
  return 'at' in cutoff ? Math.min(cutoff.at, closing) : closing - cutoff.minutesBeforeClosing
}

const atOpening = (calendar: WorkingCalendar, at: WallMinute, fromDay: number, moved: StartMove): Start => {
  const day = workingDayFrom(calendar, fromDay)
  return { at, from: momentOn(calendar, day, patternOn(calendar, day).opening), moved, wholeDay: true }
}

/** The start of a limit for something received at a moment. @legal ND-61-2018 Điều 18 */
export const startOf = (calendar: WorkingCalendar, rules: Pick<DeadlineRules, 'cutoff'>, at: WallMinute): Start => {
  const day = dayIndexOf(calendar, at)
  if (!isWorkingDay(calendar, day)) return atOpening(calendar, at, day, 'rest-day')
  const pattern = patternOn(calendar, day)
  const minute = minuteOfDay(at)
  if (minute < pattern.opening) return atOpening(calendar, at, day, 'before-opening')
  const cutoff = cutoffMinute(rules.cutoff, pattern.closing)
  if (minute >= cutoff)
    return atOpening(calendar, at, day + 1, cutoff < pattern.closing ? 'after-cutoff' : 'after-closing')
  for (const [from, until] of pattern.shifts) {
    if (minute < from) return { at, from: momentOn(calendar, day, from), moved: 'break', wholeDay: false }
    if (minute < until) return { at, from: at, moved: null, wholeDay: false }
  }
  return atOpening(calendar, at, day + 1, 'after-closing')
}

export const dueInWorkingDays = (calendar: WorkingCalendar, start: Start, limit: TimeLimit): Due => {
  const first = dayIndexOf(calendar, start.from)
  const last = workingDayAfter(calendar, first, start.wholeDay ? limit.amount - 1 : limit.amount)
  const pattern = patternOn(calendar, last)
  const minute = minuteOfDay(start.from)
  const end = start.wholeDay ? pattern.closing : fitIntoDay(pattern, minute)
  return {
    start,
    limit,
    due: momentOn(calendar, last, end),
    rolledFrom: null,
    fitted: !start.wholeDay && end !== minute,
  }
}

/** The same day so many months later, or the last of that month where it is shorter. @legal BLDS-2015 Điều 147 */
const epochDayMonthsLater = (epochDay: number, months: number): number => {
  const date = new Date(epochDay * minutesPerDay * 60_000)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / (minutesPerDay * 60_000)
}

/** The day on which a limit in calendar days or months ends before days off are looked at, as an index. */
const plainEnd = (calendar: WorkingCalendar, rules: DeadlineRules, start: Start, limit: TimeLimit): number => {
  const first = dayIndexOf(calendar, start.from)
  const wholeDay = start.wholeDay && rules.calendarLimitEnds === 'closing' ? 1 : 0
  if (limit.unit === 'calendar_day') return first + limit.amount - wholeDay
  return epochDayMonthsLater(calendar.firstDay + first - wholeDay, limit.amount) - calendar.firstDay
}

/**
 * A limit in calendar days or months; ending on a day off it ends on the next working day.
 * @legal BLDS-2015 Điều 148 khoản 5
 */
const dueByCalendar = (calendar: WorkingCalendar, rules: DeadlineRules, start: Start, limit: TimeLimit): Due => {
  const end = plainEnd(calendar, rules, start, limit)
  const last = workingDayFrom(calendar, end)
  const pattern = patternOn(calendar, last)
  const minute = minuteOfDay(start.from)
  const closing = rules.calendarLimitEnds === 'closing'
  const fitted = closing ? pattern.closing : fitIntoDay(pattern, minute)
  return {
    start,
    limit,
    due: momentOn(calendar, last, fitted),
    rolledFrom: last === end ? null : end,
    fitted: !closing && fitted !== minute,
  }
}

/** When a limit is over that begins at a moment. Pure numbers: this is what a recomputation of every open dossier runs. */
export const dueOf = (calendar: WorkingCalendar, rules: DeadlineRules, limit: TimeLimit, at: WallMinute): Due => {
  const start = startOf(calendar, rules, at)
  switch (limit.unit) {
    case 'working_hour': {
      const due = moveByWorkingMinutes(calendar, start.from, minutesOfHours(limit.amount))
      return { start, limit, due, rolledFrom: null, fitted: false }
    }
    case 'working_day':
      return dueInWorkingDays(calendar, start, limit)
    case 'calendar_day':
    case 'month':
      return dueByCalendar(calendar, rules, start, limit)
    default:
      return unreachable(limit.unit)
  }
}
