/**
 * The time of day that was meant, as `07:30`: takes `7:30`, `7h30`, `7h`, `7 giờ 30`, `0730`. Nothing when it is no time of a day.
 */
export const parseClockInput = (text: string): string | undefined => {
  const found = /^(\d{1,2})(?:\s*(?:h|g|giờ|:|\.)\s*(\d{1,2})?|(\d{2}))?\s*(?:phút|p)?$/iu.exec(
    text.trim().normalize('NFC'),
  )
  if (found === null) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? found[3] ?? 0)]
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
