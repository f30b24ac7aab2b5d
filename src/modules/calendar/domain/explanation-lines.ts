import type { Temporal } from '#kernel/time.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import type { Due, StartMove } from './due.ts'
import type { TimeUnit } from './time-limit.ts'
import { entry, minutesPerDay, type WorkingCalendar } from './working-calendar.ts'
import type { ExceptionKind } from './working-calendar-source.ts'
import {
  dateOn,
  dayIndexOf,
  instantAt,
  isWorkingDay,
  momentOn,
  patternOn,
  type WallMinute,
  workedBetween,
} from './working-time.ts'

/** The days passed over for one reason; `name` of a named day. */
export type SkippedDays = {
  readonly kind: 'skipped'
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly reason: 'weekend' | Exclude<ExceptionKind, 'swapped_working'>
  readonly name: string | null
}

export type PauseCause = 'supplement' | 'finance'

/** One reason for a due date. The wording is in `explanation.ts`; a line holds facts only. */
export type ExplanationLine =
  | {
      readonly kind: 'received' | 'restarted'
      readonly at: Temporal.Instant
      readonly countedFrom: Temporal.Instant
      readonly moved: StartMove | null
      /** The cutoff as a time of that day, when it moved the start. */
      readonly cutoffAt: Temporal.Instant | null
    }
  | SkippedDays
  | { readonly kind: 'swapped-working'; readonly date: Temporal.PlainDate; readonly name: string }
  | { readonly kind: 'counted-days'; readonly amount: number; readonly days: readonly Temporal.PlainDate[] }
  | {
      readonly kind: 'counted-hours'
      readonly minutes: number
      readonly portions: readonly { readonly date: Temporal.PlainDate; readonly minutes: number }[]
    }
  | {
      readonly kind: 'counted-by-calendar'
      readonly amount: number
      readonly unit: Extract<TimeUnit, 'calendar_day' | 'month'>
      readonly endsOn: Temporal.PlainDate
      /** The next working day, when the limit would have ended on a day off. */
      readonly rolledTo: Temporal.PlainDate | null
    }
  | { readonly kind: 'fitted'; readonly at: Temporal.Instant }
  | { readonly kind: 'provisional'; readonly from: Temporal.PlainDate }
  | { readonly kind: 'supplement-requested'; readonly at: Temporal.Instant }
  | {
      readonly kind: 'pausing'
      readonly cause: PauseCause
      readonly since: Temporal.Instant
      /** Working minutes left when the clock stopped; negative when it was overdue. */
      readonly remainingMinutes: number
    }
  | {
      readonly kind: 'paused'
      readonly cause: PauseCause
      readonly from: Temporal.Instant
      readonly until: Temporal.Instant
      readonly workingMinutes: number
      readonly dueBefore: Temporal.Instant
      readonly dueAfter: Temporal.Instant
    }
  | {
      readonly kind: 'reappointed'
      readonly at: Temporal.Instant
      readonly dueBefore: Temporal.Instant
      readonly dueAfter: Temporal.Instant
    }
  | { readonly kind: 'no-limit' }
  | { readonly kind: 'stopped' | 'finished'; readonly at: Temporal.Instant }

const reasonOf = (calendar: WorkingCalendar, day: number): Pick<SkippedDays, 'reason' | 'name'> => {
  const named = calendar.namedDays.get(day)
  if (named === undefined || named.kind === 'swapped_working') return { reason: 'weekend', name: null }
  return { reason: named.kind, name: named.name }
}

/** The days off from one day to before another, those that touch and share their reason in one line. */
const skippedBetween = (calendar: WorkingCalendar, from: number, before: number): readonly SkippedDays[] => {
  const groups: SkippedDays[] = []
  let end = Number.NaN
  for (let day = from; day < before; day++) {
    if (isWorkingDay(calendar, day)) continue
    const { reason, name } = reasonOf(calendar, day)
    const last = groups.at(-1)
    const date = dateOn(calendar, day)
    if (last !== undefined && end === day - 1 && last.reason === reason && last.name === name)
      groups[groups.length - 1] = { ...last, until: date }
    else groups.push({ kind: 'skipped', from: date, until: date, reason, name })
    end = day
  }
  return groups
}

const swappedBetween = (calendar: WorkingCalendar, from: number, until: number): readonly ExplanationLine[] =>
  [...calendar.namedDays]
    .filter(([day, named]) => named.kind === 'swapped_working' && day >= from && day <= until)
    .sort(([left], [right]) => left - right)
    .map(([day, { name }]) => ({ kind: 'swapped-working', date: dateOn(calendar, day), name }))

