const isoPattern = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const vietnamesePattern = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/

const two = (value: number): string => String(value).padStart(2, '0')

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * The day that was meant, as `2026-09-07`: takes what a date control sends and what people type where there is none
 * (`7/9/2026`, `07.09.2026`). Nothing when it is not a day of the calendar.
 */
export const parseDateInput = (text: string): string | undefined => {
  const tidy = text.trim().replaceAll(/\s*([/.-])\s*/g, '$1')
  const iso = isoPattern.exec(tidy)
  const local = vietnamesePattern.exec(tidy)
  const parts = iso === null ? local?.slice(1).reverse() : iso.slice(1)
  if (parts === undefined) return undefined
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  if (year < 1000 || !isDay(year, month, day)) return undefined
  return `${year}-${two(month)}-${two(day)}`
}
