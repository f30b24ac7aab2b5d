import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { formatInstant, type Temporal } from '#kernel/time.ts'
import type { ClockEvent } from './clock.ts'
import { apologyAllowed, type ClockState, recomputeDue, replayClock } from './clock-state.ts'
import { DeadlineRules, defaultDeadlineRules } from './deadline-rules.ts'
import { at, provincialCalendar as calendar, provincialSource } from './provincial-calendar.fixture.ts'
import { type TimeLimit, timeLimitFrom } from './time-limit.ts'
import { compileCalendar } from './working-calendar.ts'
import { WorkingCalendarSource } from './working-calendar-source.ts'

const threeDays: TimeLimit = { amount: 3, unit: 'working_day' }
const event = (kind: Exclude<ClockEvent['kind'], 'reappointed'>, when: string): ClockEvent => ({ kind, at: at(when) })
const reappointed = (when: string, newDue: string): ClockEvent => ({
  kind: 'reappointed',
  at: at(when),
  newDue: at(newDue),
})
const started = event('started', '2026-08-10 09:00')

const replay = (events: readonly ClockEvent[], rules = defaultDeadlineRules): ClockState =>
  acceptedValue(replayClock(calendar, rules, threeDays, events))
const refusal = (events: readonly ClockEvent[]): string | null => {
  const result = replayClock(calendar, defaultDeadlineRules, threeDays, events)
  return result.ok ? null : result.refusal.code
}
const text = (instant: Temporal.Instant | null): string | null => (instant === null ? null : formatInstant(instant))

describe('a clock', () => {
  it('does not run before it is started', () => {
    const state = replay([])
    expect(state.phase).toBe('not-started')
    expect(state.dueAt).toBeNull()
  })

  it('runs from the receipt', () => expect(text(replay([started]).dueAt)).toBe('09:00 13/08/2026'))

  it('shows nothing due while papers are missing', () => {
    const state = replay([started, event('supplement-requested', '2026-08-11 09:00')])
    expect(state.phase).toBe('awaiting-supplement')
    expect(state.dueAt).toBeNull()
    expect(text(state.dueBeforePause)).toBe('09:00 13/08/2026')
  })

  it('starts again from zero with the complete supplement', () => {
    const state = replay([
      started,
      event('supplement-requested', '2026-08-11 09:00'),
      event('supplement-completed', '2026-08-20 15:30'),
    ])
    expect(text(state.dueAt)).toBe('17:00 24/08/2026')
    expect(state.supplements).toBe(1)
    expect(text(state.startedAt)).toBe('09:00 10/08/2026')
  })

  it('starts again each time, were it asked twice', () => {
    const state = replay([
      started,
      event('supplement-requested', '2026-08-11 09:00'),
      event('supplement-completed', '2026-08-12 09:00'),
      event('supplement-requested', '2026-08-13 09:00'),
      event('supplement-completed', '2026-08-17 10:00'),
    ])
    expect(text(state.dueAt)).toBe('10:00 20/08/2026')
    expect(state.supplements).toBe(2)
  })

  it('is only shifted by a supplement, where that is the rule', () => {
    const state = replay(
      [started, event('supplement-requested', '2026-08-11 09:00'), event('supplement-completed', '2026-08-12 10:00')],
      DeadlineRules.parse({ supplementEffect: 'shift' }),
    )
    expect(text(state.dueAt)).toBe('10:00 14/08/2026')
  })

  it('stands still for a financial duty over a weekend, whose days are no working time', () => {
    const state = replay([
      started,
      event('finance-requested', '2026-08-12 16:00'),
      event('finance-settled', '2026-08-17 08:00'),
    ])
    // 12/08 one hour, 13/08 and 14/08 eight each, 17/08 one: 18 hours after 09:00 13/08
    expect(text(state.dueAt)).toBe('11:00 17/08/2026')
  })

  it('loses nothing to a pause that lies wholly on a weekend', () => {
    const state = replay([
      started,
      event('finance-requested', '2026-08-12 17:00'),
      event('finance-settled', '2026-08-13 06:30'),
    ])
    expect(text(state.dueAt)).toBe('09:00 13/08/2026')
  })

  it('has no due date while the duty is open', () => {
    const state = replay([started, event('finance-requested', '2026-08-12 16:00')])
    expect(state.phase).toBe('awaiting-finance')
    expect(state.dueAt).toBeNull()
    expect(text(state.pausedSince)).toBe('16:00 12/08/2026')
  })

  it('may be finished while the duty is open, which then counts as settled', () => {
    const state = replay([
      started,
      event('finance-requested', '2026-08-12 16:00'),
      event('finished', '2026-08-13 16:00'),
    ])
    expect(state.settled).toBe('early')
    expect(text(state.dueAt)).toBe('09:00 14/08/2026')
  })

  it.each([
    ['early', '2026-08-13 08:00'],
    ['on-time', '2026-08-13 08:01'],
    ['on-time', '2026-08-13 09:00'],
    ['late', '2026-08-13 09:00:01'],
  ])('settles %s at %s', (settled, when) => expect(replay([started, event('finished', when)]).settled).toBe(settled))

  it('stops for good', () => {
    const state = replay([started, event('stopped', '2026-08-12 16:00')])
    expect(state.phase).toBe('stopped')
    expect(state.dueAt).toBeNull()
  })

  it('never runs on an unknown unit', () => {
    const limit = timeLimitFrom({ amount: 5, unit: 'unknown' })
    expect(limit).toBeNull()
    const events = [started, event('supplement-requested', '2026-08-11 09:00')]
    const state = acceptedValue(replayClock(calendar, defaultDeadlineRules, limit, events))
    expect(state.phase).toBe('awaiting-supplement')
    expect(state.dueAt).toBeNull()
    const again = replayClock(calendar, defaultDeadlineRules, limit, [
      started,
      reappointed('2026-08-12 09:00', '2026-08-20 17:00'),
    ])
    expect(again).toEqual({ ok: false, refusal: { code: 'calendar.clock-without-limit' } })
  })
})

