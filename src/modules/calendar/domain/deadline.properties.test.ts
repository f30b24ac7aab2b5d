import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { ClockEvent } from './clock.ts'
import { recomputeDue, replayClock } from './clock-state.ts'
import { computeDue } from './deadline.ts'
import { DeadlineRules } from './deadline-rules.ts'
import { provincialSource } from './provincial-calendar.fixture.ts'
import { slowAddWorkingMinutes, slowDue, slowIsOpen, slowWorkingMinutes } from './slow-deadline.fixture.ts'
import type { TimeLimit } from './time-limit.ts'
import { compileCalendar } from './working-calendar.ts'
import { type ExceptionKind, WorkingCalendarSource } from './working-calendar-source.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

const span = { from: Temporal.PlainDate.from('2025-01-01'), until: Temporal.PlainDate.from('2028-12-31') }
const firstMoment = Temporal.Instant.from('2025-11-01T00:00:00Z')
const firstDay = Temporal.PlainDate.from('2025-11-01')

/** Any minute of eighteen months; often on the edges of shifts and the cutoff. */
const instants = fc
  .tuple(
    fc.integer({ min: 0, max: 540 }),
    fc.oneof(
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom(419, 420, 421, 690, 691, 810, 899, 900, 901, 1020, 1021),
    ),
  )
  .map(([day, minute]) => firstMoment.add({ minutes: day * 1440 + minute - 420 }))

const shiftsOf = ([open, morning, rest, afternoon]: readonly number[]) => {
  const noon = (open ?? 0) + (morning ?? 0)
  return [
    [open, noon],
    [noon + (rest ?? 0), noon + (rest ?? 0) + (afternoon ?? 0)],
  ]
}
const shifts = fc
  .tuple(
    fc.integer({ min: 360, max: 500 }),
    fc.integer({ min: 120, max: 270 }),
    fc.integer({ min: 1, max: 120 }),
    fc.integer({ min: 150, max: 300 }),
  )
  .map(shiftsOf)

const dates = fc.integer({ min: 0, max: 600 }).map((days) => firstDay.add({ days }).toString())
const kinds = fc.constantFrom<ExceptionKind>('public_holiday', 'compensation', 'swapped_off', 'swapped_working')
const ownExceptions = fc.uniqueArray(
  fc.record({ date: dates, kind: kinds, name: fc.constantFrom('Lễ', 'Nghỉ', 'Làm bù') }),
  { selector: (row) => row.date, maxLength: 12 },
)

/** The calendar of the province, or one of two shift plans with any days off and any swapped days. */
const sources = fc.oneof(
  fc.constant(provincialSource),
  fc
    .record({
      plans: fc.tuple(
        fc.record({
          inForceFrom: fc.constant('2020-01-01'),
          restDays: fc.constantFrom([6, 7], [7]),
          usual: shifts,
          byWeekday: fc.constantFrom({}, { 6: [['07:00', '11:30']] }),
        }),
        fc.record({ inForceFrom: dates, restDays: fc.constant([6, 7]), usual: shifts }),
      ),
      exceptions: ownExceptions,
    })
    .map((source) => WorkingCalendarSource.parse(source)),
)

const rules = fc
  .record({
    cutoff: fc.oneof(
      fc.constant({ at: 900 } as const),
      fc.constant('none' as const),
      fc.record({ minutesBeforeClosing: fc.integer({ min: 1, max: 120 }) }),
    ),
    calendarLimitEnds: fc.constantFrom('same-time' as const, 'closing' as const),
  })
  .map((some) => DeadlineRules.parse(some))

const limits: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 64 }).map((n) => n / 4), unit: fc.constant('working_hour' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constant('working_day' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: fc.constant('calendar_day' as const) }),
  fc.record({ amount: fc.integer({ min: 1, max: 6 }), unit: fc.constant('month' as const) }),
)

/**
 * What order is promised of a due moment. A limit by calendar that keeps its clock time is in order by days only: what ends on a Saturday
 * and on a Sunday is due on the same Monday, each at its own hour.
 */
const rank = (due: Temporal.Instant, limit: TimeLimit, { calendarLimitEnds }: DeadlineRules): number =>
  limit.unit.startsWith('working') || calendarLimitEnds === 'closing'
    ? due.epochMilliseconds
    : Date.parse(localDate(due).toString())

const check = <Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  predicate: (...values: Values) => unknown,
  numRuns = 400,
) => fc.assert(fc.property<Values>(...(arbitraries as never), predicate as never), { numRuns })

const dueAt = (source: WorkingCalendarSource, some: DeadlineRules, limit: TimeLimit, from: Temporal.Instant) =>
  computeDue(compileCalendar(source, span), some, limit, from).dueAt

describe('a due moment', () => {
  it('always lies in working time', () =>
    check(
      [sources, rules, limits, instants],
      (source, some, limit, from) => slowIsOpen(source, dueAt(source, some, limit, from)),
      4000,
    ))

  it('is never earlier for a later start', () =>
    check(
      [sources, rules, limits, instants, fc.integer({ min: 0, max: 6000 })],
      (source, some, limit, from, minutes) => {
        const calendar = compileCalendar(source, span)
        const later = computeDue(calendar, some, limit, from.add({ minutes })).dueAt
        return rank(computeDue(calendar, some, limit, from).dueAt, limit, some) <= rank(later, limit, some)
      },
      2000,
    ))

  it('is later for a longer limit, or the same day off rolled over', () =>
    check([sources, rules, limits, instants], (source, some, limit, from) => {
      const calendar = compileCalendar(source, span)
      const due = computeDue(calendar, some, limit, from).dueAt
      const longer = computeDue(calendar, some, { ...limit, amount: limit.amount + 1 }, from).dueAt
      const step = longer.epochMilliseconds - due.epochMilliseconds
      return limit.unit.startsWith('working') ? step > 0 : step >= 0
    }))

  it('is never earlier for one more day off', () =>
    check(
      [sources, rules, limits, instants, dates],
      (source, some, limit, from, date) => {
        const holiday = { date: Temporal.PlainDate.from(date), kind: 'public_holiday', name: 'Lễ mới' } as const
        const others = source.exceptions.filter((row) => !row.date.equals(holiday.date))
        const more = { ...source, exceptions: [...others, { ...holiday, certainty: 'decided' as const }] }
        return rank(dueAt(source, some, limit, from), limit, some) <= rank(dueAt(more, some, limit, from), limit, some)
      },
      3000,
    ))

  it('is what walking the calendar minute by minute finds', () =>
    check([sources, rules, limits, instants], (source, some, limit, from) => {
      expect(dueAt(source, some, limit, from).toString()).toBe(slowDue(source, some, limit, from).toString())
    }))
})

