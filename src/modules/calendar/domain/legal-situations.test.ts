import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { computeDue, computeStepDue } from './deadline.ts'
import { DeadlineRules, defaultDeadlineRules } from './deadline-rules.ts'
import { at, provincialCalendar, provincialSource } from './provincial-calendar.fixture.ts'
import type { TimeUnit } from './time-limit.ts'
import { compileCalendar } from './working-calendar.ts'
import { WorkingCalendarSource } from './working-calendar-source.ts'

type Situation = readonly [what: string, received: string, amount: number, unit: TimeUnit, due: string]

const expectDue = (due: Temporal.Instant, text: string): void =>
  expect(due.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(
    text.replace(' ', 'T'),
  )

const holidays: readonly Situation[] = [
  ['New Year 2024', '2023-12-29 10:00', 1, 'working_day', '2024-01-02 10:00'],
  ['Tết 2024, 8 to 14 February', '2024-02-07 10:00', 3, 'working_day', '2024-02-19 10:00'],
  ['Hùng Kings 2024', '2024-04-17 10:00', 1, 'working_day', '2024-04-19 10:00'],
  ['bridge day of 29 April 2024, received at the cutoff', '2024-04-26 15:00', 1, 'working_day', '2024-05-02 17:00'],
  ['working Saturday 4 May 2024', '2024-05-03 09:00', 1, 'working_day', '2024-05-04 09:00'],
  ['National Day 2024 with its compensation', '2024-08-30 14:59', 1, 'working_day', '2024-09-04 14:59'],
  ['New Year 2025, received after the cutoff', '2024-12-31 15:30', 1, 'working_day', '2025-01-02 17:00'],
  ['Tết 2025, received after the cutoff', '2025-01-24 16:00', 5, 'working_day', '2025-02-07 17:00'],
  ['Hùng Kings 2025, a Monday', '2025-04-04 08:00', 1, 'working_day', '2025-04-08 08:00'],
  ['received on the working Saturday 26 April 2025', '2025-04-26 10:00', 1, 'working_day', '2025-04-28 10:00'],
  ['30 April to 4 May 2025', '2025-04-29 10:00', 1, 'working_day', '2025-05-05 10:00'],
  ['National Day 2025', '2025-08-29 10:00', 1, 'working_day', '2025-09-03 10:00'],
  ['24 November 2025 is still a day of work', '2025-11-21 10:00', 1, 'working_day', '2025-11-24 10:00'],
  ['New Year 2026 with its bridge day', '2025-12-31 10:00', 2, 'working_day', '2026-01-06 10:00'],
  ['working Saturday 10 January 2026', '2026-01-09 10:00', 2, 'working_day', '2026-01-12 10:00'],
  ['Tết 2026', '2026-02-13 10:00', 1, 'working_day', '2026-02-23 10:00'],
  ['Hùng Kings 2026 on a Sunday, compensated', '2026-04-24 10:00', 1, 'working_day', '2026-04-28 10:00'],
  ['30 April to 3 May 2026', '2026-04-29 10:00', 1, 'working_day', '2026-05-04 10:00'],
  ['moved onto the working Saturday 22 August 2026', '2026-08-21 15:01', 1, 'working_day', '2026-08-22 17:00'],
  ['29 August to 2 September 2026', '2026-08-28 15:20', 3, 'working_day', '2026-09-07 17:00'],
  ['Day of Culture 2026, the first', '2026-11-23 10:00', 1, 'working_day', '2026-11-25 10:00'],
  ['New Year 2027', '2026-12-31 10:00', 1, 'working_day', '2027-01-04 10:00'],
  ['Tết 2027 as derived', '2027-02-04 10:00', 1, 'working_day', '2027-02-11 10:00'],
  ['Hùng Kings 2027', '2027-04-15 10:00', 1, 'working_day', '2027-04-19 10:00'],
  ['1 May 2027 on a Saturday, compensated', '2027-04-29 10:00', 1, 'working_day', '2027-05-04 10:00'],
  ['National Day 2027', '2027-09-01 10:00', 1, 'working_day', '2027-09-06 10:00'],
  ['Day of Culture 2027', '2027-11-23 10:00', 1, 'working_day', '2027-11-25 10:00'],
]

const hoursOfReceipt: readonly Situation[] = [
  ['just before the cutoff', '2026-08-24 14:59', 1, 'working_day', '2026-08-25 14:59'],
  ['the last second before the cutoff', '2026-08-24 14:59:59', 1, 'working_day', '2026-08-25 14:59'],
  ['exactly at the cutoff', '2026-08-24 15:00', 1, 'working_day', '2026-08-25 17:00'],
  ['after closing', '2026-08-24 20:00', 1, 'working_day', '2026-08-25 17:00'],
  ['just before midnight', '2026-08-24 23:59', 1, 'working_day', '2026-08-25 17:00'],
  ['at midnight', '2026-08-25 00:00', 1, 'working_day', '2026-08-25 17:00'],
  ['before opening: that day is the first', '2026-08-24 06:10', 1, 'working_day', '2026-08-24 17:00'],
  ['at opening', '2026-08-24 07:00', 1, 'working_day', '2026-08-25 07:00'],
  ['at noon: from the afternoon on, no day is won', '2026-08-24 12:00', 1, 'working_day', '2026-08-25 13:30'],
  ['as lunch begins', '2026-08-24 11:30', 1, 'working_day', '2026-08-25 13:30'],
  ['on a Saturday', '2026-09-12 09:00', 1, 'working_day', '2026-09-14 17:00'],
  ['on a Sunday', '2026-09-13 09:00', 5, 'working_day', '2026-09-18 17:00'],
  ['on a holiday', '2026-09-02 09:00', 2, 'working_day', '2026-09-04 17:00'],
]

const hourLimits: readonly Situation[] = [
  ['same day, over lunch', '2026-08-24 08:00', 4, 'working_hour', '2026-08-24 14:00'],
  ['same morning, to its very end', '2026-08-24 07:30', 4, 'working_hour', '2026-08-24 11:30'],
  ['same afternoon', '2026-08-24 14:59', 2, 'working_hour', '2026-08-24 16:59'],
  ['eight hours are a day', '2026-08-24 08:00', 8, 'working_hour', '2026-08-25 08:00'],
  ['after the cutoff', '2026-08-24 15:00', 2, 'working_hour', '2026-08-25 09:00'],
  ['half an hour around lunch', '2026-08-24 11:15', 0.5, 'working_hour', '2026-08-24 13:45'],
  ['over National Day', '2026-08-28 08:00', 8, 'working_hour', '2026-09-03 08:00'],
  ['three days, to closing', '2026-08-24 06:00', 24, 'working_hour', '2026-08-26 17:00'],
]

const byCalendar: readonly Situation[] = [
  ['30 days', '2026-06-01 10:00', 30, 'calendar_day', '2026-07-01 10:00'],
  ['ending on a Saturday before National Day', '2026-08-24 10:00', 5, 'calendar_day', '2026-09-03 10:00'],
  ['ending on Tết', '2026-02-06 10:00', 10, 'calendar_day', '2026-02-23 10:00'],
  ['ending on the working Saturday', '2026-08-17 09:00', 5, 'calendar_day', '2026-08-22 09:00'],
  ['received after the cutoff', '2026-08-24 15:30', 3, 'calendar_day', '2026-08-28 07:00'],
  ['31 January, leap year', '2024-01-31 10:00', 1, 'month', '2024-02-29 10:00'],
  ['31 January, other years', '2029-01-31 10:00', 1, 'month', '2029-02-28 10:00'],
  ['a month ending on a Sunday', '2027-01-29 10:00', 1, 'month', '2027-03-01 10:00'],
  ['31 March: the last of April is a holiday', '2026-03-31 10:00', 1, 'month', '2026-05-04 10:00'],
  ['six months into the next year', '2026-08-24 10:00', 6, 'month', '2027-02-24 10:00'],
  ['twelve months', '2026-08-24 10:00', 12, 'month', '2027-08-24 10:00'],
]

describe('due dates', () => {
  it.each([...holidays, ...hoursOfReceipt, ...hourLimits, ...byCalendar])(
    '%s: %s + %d %s is %s',
    (_what, received, amount, unit, due) =>
      expectDue(computeDue(provincialCalendar, defaultDeadlineRules, { amount, unit }, at(received)).dueAt, due),
  )
})

describe('rules that are settings', () => {
  const dueWith = (rules: unknown, received: string, amount: number, unit: TimeUnit): Temporal.Instant =>
    computeDue(provincialCalendar, DeadlineRules.parse(rules), { amount, unit }, at(received)).dueAt

  it('counts from the next day within the last hour, where that is the rule', () => {
    const rules = { cutoff: { minutesBeforeClosing: 60 } }
    expectDue(dueWith(rules, '2026-08-24 15:59', 1, 'working_day'), '2026-08-25 15:59')
    expectDue(dueWith(rules, '2026-08-24 16:00', 1, 'working_day'), '2026-08-25 17:00')
  })

  it('knows no cutoff where there is none', () => {
    expectDue(dueWith({ cutoff: 'none' }, '2026-08-24 16:59', 1, 'working_day'), '2026-08-25 16:59')
    expectDue(dueWith({ cutoff: 'none' }, '2026-08-24 17:00', 1, 'working_day'), '2026-08-25 17:00')
  })

  it('never moves the step of a process by the hour of receipt', () =>
    expectDue(
      computeStepDue(
        provincialCalendar,
        defaultDeadlineRules,
        { amount: 2, unit: 'working_hour' },
        at('2026-08-24 16:00'),
      ).dueAt,
      '2026-08-25 08:00',
    ))

  it('ends limits by calendar at closing, where that is the rule', () => {
    const rules = { calendarLimitEnds: 'closing' }
    expectDue(dueWith(rules, '2026-08-24 10:00', 5, 'calendar_day'), '2026-09-03 17:00')
    expectDue(dueWith(rules, '2026-08-24 15:30', 3, 'calendar_day'), '2026-08-27 17:00')
    expectDue(dueWith(rules, '2026-03-31 10:00', 1, 'month'), '2026-05-04 17:00')
  })
})

describe('offices with other hours', () => {
  const calendar = compileCalendar(
    WorkingCalendarSource.parse({
      plans: [
        { inForceFrom: '2020-01-01', restDays: [7], byWeekday: { 6: [['07:00', '11:30']] } },
        {
          inForceFrom: '2026-10-15',
          restDays: [6, 7],
          usual: [
            ['07:30', '11:30'],
            ['13:00', '16:30'],
          ],
        },
      ],
      exceptions: provincialSource.exceptions,
    }),
  )
  const rules = DeadlineRules.parse({ cutoff: 'none' })
  const oneDayAfter = (received: string) =>
    computeDue(calendar, rules, { amount: 1, unit: 'working_day' }, at(received)).dueAt

  it('caps a due time at the closing of a short Saturday', () => {
    expectDue(oneDayAfter('2026-09-11 14:00'), '2026-09-12 11:30')
    expectDue(oneDayAfter('2026-09-12 08:00'), '2026-09-14 08:00')
    expectDue(oneDayAfter('2026-09-12 12:00'), '2026-09-14 17:00')
  })

  it('caps it at the earlier closing of the next shift plan', () =>
    expectDue(oneDayAfter('2026-10-14 16:45'), '2026-10-15 16:30'))

  it('waits for the later opening of the next shift plan', () =>
    expectDue(oneDayAfter('2026-10-14 07:10'), '2026-10-15 07:30'))

  it('keeps Saturdays free under the next shift plan', () =>
    expectDue(oneDayAfter('2026-10-16 09:00'), '2026-10-19 09:00'))
})

describe('the years of the calendar', () => {
  it('are never left with a guess', () =>
    expect(() =>
      computeDue(provincialCalendar, defaultDeadlineRules, { amount: 240, unit: 'month' }, at('2050-08-24 10:00')),
    ).toThrow(RangeError))

  it('lie in the zone of the country at seven hours, all of them', () => {
    for (let day = Temporal.PlainDate.from('2010-01-01'); day.year < 2060; day = day.add({ days: 1 }))
      expect(day.toZonedDateTime('Asia/Ho_Chi_Minh').offset).toBe('+07:00')
  })
})
