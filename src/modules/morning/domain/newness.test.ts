import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compileCalendar, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import { newSince } from './newness.ts'

const nationalDay = { date: '2026-09-02', kind: 'public_holiday', name: 'Quốc khánh' }
const calendar = compileCalendar(
  WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], exceptions: [nationalDay] }),
)
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)

describe('new in the morning', () => {
  it.each([
    ['on a Tuesday: since Monday evening', '2026-09-08T08:00', '2026-09-07T17:00'],
    ['on a Monday: since Friday evening', '2026-09-07T08:00', '2026-09-04T17:00'],
    ['on a Sunday: since Friday evening', '2026-09-06T22:00', '2026-09-04T17:00'],
    ['after a holiday: since the evening before it', '2026-09-03T08:00', '2026-09-01T17:00'],
    ['late in the evening: since the evening before', '2026-09-08T23:30', '2026-09-07T17:00'],
  ])('%s', (_, now, since) => {
    expect(newSince(calendar, at(now)).toString()).toBe(at(since).toString())
  })
})
