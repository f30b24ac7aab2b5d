import { Temporal, zone } from '#kernel/time.ts'
import workingDays from '../../../../db/reference-data/working-days.json' with { type: 'json' }
import { compileCalendar } from './working-calendar.ts'
import { WorkingCalendarSource } from './working-calendar-source.ts'

/** The calendar of the reference data with the usual office hours, for tests. */
export const provincialSource: WorkingCalendarSource = WorkingCalendarSource.parse({
  plans: [{ inForceFrom: '2020-01-01' }],
  ...workingDays,
})

export const provincialCalendar = compileCalendar(provincialSource)

/** `2026-08-28 15:20` on the clock of the office. */
export const at = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).toInstant()
