import { formatDate, formatInstantLong, Temporal } from '#kernel/time.ts'
import { type Closing, closingOn, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { Flash, PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import { parseDateInput } from '#web/ui/form/date-input.ts'

type DueDay =
  /** Nothing was typed: it is due on no day. */
  | { readonly kind: 'none'; readonly closing: null }
  | { readonly kind: 'due'; readonly closing: Closing }
  | { readonly kind: 'wrong'; readonly text: string }

export const workingCalendarOf = async ({ deps, province }: PageRequest): Promise<WorkingCalendar> => {
  const { database, workingTime } = deps.dossiers(province)
  return (await workingTime(database)).calendar
}

/** Until when something is in time that is due on a typed day: the closing of that day, else of the working day before. */
export const readDueDay = (t: Messages, calendar: WorkingCalendar, typed: string): DueDay => {
  if (typed === '') return { kind: 'none', closing: null }
  const day = parseDateInput(typed)
  if (day === undefined) return { kind: 'wrong', text: t.tasks.refusals.dueUnreadable }
  const closing = closingOn(calendar, Temporal.PlainDate.from(day))
  return closing === null ? { kind: 'wrong', text: t.officer.dueDay.unknown } : { kind: 'due', closing }
}

/** What whoever chose a day of rest has to know; nothing for a day of work. */
export const saidOfRest = (t: Messages, { rest }: Closing): string =>
  rest === null ? '' : t.officer.dueDay.rest(formatDate(rest.day), rest.name ?? t.officer.dueDay.weekend)

/** What was done, with the day and hour that were counted; a day of rest calls for attention. */
export const dueNotice = (t: Messages, done: string, closing: Closing | null): Flash => {
  if (closing === null) return { kind: 'done', text: done }
  const parts = [done, t.officer.dueDay.counted(formatInstantLong(closing.at)), saidOfRest(t, closing)]
  return { kind: closing.rest === null ? 'done' : 'attention', text: parts.filter((part) => part !== '').join(' ') }
}