/** A working day begun counts in hours from its start, in days only when it is whole. */
const firstCountedDay = (calendar: WorkingCalendar, { start, limit }: Due): number =>
  dayIndexOf(calendar, start.from) + (start.wholeDay || limit.unit === 'working_hour' ? 0 : 1)

const countedDays = (calendar: WorkingCalendar, due: Due): ExplanationLine => {
  const last = dayIndexOf(calendar, due.due)
  const ranks = [
    entry(calendar.workingDaysBefore, firstCountedDay(calendar, due)),
    entry(calendar.workingDaysBefore, last),
  ] as const
  const days = calendar.workingDays.subarray(ranks[0], ranks[1] + 1)
  return { kind: 'counted-days', amount: due.limit.amount, days: Array.from(days, (day) => dateOn(calendar, day)) }
}

const countedHours = (calendar: WorkingCalendar, due: Due): ExplanationLine => {
  const last = dayIndexOf(calendar, due.due)
  const portions: { date: Temporal.PlainDate; minutes: number }[] = []
  for (let day = dayIndexOf(calendar, due.start.from); day <= last; day++) {
    const from = Math.max(due.start.from, momentOn(calendar, day, 0))
    const minutes = workedBetween(calendar, from, Math.min(due.due, momentOn(calendar, day, minutesPerDay - 1)))
    if (minutes > 0) portions.push({ date: dateOn(calendar, day), minutes })
  }
  return { kind: 'counted-hours', minutes: workedBetween(calendar, due.start.from, due.due), portions }
}

const countedLine = (calendar: WorkingCalendar, due: Due): ExplanationLine => {
  const { unit, amount } = due.limit
  if (unit === 'working_day') return countedDays(calendar, due)
  if (unit === 'working_hour') return countedHours(calendar, due)
  const last = dateOn(calendar, dayIndexOf(calendar, due.due))
  const rolled = due.rolledFrom !== null
  return {
    kind: 'counted-by-calendar',
    amount,
    unit,
    endsOn: due.rolledFrom === null ? last : dateOn(calendar, due.rolledFrom),
    rolledTo: rolled ? last : null,
  }
}

/** The lines of days off: all between receipt and due; of a limit by calendar only those that moved its start or its end. */
const daysOff = (calendar: WorkingCalendar, due: Due): readonly ExplanationLine[] => {
  const received = dayIndexOf(calendar, due.start.at)
  const last = dayIndexOf(calendar, due.due)
  if (due.limit.unit === 'working_day' || due.limit.unit === 'working_hour')
    return [
      ...skippedBetween(calendar, received, last),
      ...swappedBetween(calendar, firstCountedDay(calendar, due), last),
    ]
  const atStart = skippedBetween(calendar, received, dayIndexOf(calendar, due.start.from))
  return due.rolledFrom === null ? atStart : [...atStart, ...skippedBetween(calendar, due.rolledFrom, last)]
}

const cutoffAt = (calendar: WorkingCalendar, rules: DeadlineRules, due: Due): Temporal.Instant | null => {
  const { cutoff } = rules
  if (due.start.moved !== 'after-cutoff' || cutoff === 'none') return null
  const day = dayIndexOf(calendar, due.start.at)
  const minute = 'at' in cutoff ? cutoff.at : patternOn(calendar, day).closing - cutoff.minutesBeforeClosing
  return instantAt(momentOn(calendar, day, minute))
}

export const provisionalLines = (calendar: WorkingCalendar, due: WallMinute): readonly ExplanationLine[] => {
  const { announcedUntil } = calendar
  if (announcedUntil === null || dayIndexOf(calendar, due) <= announcedUntil) return []
  return [{ kind: 'provisional', from: dateOn(calendar, announcedUntil + 1) }]
}

/** Every reason for a due moment, in the order in which it is told. */
export const linesOfDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  due: Due,
  begin: 'received' | 'restarted' = 'received',
): readonly ExplanationLine[] => [
  {
    kind: begin,
    at: instantAt(due.start.at),
    countedFrom: instantAt(due.start.from),
    moved: due.start.moved,
    cutoffAt: cutoffAt(calendar, rules, due),
  },
  ...daysOff(calendar, due),
  countedLine(calendar, due),
  ...(due.fitted ? [{ kind: 'fitted', at: instantAt(due.due) } as const] : []),
  ...provisionalLines(calendar, due.due),
]
