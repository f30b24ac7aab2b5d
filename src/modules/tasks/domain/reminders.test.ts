import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compileCalendar, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import { reminderOf, usualReminders } from './reminders.ts'

const calendar = compileCalendar(
  WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], exceptions: [] }),
)
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
/** A Thursday. */
const due = at('2026-09-10T17:00')

describe('a task is brought to mind, as the mornings pass', () => {
  it.each([
    ['a week before', '2026-09-03T07:00', null],
    ['on the Friday, three working days before it', '2026-09-07T07:00', '-3'],
    ['two days before: the same one still', '2026-09-08T07:00', '-3'],
    ['the day before', '2026-09-09T07:00', '-1'],
    ['on its day', '2026-09-10T07:00', '0'],
    ['late, but less than a day', '2026-09-11T07:00', null],
    ['a working day late, over the weekend', '2026-09-14T07:00', '+1'],
    ['three days late', '2026-09-16T07:00', '+3'],
    ['long late', '2026-10-30T07:00', '+7'],
  ])('%s', (_, now, moment) => {
    expect(reminderOf(calendar, usualReminders, due, at(now))?.split(' ')[1] ?? null).toBe(moment)
  })

  it('anew when its day was moved', () => {
    const moved = due.add({ hours: 24 * 7 })
    expect(reminderOf(calendar, usualReminders, moved, at('2026-09-17T07:00'))).not.toBe(
      reminderOf(calendar, usualReminders, due, at('2026-09-10T07:00')),
    )
  })

  it('never twice by the same name in turn: names follow each other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 40 }), { minLength: 2, maxLength: 30 }), (days) => {
        const names = [...days]
          .sort((one, other) => one - other)
          .map((day) => reminderOf(calendar, usualReminders, due, at('2026-09-10T07:00').add({ hours: 24 * day })))
        const changes = names.filter((name, index) => name !== null && name !== names[index - 1])
        expect(new Set(changes).size).toBe(changes.length)
      }),
    )
  })
})
