import { formatClock, localTime, type Temporal, weekdayName } from '#kernel/time.ts'
import { legalDayMinutes } from './time-limit.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** `28/08`, or `28/08/2026` when the year is not the one the reader is in. */
export const dayText = (date: Temporal.PlainDate, year: number): string =>
  `${two(date.day)}/${two(date.month)}${date.year === year ? '' : `/${date.year}`}`

const sameMonth = (left: Temporal.PlainDate, right: Temporal.PlainDate): boolean =>
  left.year === right.year && left.month === right.month

/** `29-30/08`, `31/08-01/09`, or one day. */
export const rangeText = (from: Temporal.PlainDate, until: Temporal.PlainDate, year: number): string => {
  if (from.equals(until)) return dayText(from, year)
  return `${sameMonth(from, until) ? two(from.day) : dayText(from, year)}-${dayText(until, year)}`
}

type Run = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

const runsOf = (days: readonly Temporal.PlainDate[]): readonly Run[] => {
  const runs: Run[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.until.add({ days: 1 }).equals(day)) runs[runs.length - 1] = { from: last.from, until: day }
    else runs.push({ from: day, until: day })
  }
  return runs
}

const daysNamedOneByOne = 10

/** `03, 04, 07/09`: the month after the last day of each month; many days are drawn together (`03-04, 07-11/09`). */
export const daysText = (days: readonly Temporal.PlainDate[], year: number): string => {
  const runs = days.length <= daysNamedOneByOne ? days.map((day) => ({ from: day, until: day })) : runsOf(days)
  return runs
    .map(({ from, until }, index) => {
      const next = runs[index + 1]
      const text = rangeText(from, until, year)
      const monthFollows = next !== undefined && sameMonth(until, next.from) && sameMonth(from, until)
      return monthFollows ? text.slice(0, text.indexOf('/')) : text
    })
    .join(', ')
}

/** `15:20 thứ Sáu 28/08` */
export const momentText = (instant: Temporal.Instant, year: number): string => {
  const local = localTime(instant)
  return `${formatClock(local)} ${weekdayName(local.dayOfWeek)} ${dayText(local.toPlainDate(), year)}`
}

/** `09:00 28/08` */
export const shortMomentText = (instant: Temporal.Instant, year: number): string => {
  const local = localTime(instant)
  return `${formatClock(local)} ${dayText(local.toPlainDate(), year)}`
}

/** Working time split as people say it: days of eight hours, hours, minutes. */
export const workingTimeParts = (minutes: number) => ({
  days: Math.floor(minutes / legalDayMinutes),
  hours: Math.floor((minutes % legalDayMinutes) / 60),
  minutes: minutes % 60,
})

const parts = (total: number): readonly string[] => {
  const { days, hours, minutes } = workingTimeParts(total)
  return [
    ...(days > 0 ? [`${days} ngày`] : []),
    ...(hours > 0 ? [`${hours} giờ`] : []),
    ...(minutes > 0 ? [`${minutes} phút`] : []),
  ]
}

/** Working time in days of eight hours, hours and minutes: `2 ngày 1 giờ 20 phút`. */
export const workingTimeText = (minutes: number): string => parts(minutes).join(' ') || '0 phút'

/** The same as people say it: from a day on without minutes. */
const roughly = (minutes: number): string =>
  parts(minutes < legalDayMinutes ? minutes : minutes - (minutes % 60)).join(' ')

/** `còn 3 ngày 2 giờ`, `còn 1 giờ 20 phút`, `trễ 3 ngày`; negative minutes are overdue. Days are working days of eight hours. */
export const remainingInWords = (remainingMinutes: number, overdue = remainingMinutes < 0): string => {
  if (remainingMinutes === 0) return overdue ? 'vừa quá hạn' : 'đến hạn'
  return remainingMinutes < 0 ? `trễ ${roughly(-remainingMinutes)}` : `còn ${roughly(remainingMinutes)}`
}

/** A name inside a sentence: `Nghỉ hoán đổi` → `nghỉ hoán đổi`; proper names keep their capital. */
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
