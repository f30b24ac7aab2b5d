import { localTime, Temporal, zone } from '#kernel/time.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import type { TimeLimit } from './time-limit.ts'
import type { Shifts, WorkingCalendarSource } from './working-calendar-source.ts'

// The same rules told a second time, as slowly and plainly as can be: a walk over days and minutes, straight from the source of the
// calendar. The quick calculation is tested against it.

const cache = new WeakMap<WorkingCalendarSource, Map<string, Shifts>>()

const shiftsFrom = (source: WorkingCalendarSource, date: Temporal.PlainDate): Shifts => {
  const plans = source.plans.filter((plan) => Temporal.PlainDate.compare(plan.inForceFrom, date) <= 0)
  plans.sort((left, right) => Temporal.PlainDate.compare(right.inForceFrom, left.inForceFrom))
  const plan = plans[0]
  if (plan === undefined) throw new Error('no plan')
  const exception = source.exceptions.find((row) => row.date.equals(date))
  if (exception !== undefined && exception.kind !== 'swapped_working') return []
  const ofWeekday = plan.byWeekday[`${date.dayOfWeek as 1}`] ?? plan.usual
  if (!plan.restDays.includes(date.dayOfWeek)) return ofWeekday
  return exception === undefined ? [] : plan.usual
}

const shiftsOn = (source: WorkingCalendarSource, date: Temporal.PlainDate): Shifts => {
  const known = cache.get(source) ?? new Map<string, Shifts>()
  cache.set(source, known)
  const key = date.toString()
  const shifts = known.get(key) ?? shiftsFrom(source, date)
  known.set(key, shifts)
  return shifts
}

const minuteOf = (moment: { readonly hour: number; readonly minute: number }): number =>
  moment.hour * 60 + moment.minute

/** Is the minute that begins now worked? */
const isWorked = (source: WorkingCalendarSource, moment: Temporal.PlainDateTime): boolean =>
  shiftsOn(source, moment.toPlainDate()).some(([from, until]) => from <= minuteOf(moment) && minuteOf(moment) < until)

const wall = (instant: Temporal.Instant): Temporal.PlainDateTime =>
  localTime(instant).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' })
const instantOf = (moment: Temporal.PlainDateTime): Temporal.Instant => moment.toZonedDateTime(zone).toInstant()
const next = (moment: Temporal.PlainDateTime): Temporal.PlainDateTime => moment.add({ minutes: 1 })

export const slowIsOpen = (source: WorkingCalendarSource, instant: Temporal.Instant): boolean =>
  shiftsOn(source, wall(instant).toPlainDate()).some(
    ([from, until]) => from <= minuteOf(wall(instant)) && minuteOf(wall(instant)) <= until,
  )

export const slowWorkingMinutes = (
  source: WorkingCalendarSource,
  from: Temporal.Instant,
  until: Temporal.Instant,
): number => {
  const [first, last] = [wall(from), wall(until)]
  let worked = 0
  let date = first.toPlainDate()
  for (; Temporal.PlainDate.compare(date, last.toPlainDate()) <= 0; date = date.add({ days: 1 })) {
    const begin = date.equals(first.toPlainDate()) ? minuteOf(first) : 0
    const end = date.equals(last.toPlainDate()) ? minuteOf(last) : 1440
    const shifts = shiftsOn(source, date)
    for (let minute = begin; minute < end; minute++)
      if (shifts.some(([open, close]) => open <= minute && minute < close)) worked++
  }
  return worked
}

export const slowAddWorkingMinutes = (
  source: WorkingCalendarSource,
  from: Temporal.Instant,
  minutes: number,
): Temporal.Instant => {
  let now = wall(from)
  for (let rest = minutes; rest > 0; now = next(now)) if (isWorked(source, now)) rest--
  return instantOf(now)
}

const isAccepted = (source: WorkingCalendarSource, rules: DeadlineRules, moment: Temporal.PlainDateTime): boolean => {
  if (!isWorked(source, moment)) return false
  const closing = shiftsOn(source, moment.toPlainDate()).at(-1)?.[1] ?? 0
  if (rules.cutoff === 'none') return true
  return minuteOf(moment) < ('at' in rules.cutoff ? rules.cutoff.at : closing - rules.cutoff.minutesBeforeClosing)
}

const within = (source: WorkingCalendarSource, date: Temporal.PlainDate, minute: number): Temporal.Instant => {
  const closing = shiftsOn(source, date).at(-1)?.[1] ?? 0
  const atMinute = (value: number) => date.toPlainDateTime().add({ minutes: value })
  let now = Math.min(minute, closing)
  while (!slowIsOpen(source, instantOf(atMinute(now)))) now++
  return instantOf(atMinute(now))
}

const works = (source: WorkingCalendarSource, date: Temporal.PlainDate): boolean => shiftsOn(source, date).length > 0

/** The due moment, found by walking. */
export const slowDue = (
  source: WorkingCalendarSource,
  rules: DeadlineRules,
  limit: TimeLimit,
  received: Temporal.Instant,
): Temporal.Instant => {
  let start = wall(received)
  while (!isAccepted(source, rules, start)) start = next(start)
  if (limit.unit === 'working_hour') return slowAddWorkingMinutes(source, instantOf(start), limit.amount * 60)
  const opening = shiftsOn(source, start.toPlainDate())[0]?.[0]
  const wholeDay = minuteOf(start) === opening && !start.equals(wall(received))
  let date = start.toPlainDate()
  if (limit.unit === 'working_day') {
    for (let counted = wholeDay ? 1 : 0; counted < limit.amount; ) {
      date = date.add({ days: 1 })
      if (works(source, date)) counted++
    }
    return within(source, date, wholeDay ? 1439 : minuteOf(start))
  }
  const atClosing = rules.calendarLimitEnds === 'closing'
  if (atClosing && wholeDay) date = date.subtract({ days: 1 })
  date = limit.unit === 'month' ? date.add({ months: limit.amount }) : date.add({ days: limit.amount })
  while (!works(source, date)) date = date.add({ days: 1 })
  return within(source, date, atClosing ? 1439 : minuteOf(start))
}
