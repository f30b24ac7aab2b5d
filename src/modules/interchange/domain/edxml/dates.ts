import { Temporal } from '#kernel/time.ts'

const forms = [
  /^(?<year>\d{4})[/-](?<month>\d{1,2})[/-](?<day>\d{1,2})(?<rest>.*)$/,
  /^(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4})(?<rest>.*)$/,
]
const clock = /^[T\s]\s*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:[.,]\d+)?$/

type Moment = { readonly date: Temporal.PlainDate; readonly time: Temporal.PlainTime | null }

const readMoment = (text: string): Moment | null => {
  const found = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)
  if (found === undefined) return null
  const { year, month, day, rest = '' } = found
  const { hour, minute, second = 0 } = clock.exec(rest)?.groups ?? {}
  if (rest.trim() !== '' && hour === undefined) return null
  const strict = { overflow: 'reject' } as const
  try {
    return {
      date: Temporal.PlainDate.from({ year: Number(year), month: Number(month), day: Number(day) }, strict),
      time:
        hour === undefined
          ? null
          : Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute), second: Number(second) }, strict),
    }
  } catch {
    return null
  }
}

/** `2018/09/20`, `20/09/2018`, `2018-09-20`, with or without a time → `2018-09-20`; null for what is no day. */
export const readDate = (text: string): string | null => readMoment(text)?.date.toString() ?? null

/** `2018/09/20 15:04:05` and its like → `2018-09-20T15:04:05`, local time of Vietnam; a day alone begins at midnight. */
export const readTime = (text: string): string | null => {
  const moment = readMoment(text)
  return moment === null
    ? null
    : moment.date.toPlainDateTime(moment.time ?? undefined).toString({ smallestUnit: 'second' })
}

/** `2018-09-20` → `2018/09/20`. */
export const writeDate = (date: string): string => date.replaceAll('-', '/')

/** `2018-09-20T15:04:05` → `2018/09/20 15:04:05`. */
export const writeTime = (time: string): string => time.replaceAll('-', '/').replace('T', ' ')
