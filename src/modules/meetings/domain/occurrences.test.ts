import { describe, expect, it } from 'vitest'
import { localTime, Temporal } from '#kernel/time.ts'
import { compileCalendar, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import { occurrencesOf } from './occurrences.ts'

const calendar = compileCalendar(
  WorkingCalendarSource.parse({
    plans: [{ inForceFrom: '2020-01-01' }],
    exceptions: [{ date: '2026-09-21', kind: 'public_holiday', name: 'Lễ', certainty: 'decided' }],
  }),
)
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const day = (text: string) => Temporal.PlainDate.from(text)
const monday = { startsAt: at('2026-09-07T07:30'), endsAt: at('2026-09-07T09:00') }

const shown = (...asked: Parameters<typeof occurrencesOf>) => {
  const found = occurrencesOf(...asked)
  return found.ok
    ? {
        times: found.value.times.map(({ startsAt }) => localTime(startsAt).toPlainDateTime().toString()),
        rested: found.value.rested.map(String),
      }
    : found.refusal.code
}

describe('what takes place', () => {
  it('once', () => expect(shown(monday, null, calendar)).toEqual({ times: ['2026-09-07T07:30:00'], rested: [] }))

  it('every week at the same hour until a day, but for days of rest', () =>
    expect(shown(monday, day('2026-09-28'), calendar)).toEqual({
      times: ['2026-09-07T07:30:00', '2026-09-14T07:30:00', '2026-09-28T07:30:00'],
      rested: ['2026-09-21'],
    }))

  it('every week on a day of rest, when that is what was meant', () => {
    const sunday = { startsAt: at('2026-09-06T08:00'), endsAt: at('2026-09-06T10:00') }
    expect(shown(sunday, day('2026-09-19'), calendar)).toEqual({
      times: ['2026-09-06T08:00:00', '2026-09-13T08:00:00'],
      rested: [],
    })
  })

  it.each(['2026-09-06', '2027-09-14', '2060-01-01'])('not until %s', (until) =>
    expect(shown(monday, day(until), calendar)).toBe('engagement.repeat-unfit'),
  )

  it('over midnight as long as the first time', () => {
    const night = { startsAt: at('2026-09-08T22:00'), endsAt: at('2026-09-09T02:00') }
    const found = occurrencesOf(night, day('2026-09-15'), calendar)
    expect(found.ok && found.value.times[1]?.endsAt).toEqual(at('2026-09-16T02:00'))
  })
})
