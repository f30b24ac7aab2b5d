import { Temporal } from '#kernel/time.ts'
import type { TextFormat } from './form-schema.ts'

const earliest = 1850
const latest = 2200

const isYear = (text: string): boolean => /^\d{4}$/.test(text) && Number(text) >= earliest && Number(text) <= latest

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isYear(text.slice(0, 4))) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** Each check is linear in the length of the text: none can be made slow by what a stranger posts. */
export const textFormats: Readonly<Record<TextFormat, (text: string) => boolean>> = {
  date: isDay,
  /** A year, a month or a day: who was born long ago may know only the year. */
  'partial-date': (text) => isYear(text) || (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)) || isDay(text),
  year: isYear,
  time: (text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text),
  email: (text) => text.length <= 254 && /^[^\s@<>()",;:]{1,64}@[^\s@<>()",;:.]+(?:\.[^\s@<>()",;:.]+)+$/.test(text),
  phone: (text) => /^(?:0\d{9,10}|\+[1-9]\d{7,14})$/.test(text),
  /** Twelve digits of a personal number; nine of an old identity card are still found on papers of parents and of the dead. */
  'identity-number': (text) => /^(?:\d{9}|\d{12})$/.test(text),
  'person-name': (text) => /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’-]*$/u.test(text),
}

const two = (text: string): string => text.padStart(2, '0')

/** What people type as a day (`7/9/2026`, `07-09-2026`) in the form that is stored; anything else as it was. */
const writtenDay = (text: string): string => {
  const full = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (full !== null) return `${full[3]}-${two(full[2] ?? '')}-${two(full[1] ?? '')}`
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text)
  return month === null ? text : `${month[2]}-${two(month[1] ?? '')}`
}

/** A text as its format stores it: days in ISO form, numbers without the spaces and dots people put between digits. */
export const normalizeText = (text: string, format: TextFormat | undefined): string => {
  switch (format) {
    case 'date':
    case 'partial-date':
      return writtenDay(text)
    case 'phone':
      return text.replace(/[\s.()-]/g, '')
    case 'identity-number':
      return text.replace(/[\s.]/g, '')
    case 'time':
      return text
        .replace(/^(\d):/, '0$1:')
        .replace(/^(\d{1,2})\s*(?:giờ|h)\s*(\d{2})?.*$/i, (_, h, m) => `${two(h)}:${m ?? '00'}`)
    default:
      return text
  }
}

/** `1.250.000` and `12,5` as numbers; undefined when it is none. */
export const readNumber = (text: string): number | undefined => {
  const bare = text.replace(/\s/g, '')
  if (bare.length > 24) return undefined
  const plain = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare
  return /^-?\d+(?:[.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : undefined
}
