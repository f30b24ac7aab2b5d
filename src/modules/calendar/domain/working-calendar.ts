import { Temporal } from '#kernel/time.ts'
import type { ExceptionKind, Shift, ShiftPlan, Shifts, WorkingCalendarSource } from './working-calendar-source.ts'

export const minutesPerDay = 1440

/** The shape of one day: its shifts, when it opens and closes, and its working minutes in all. A rest day has no shift. */
export type DayPattern = {
  readonly shifts: readonly Shift[]
  readonly opening: number
  readonly closing: number
  readonly total: number
}

export type NamedDay = { readonly kind: ExceptionKind; readonly name: string }

/**
 * A calendar made ready for counting: days are indices from `firstDay` (days since 1970-01-01), with running totals before each, so that
 * working time between two moments is one subtraction and its inverse one binary search. Made once, used for any number of deadlines.
 */
export type WorkingCalendar = {
  readonly firstDay: number
  readonly dayCount: number
  readonly patterns: readonly DayPattern[]
  readonly patternOf: Uint8Array
  /** Working minutes before the day; one entry more than there are days. */
  readonly minutesBefore: Int32Array
  /** Working days before the day; one entry more than there are days. It is also the rank of the first working day from there on. */
  readonly workingDaysBefore: Int32Array
  /** The day index of each working day. */
  readonly workingDays: Int32Array
  readonly namedDays: ReadonlyMap<number, NamedDay>
  /** The last announced day as an index; null when nothing is known of announcements. */
  readonly announcedUntil: number | null
}

/** An entry of a table of the calendar; throws a RangeError beyond the years that the calendar covers. */
export const entry = (table: Int32Array | Uint8Array, index: number): number => {
  const value = table[index]
  if (value === undefined) throw new RangeError('a moment lies outside the years of the working calendar')
  return value
}

export const epochDayOf = (date: Temporal.PlainDate): number =>
  Date.UTC(date.year, date.month - 1, date.day) / (minutesPerDay * 60_000)

export const plainDateOf = (epochDay: number): Temporal.PlainDate => {
  const date = new Date(epochDay * minutesPerDay * 60_000)
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1

const patternFrom = (shifts: Shifts): DayPattern => ({
  shifts,
  opening: shifts[0]?.[0] ?? 0,
  closing: shifts.at(-1)?.[1] ?? 0,
  total: shifts.reduce((sum, [from, until]) => sum + until - from, 0),
})

type Week = { readonly from: number; readonly usual: number; readonly byWeekday: readonly number[] }

/** The plans as pattern numbers per weekday; pattern 0 is rest. */
const weeksOf = (plans: readonly ShiftPlan[], patterns: DayPattern[]): readonly Week[] => {
  const add = (shifts: Shifts): number => patterns.push(patternFrom(shifts)) - 1
  return [...plans]
    .sort((left, right) => Temporal.PlainDate.compare(left.inForceFrom, right.inForceFrom))
    .map((plan) => {
      const usual = add(plan.usual)
      const byWeekday = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => {
        if (plan.restDays.includes(weekday)) return 0
        const own = plan.byWeekday[`${weekday}`]
        return own === undefined ? usual : add(own)
      })
      return { from: epochDayOf(plan.inForceFrom), usual, byWeekday }
    })
}

const announcedUntilOf = (source: WorkingCalendarSource): number | null => {
  if (source.announcedUntil !== undefined) return epochDayOf(source.announcedUntil)
  const years = source.exceptions.filter((row) => row.certainty !== 'derived').map((row) => row.date.year)
  return years.length === 0 ? null : epochDayOf(new Temporal.PlainDate(Math.max(...years), 12, 31))
}

const patternNumber = (week: Week, weekday: number, kind: ExceptionKind | undefined): number => {
  const own = week.byWeekday[weekday - 1] ?? 0
  if (kind === undefined) return own
  if (kind === 'swapped_working') return own === 0 ? week.usual : own
  return 0
}

/** The years a calendar covers unless told otherwise; a moment outside is a fault, never a guess. */
export const defaultSpan = { from: new Temporal.PlainDate(2010, 1, 1), until: new Temporal.PlainDate(2059, 12, 31) }

/** Makes a calendar ready for counting. Before the first plan that plan holds already, so that old dossiers can be counted too. */
export const compileCalendar = (source: WorkingCalendarSource, span = defaultSpan): WorkingCalendar => {
  const firstDay = epochDayOf(span.from)
  const dayCount = epochDayOf(span.until) - firstDay + 1
  const patterns: DayPattern[] = [{ shifts: [], opening: 0, closing: 0, total: 0 }]
  const weeks = weeksOf(source.plans, patterns)
  const namedDays = new Map(
    source.exceptions.map((row) => [epochDayOf(row.date) - firstDay, { kind: row.kind, name: row.name }]),
  )
  const patternOf = new Uint8Array(dayCount)
  const minutesBefore = new Int32Array(dayCount + 1)
  const workingDaysBefore = new Int32Array(dayCount + 1)
  const workingDays = new Int32Array(dayCount)
  let minutes = 0
  let count = 0
  let week = 0
  for (let day = 0; day < dayCount; day++) {
    while ((weeks[week + 1]?.from ?? Number.POSITIVE_INFINITY) <= firstDay + day) week++
    const number = patternNumber(weeks[week] as Week, weekdayOf(firstDay + day), namedDays.get(day)?.kind)
    patternOf[day] = number
    if (number !== 0) workingDays[count++] = day
    minutes += patterns[number]?.total ?? 0
    minutesBefore[day + 1] = minutes
    workingDaysBefore[day + 1] = count
  }
  const announced = announcedUntilOf(source)
  return {
    firstDay,
    dayCount,
    patterns,
    patternOf,
    minutesBefore,
    workingDaysBefore,
    workingDays: workingDays.slice(0, count),
    namedDays,
    announcedUntil: announced === null ? null : announced - firstDay,
  }
}
