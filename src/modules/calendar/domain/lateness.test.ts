import { describe, expect, it } from 'vitest'
import { formatInstant, Temporal } from '#kernel/time.ts'
import { acceptanceDue, addWorkingDays, normalizeStart, officerAlertDue, supplementAnswerDue } from './deadline.ts'
import { DeadlineRules, deadlineRulesOn, defaultDeadlineRules as rules } from './deadline-rules.ts'
import { apologyDue, apologyOpens, lateness } from './lateness.ts'
import { at, provincialCalendar as calendar } from './provincial-calendar.fixture.ts'
import { TimeLimit, type TimeUnit } from './time-limit.ts'
import { remainingInWords, workingTimeText } from './wording.ts'
import { WorkingCalendarSource } from './working-calendar-source.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

const due = at('2026-08-26 10:00')

describe('lateness', () => {
  it.each([
    ['2026-08-24 09:59', 3, 'working_day', 'later', 961],
    ['2026-08-25 09:59', 3, 'working_day', 'later', 481],
    ['2026-08-25 10:00', 3, 'working_day', 'due-soon', 480],
    ['2026-08-26 10:00', 3, 'working_day', 'due-soon', 0],
    ['2026-08-26 10:01', 3, 'working_day', 'overdue', -1],
    ['2026-08-27 10:00', 3, 'working_day', 'overdue', -480],
    ['2026-08-27 10:01', 3, 'working_day', 'critically-overdue', -481],
    ['2026-08-27 10:01', 30, 'working_day', 'overdue', -481],
    ['2026-09-03 10:00', 30, 'working_day', 'overdue', -1440],
    ['2026-09-03 10:01', 30, 'working_day', 'critically-overdue', -1441],
    ['2026-09-03 10:01', 90, 'calendar_day', 'overdue', -1441],
    ['2026-09-03 10:01', 4, 'month', 'overdue', -1441],
    ['2026-08-27 10:01', 8, 'working_hour', 'critically-overdue', -481],
  ] as const)('at %s of a limit of %d %s: %s, %d minutes', (now, amount, unit, group, remainingMinutes) =>
    expect(lateness(calendar, rules, at(now), due, { amount, unit: unit satisfies TimeUnit })).toEqual({
      group,
      remainingMinutes,
    }),
  )

  it('is overdue on the weekend after, though no working time has passed', () =>
    expect(
      lateness(calendar, rules, at('2026-08-29 09:00'), at('2026-08-28 17:00'), { amount: 3, unit: 'working_day' }),
    ).toMatchObject({ group: 'overdue', remainingMinutes: expect.closeTo(0) }))

  it.each([
    [3 * 480 + 120, 'còn 3 ngày 2 giờ'],
    [3 * 480 + 125, 'còn 3 ngày 2 giờ'],
    [480, 'còn 1 ngày'],
    [80, 'còn 1 giờ 20 phút'],
    [5, 'còn 5 phút'],
    [0, 'đến hạn'],
    [-3 * 480, 'trễ 3 ngày'],
    [-3 * 480 - 59, 'trễ 3 ngày'],
    [-90, 'trễ 1 giờ 30 phút'],
  ])('%d minutes are "%s"', (minutes, words) => expect(remainingInWords(minutes)).toBe(words))

  it('says so when it is past without working time', () => expect(remainingInWords(0, true)).toBe('vừa quá hạn'))
  it('writes working time in full', () => expect(workingTimeText(2 * 480 + 61)).toBe('2 ngày 1 giờ 1 phút'))
})

describe('the small limits', () => {
  it.each([
    ['acceptance within eight working hours', acceptanceDue, '2026-08-24 16:00', '16:00 25/08/2026'],
    ['acceptance of what came on a Saturday', acceptanceDue, '2026-09-12 16:00', '17:00 14/09/2026'],
    ['an alert after two working hours', officerAlertDue, '2026-08-24 16:00', '08:00 25/08/2026'],
    ['an answer within fifteen working days', supplementAnswerDue, '2026-08-24 09:00', '17:00 17/09/2026'],
    ['an answer to what was asked after closing', supplementAnswerDue, '2026-08-24 18:00', '17:00 17/09/2026'],
  ] as const)('%s', (_what, limit, from, until) => expect(formatInstant(limit(calendar, rules, at(from)))).toBe(until))

  it.each([
    ['2026-09-07 17:00', '17:00 04/09/2026'],
    ['2026-09-03 09:00', '09:00 28/08/2026'],
    ['2026-08-24 09:00', '09:00 22/08/2026'],
  ])('the apology for %s falls due at %s', (dueAt, until) =>
    expect(formatInstant(apologyDue(calendar, rules, at(dueAt)))).toBe(until),
  )

  it.each([
    ['a long limit: a working day before it falls due', '2026-08-24 09:00', '2026-09-10 09:00', '09:00 08/09/2026'],
    ['three days: not before half of them', '2026-09-07 08:00', '2026-09-10 08:00', '14:00 08/09/2026'],
    ['one day: not at the receipt', '2026-09-07 09:00', '2026-09-08 09:00', '15:00 07/09/2026'],
  ])('the apology is asked for: %s', (_what, from, dueAt, opens) =>
    expect(formatInstant(apologyOpens(calendar, rules, at(from), at(dueAt)))).toBe(opens),
  )
})

