import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate, Temporal } from '#kernel/time.ts'
import { closingOn } from './closing.ts'
import { at, provincialCalendar } from './provincial-calendar.fixture.ts'
import { compileCalendar } from './working-calendar.ts'
import { WorkingCalendarSource } from './working-calendar-source.ts'
import { restsOn, workingDaysWithin } from './working-time.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

const saturdaysUntilNoon = compileCalendar(
  WorkingCalendarSource.parse({
    plans: [
      {
        inForceFrom: '2020-01-01',
        usual: [
          ['07:30', '11:30'],
          ['13:00', '16:30'],
        ],
        byWeekday: { 6: [['07:30', '11:30']] },
        restDays: [7],
      },
    ],
    exceptions: [],
  }),
)

describe('the closing of a day', () => {
  it.each([
    { name: 'a usual day', on: '2026-09-07', at: '2026-09-07 17:00', rest: null },
    { name: 'a Sunday', on: '2026-09-06', at: '2026-09-04 17:00', rest: { name: null } },
    { name: 'the National Day, after the eve that is off too', on: '2026-09-02', at: '2026-08-28 17:00', rest: {} },
  ])('$name', ({ on, at: until, rest }) => {
    const closing = closingOn(provincialCalendar, day(on))
    expect(closing?.at).toEqual(at(until))
    if (rest === null) expect(closing?.rest).toBeNull()
    else expect(closing?.rest).toMatchObject({ day: day(on), ...rest })
  })

  it('follows the shifts of the day', () => {
    expect(closingOn(saturdaysUntilNoon, day('2026-11-27'))?.at).toEqual(at('2026-11-27 16:30'))
    expect(closingOn(saturdaysUntilNoon, day('2026-11-28'))).toEqual({ at: at('2026-11-28 11:30'), rest: null })
    expect(closingOn(saturdaysUntilNoon, day('2026-11-29'))?.at).toEqual(at('2026-11-28 11:30'))
  })

  it('knows none beyond its years', () => {
    expect(closingOn(provincialCalendar, day('2060-01-01'))).toBeNull()
    expect(closingOn(provincialCalendar, day('1999-05-03'))).toBeNull()
    const firstIsRest = compileCalendar(
      WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], exceptions: [] }),
      {
        from: day('2026-11-28'),
        until: day('2026-12-31'),
      },
    )
    expect(closingOn(firstIsRest, day('2026-11-29'))).toBeNull()
  })

  it('is always on a day of work, none between it and the day that was meant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 4_000 }), (days) => {
        const meant = day('2024-01-01').add({ days })
        const closing = closingOn(provincialCalendar, meant)
        const closed = closing === null ? null : localDate(closing.at)
        expect(closed).not.toBeNull()
        if (closed === null) return
        expect(restsOn(provincialCalendar, closed)).toBe(false)
        expect(workingDaysWithin(provincialCalendar, closed, meant)).toBe(1)
        expect(closing?.rest === null).toBe(closed.equals(meant))
      }),
    )
  })
})