describe('working time', () => {
  it('added is the working time between', () =>
    check([sources, instants, fc.integer({ min: -2000, max: 2000 })], (source, from, minutes) => {
      const calendar = compileCalendar(source, span)
      const until = addWorkingMinutes(calendar, from, minutes)
      return workingMinutesBetween(calendar, from, until) === minutes && slowIsOpen(source, until)
    }))

  it('is what walking minute by minute finds', () =>
    check(
      [sources, instants, fc.integer({ min: 1, max: 1500 })],
      (source, from, minutes) => {
        const calendar = compileCalendar(source, span)
        const until = from.add({ minutes: minutes * 3 })
        expect(workingMinutesBetween(calendar, from, until)).toBe(slowWorkingMinutes(source, from, until))
        expect(addWorkingMinutes(calendar, from, minutes).toString()).toBe(
          slowAddWorkingMinutes(source, from, minutes).toString(),
        )
      },
      100,
    ))
})

describe('a clock', () => {
  it('stands still by exactly the working time of its pause', () =>
    check(
      [sources, rules, limits, instants, fc.nat(20_000), fc.nat(20_000)],
      (source, some, limit, from, before, during) => {
        const calendar = compileCalendar(source, span)
        const requested = from.add({ minutes: before })
        const settled = requested.add({ minutes: during })
        const events: readonly ClockEvent[] = [
          { kind: 'started', at: from },
          { kind: 'finance-requested', at: requested },
          { kind: 'finance-settled', at: settled },
        ]
        const due = computeDue(calendar, some, limit, from).dueAt
        const shifted = acceptedValue(recomputeDue(calendar, some, limit, events))
        expect(shifted).not.toBeNull()
        if (shifted === null) return
        expect(workingMinutesBetween(calendar, due, shifted)).toBe(slowWorkingMinutes(source, requested, settled))
        expect(slowIsOpen(source, shifted)).toBe(true)
      },
      150,
    ))

  it('starts again with a supplement as if received then', () =>
    check([sources, rules, limits, instants, fc.nat(20_000)], (source, some, limit, from, minutes) => {
      const calendar = compileCalendar(source, span)
      const completed = from.add({ minutes })
      const state = acceptedValue(
        replayClock(calendar, some, limit, [
          { kind: 'started', at: from },
          { kind: 'supplement-requested', at: from },
          { kind: 'supplement-completed', at: completed },
        ]),
      )
      return state.dueAt?.equals(computeDue(calendar, some, limit, completed).dueAt) ?? false
    }))
})

describe('an explanation', () => {
  it('counts exactly the days of the limit, each one of work, the last the due day', () =>
    check([sources, rules, limits, instants], (source, some, limit, from) => {
      const { lines, dueAt: due } = computeDue(compileCalendar(source, span), some, limit, from)
      const counted = lines.find((line) => line.kind === 'counted-days')
      if (counted?.kind !== 'counted-days') return limit.unit !== 'working_day'
      const texts = counted.days.map((day) => day.toString())
      expect(texts.length).toBe(limit.amount)
      expect(new Set(texts).size).toBe(limit.amount)
      expect(texts.at(-1)).toBe(localDate(due).toString())
      for (const line of lines)
        if (line.kind === 'skipped')
          for (const day of counted.days)
            expect(
              Temporal.PlainDate.compare(day, line.from) < 0 || Temporal.PlainDate.compare(day, line.until) > 0,
            ).toBe(true)
      return true
    }))

  it('leaves no day between receipt and due without its reason', () =>
    check([sources, rules, limits, instants], (source, some, limit, from) => {
      const { lines, dueAt: due, countedFrom } = computeDue(compileCalendar(source, span), some, limit, from)
      if (limit.unit !== 'working_day') return
      const told = new Set<string>()
      for (const line of lines) {
        if (line.kind === 'counted-days') for (const day of line.days) told.add(day.toString())
        if (line.kind === 'skipped')
          for (let day = line.from; Temporal.PlainDate.compare(day, line.until) <= 0; day = day.add({ days: 1 }))
            told.add(day.toString())
      }
      let day = localDate(countedFrom).add({ days: 1 })
      for (; Temporal.PlainDate.compare(day, localDate(due)) <= 0; day = day.add({ days: 1 }))
        expect(told).toContain(day.toString())
    }))

  it('shares the hours of the limit among days without rest', () =>
    check([sources, rules, limits, instants], (source, some, limit, from) => {
      const { lines } = computeDue(compileCalendar(source, span), some, limit, from)
      const counted = lines.find((line) => line.kind === 'counted-hours')
      if (counted?.kind !== 'counted-hours') return limit.unit !== 'working_hour'
      return counted.portions.reduce((sum, { minutes }) => sum + minutes, 0) === limit.amount * 60
    }))
})
