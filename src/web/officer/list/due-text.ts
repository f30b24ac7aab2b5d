import { formatClock, localTime, type Temporal } from '#kernel/time.ts'
import { remainingInWords, workingMinutesBetween } from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import type { WorkLevel, WorkMoment } from '#modules/dossiers/index.ts'
import type { Messages } from '#web/messages/index.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** `16:30 hôm nay`, `T6 04/12`; with the year when it is another one. */
export const dayText = (t: Messages, at: Temporal.Instant, now: Temporal.Instant): string => {
  const local = localTime(at)
  const today = localTime(now)
  if (local.toPlainDate().equals(today.toPlainDate())) return t.officer.today(formatClock(local))
  const year = local.year === today.year ? '' : `/${local.year}`
  return t.officer.shortDay(local.dayOfWeek, `${two(local.day)}/${two(local.month)}${year}`)
}

/** Whether something that is due at a moment presses. */
export const levelAt = ({ now, soonUntil }: WorkMoment, at: Temporal.Instant | null): WorkLevel => {
  if (at === null || at.epochMilliseconds > soonUntil.epochMilliseconds) return 'later'
  return at.epochMilliseconds < now.epochMilliseconds ? 'overdue' : 'soon'
}

/** How a due moment stands to the present: what is left or late in working time, or the day when it is far. */
export const dueText = (
  t: Messages,
  workingTime: WorkingTime,
  level: WorkLevel,
  pressingAt: Temporal.Instant | null,
  now: Temporal.Instant,
): string => {
  if (pressingAt === null) return t.officer.noLimit
  if (level === 'later') return dayText(t, pressingAt, now)
  const minutes = workingMinutesBetween(workingTime.calendar, now, pressingAt)
  return remainingInWords(minutes, level !== 'soon')
}
