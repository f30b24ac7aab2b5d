import { Temporal } from 'temporal-polyfill'

export { Temporal }

/** The one legal time zone of the country. */
export const zone = 'Asia/Ho_Chi_Minh'

/** Where the present comes from; rules never ask it, use cases do. */
export type Clock = { readonly now: () => Temporal.Instant }

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still, for tests and rehearsals. */
export const stoppedClock = (at: Temporal.Instant | string): Clock => {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at
  return { now: () => instant }
}

export const localTime = (instant: Temporal.Instant): Temporal.ZonedDateTime => instant.toZonedDateTimeISO(zone)

export const localDate = (instant: Temporal.Instant): Temporal.PlainDate => localTime(instant).toPlainDate()

export const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime())

export const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)

const two = (value: number): string => String(value).padStart(2, '0')

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'] as const

/** 1 = Monday … 7 = Sunday, as in ISO 8601. */
export const weekdayName = (dayOfWeek: number): string => weekdays[dayOfWeek - 1] ?? ''

/** `07/09/2026` */
export const formatDate = (date: Temporal.PlainDate): string => `${two(date.day)}/${two(date.month)}/${date.year}`

/** `15:20` */
export const formatClock = (time: { readonly hour: number; readonly minute: number }): string =>
  `${two(time.hour)}:${two(time.minute)}`

/** `15:20 28/08/2026` */
export const formatInstant = (instant: Temporal.Instant): string => {
  const local = localTime(instant)
  return `${formatClock(local)} ${formatDate(local.toPlainDate())}`
}

/** `17:00 thứ Hai, 07/09/2026` */
export const formatInstantLong = (instant: Temporal.Instant): string => {
  const local = localTime(instant)
  return `${formatClock(local)} ${weekdayName(local.dayOfWeek)}, ${formatDate(local.toPlainDate())}`
}

/** `ngày 28 tháng 8 năm 2026`; days and the months 1 and 2 carry a leading zero, as NĐ 30/2020 writes them. */
export const formatLegalDate = (date: Temporal.PlainDate): string =>
  `ngày ${two(date.day)} tháng ${date.month < 3 ? two(date.month) : date.month} năm ${date.year}`
