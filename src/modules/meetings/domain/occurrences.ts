import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, localTime, Temporal } from '#kernel/time.ts'
import { restsOn, spans, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { EngagementWords } from './engagement.ts'
import type { MeetingRefusal } from './refusals.ts'

/** What repeats for longer than this is registered anew. */
const mostWeeks = 53

/** When an engagement takes place, once or every week, and the days that were left out because nobody works on them. */
export type Occurrences = {
  readonly times: readonly Pick<EngagementWords, 'startsAt' | 'endsAt'>[]
  readonly rested: readonly Temporal.PlainDate[]
}

/**
 * Every week at the same clock time until a day, that day included. What begins on a day of work is not held on days of rest; what begins
 * on a day of rest was meant for such days.
 */
export const occurrencesOf = (
  { startsAt, endsAt }: Pick<EngagementWords, 'startsAt' | 'endsAt'>,
  until: Temporal.PlainDate | null,
  calendar: WorkingCalendar,
): Result<Occurrences, MeetingRefusal> => {
  const first = localDate(startsAt)
  if (until === null) return accept({ times: [{ startsAt, endsAt }], rested: [] })
  const last = first.add({ weeks: mostWeeks })
  if (
    Temporal.PlainDate.compare(until, first) < 0 ||
    Temporal.PlainDate.compare(until, last) > 0 ||
    !spans(calendar, until)
  )
    return refuse({ code: 'engagement.repeat-unfit' })
  const weeks = Math.floor(first.until(until).days / 7)
  const isMeantForRest = spans(calendar, first) && restsOn(calendar, first)
  const days = Array.from({ length: weeks + 1 }, (_, week) => ({ week, day: first.add({ weeks: week }) }))
  const isHeld = ({ day }: { readonly day: Temporal.PlainDate }) => isMeantForRest || !restsOn(calendar, day)
  const later = (moment: Temporal.Instant, week: number) => localTime(moment).add({ weeks: week }).toInstant()
  return accept({
    times: days.filter(isHeld).map(({ week }) => ({ startsAt: later(startsAt, week), endsAt: later(endsAt, week) })),
    rested: days.filter((one) => !isHeld(one)).map(({ day }) => day),
  })
}