describe('a re-appointment', () => {
  const once = reappointed('2026-08-12 09:00', '2026-08-20 17:00')

  it('sets a new due date', () => {
    const state = replay([started, once])
    expect(text(state.dueAt)).toBe('17:00 20/08/2026')
    expect(state.reappointments).toBe(1)
  })

  it('is refused a second time', () =>
    expect(refusal([started, once, reappointed('2026-08-19 09:00', '2026-08-28 17:00')])).toBe(
      'calendar.reappointments-spent',
    ))

  it('is refused a second time even after a supplement started the limit again', () =>
    expect(
      refusal([
        started,
        once,
        event('supplement-requested', '2026-08-13 09:00'),
        event('supplement-completed', '2026-08-14 09:00'),
        reappointed('2026-08-18 09:00', '2026-08-28 17:00'),
      ]),
    ).toBe('calendar.reappointments-spent'))

  it('moves on when its day is declared off later', () => {
    const source = WorkingCalendarSource.parse({
      plans: [{ inForceFrom: '2020-01-01' }],
      exceptions: [...provincialSource.exceptions, { date: '2026-08-20', kind: 'public_holiday', name: 'Lễ' }],
    })
    const due = recomputeDue(compileCalendar(source), defaultDeadlineRules, threeDays, [started, once])
    expect(text(acceptedValue(due))).toBe('17:00 21/08/2026')
  })

  const state = replay([started])
  const allowed = (now: string, newDue: string, clock = state) =>
    apologyAllowed(calendar, defaultDeadlineRules, clock, at(now), at(newDue))
  const code = (result: ReturnType<typeof allowed>) => (result.ok ? result.value.inTime : result.refusal.code)

  it.each([
    ['2026-08-12 09:00', '2026-08-20 17:00', true],
    ['2026-08-12 09:01', '2026-08-20 17:00', false],
    ['2026-08-14 09:00', '2026-08-20 17:00', false],
    ['2026-08-12 09:00', '2026-08-13 09:00', 'calendar.reappointment-not-later'],
    ['2026-08-14 09:00', '2026-08-14 08:00', 'calendar.reappointment-not-later'],
    ['2026-08-12 09:00', '2026-08-20 12:00', 'calendar.reappointment-outside-working-time'],
    ['2026-08-12 09:00', '2026-09-02 09:00', 'calendar.reappointment-outside-working-time'],
  ])('asked at %s for %s: %s', (now, newDue, answer) => expect(code(allowed(now, newDue))).toBe(answer))

  it('is refused when spent, and when no clock runs', () => {
    expect(code(allowed('2026-08-19 09:00', '2026-08-28 17:00', replay([started, once])))).toBe(
      'calendar.reappointments-spent',
    )
    const waiting = replay([started, event('finance-requested', '2026-08-12 09:00')])
    expect(code(allowed('2026-08-12 10:00', '2026-08-28 17:00', waiting))).toBe('calendar.clock-not-running')
  })
})

describe('events that cannot follow each other are refused', () => {
  const asked = event('supplement-requested', '2026-08-11 09:00')
  it.each<[string, readonly ClockEvent[]]>([
    ['calendar.clock-not-started', [asked]],
    ['calendar.clock-not-started', [event('finance-requested', '2026-08-11 09:00')]],
    ['calendar.clock-not-started', [event('finished', '2026-08-11 09:00')]],
    ['calendar.clock-not-started', [event('stopped', '2026-08-11 09:00')]],
    ['calendar.clock-not-started', [reappointed('2026-08-11 09:00', '2026-08-20 09:00')]],
    ['calendar.clock-already-started', [started, started]],
    ['calendar.clock-not-running', [started, asked, event('finance-requested', '2026-08-12 09:00')]],
    ['calendar.clock-not-running', [started, asked, event('finished', '2026-08-12 09:00')]],
    ['calendar.clock-not-running', [started, asked, reappointed('2026-08-12 09:00', '2026-08-20 09:00')]],
    ['calendar.clock-not-paused', [started, event('supplement-completed', '2026-08-11 09:00')]],
    ['calendar.clock-not-paused', [started, event('finance-settled', '2026-08-11 09:00')]],
    ['calendar.clock-not-paused', [started, asked, event('finance-settled', '2026-08-12 09:00')]],
    ['calendar.clock-closed', [started, event('finished', '2026-08-11 09:00'), asked]],
    ['calendar.clock-closed', [started, event('stopped', '2026-08-11 09:00'), asked]],
    ['calendar.events-out-of-order', [started, event('finished', '2026-08-10 08:59')]],
  ])('%s', (code, events) => expect(refusal(events)).toBe(code))
})