describe('working time', () => {
  it('counts back and forth', () => {
    expect(workingMinutesBetween(calendar, at('2026-08-28 16:00'), at('2026-09-03 08:00'))).toBe(120)
    expect(workingMinutesBetween(calendar, at('2026-09-03 08:00'), at('2026-08-28 16:00'))).toBe(-120)
  })

  it.each([
    ['2026-08-28 16:30', 30, '17:00 28/08/2026'],
    ['2026-08-28 16:30', 31, '07:01 03/09/2026'],
    ['2026-08-28 17:00', 0, '17:00 28/08/2026'],
    ['2026-08-29 17:00', 0, '07:00 03/09/2026'],
    ['2026-09-03 07:30', -30, '07:00 03/09/2026'],
    ['2026-09-03 07:30', -31, '16:59 28/08/2026'],
  ])('%s and %d minutes are %s', (from, minutes, until) =>
    expect(formatInstant(addWorkingMinutes(calendar, at(from), minutes))).toBe(until),
  )

  it('refuses to count beyond its years', () => {
    expect(() => addWorkingMinutes(calendar, at('2059-12-31 16:00'), 999_999)).toThrow(RangeError)
    expect(() => addWorkingMinutes(calendar, at('2010-01-04 08:00'), -999_999)).toThrow(RangeError)
    expect(() => workingMinutesBetween(calendar, at('2009-12-31 16:00'), at('2026-08-28 16:00'))).toThrow(RangeError)
  })

  it('adds days from a day off as whole days', () =>
    expect(formatInstant(addWorkingDays(calendar, at('2026-08-29 09:00'), 1))).toBe('17:00 03/09/2026'))

  it('says where counting begins', () => {
    const { countedFrom, moved } = normalizeStart(calendar, rules, at('2026-08-28 15:20'))
    expect([formatInstant(countedFrom), moved]).toEqual(['07:00 03/09/2026', 'after-cutoff'])
  })
})

describe('what settings and rows may say', () => {
  it.each([
    [{ amount: 0, unit: 'working_day' }],
    [{ amount: 1.5, unit: 'working_day' }],
    [{ amount: -1, unit: 'month' }],
    [{ amount: 1 / 7, unit: 'working_hour' }],
    [{ amount: 5, unit: 'unknown' }],
    [{ amount: 3_661, unit: 'calendar_day' }],
    [{ amount: 241, unit: 'month' }],
  ])('no limit: %j', (limit) => expect(TimeLimit.safeParse(limit).success).toBe(false))

  it('hours may be halves and quarters', () =>
    expect(TimeLimit.safeParse({ amount: 0.25, unit: 'working_hour' }).success).toBe(true))

  const plan = { inForceFrom: '2020-01-01' }
  it.each<[string, unknown]>([
    ['no plan', { plans: [] }],
    ['two plans of one day', { plans: [plan, plan] }],
    ['a day named twice', { plans: [plan], exceptions: [holiday('2026-01-01'), holiday('2026-01-01')] }],
    ['a day that is none', { plans: [plan], exceptions: [holiday('2026-02-30')] }],
    ['a week without work', { plans: [{ ...plan, restDays: [1, 2, 3, 4, 5, 6, 7] }] }],
    ['a shift that ends before it begins', { plans: [{ ...plan, usual: [['13:00', '12:00']] }] }],
    [
      'shifts that overlap',
      {
        plans: [
          {
            ...plan,
            usual: [
              [420, 700],
              [690, 900],
            ],
          },
        ],
      },
    ],
    ['a clock that is none', { plans: [{ ...plan, usual: [['07:60', '12:00']] }] }],
  ])('no calendar: %s', (_what, source) => expect(WorkingCalendarSource.safeParse(source).success).toBe(false))

  it('rules have their defaults', () =>
    expect(DeadlineRules.parse({})).toMatchObject({
      cutoff: { at: 900 },
      maxReappointments: 1,
      acceptanceMinutes: 480,
    }))

  it('rules are those of the day', () => {
    const from = Temporal.PlainDate.from('2026-01-01')
    const until = Temporal.PlainDate.from('2027-01-01')
    const versions = [{ inForceFrom: from, inForceUntil: until, rules }]
    expect(deadlineRulesOn(versions, from).ok).toBe(true)
    expect(deadlineRulesOn(versions, until)).toEqual({ ok: false, refusal: { code: 'calendar.no-rules-in-force' } })
  })
})

function holiday(date: string) {
  return { date, kind: 'public_holiday', name: 'Lễ' }
}
