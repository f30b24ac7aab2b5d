import { formatDate, localDate, localTime, type Temporal } from '#kernel/time.ts'

/** When an agency signs in the corner of a copy or of an companion: `07/09/2026 08:15:30 +07:00`. @legal ND-30-2020 Phụ lục I */
export const signedAtText = (at: Temporal.Instant): string => {
  const { hour, minute, second } = localTime(at)
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
  return `${formatDate(localDate(at))} ${clock} +07:00`
}
