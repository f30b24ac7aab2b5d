import { fold, tidy } from '#kernel/vietnamese-text.ts'
import type { Messages } from '#web/messages/index.ts'
import type { Option } from '#web/ui/form/select.tsx'

/** The way to a part of a value: nothing for the value itself. */
export type PartPath = readonly (string | number)[]

/** One thing to type of a setting, and how it is told where it is only read. */
export type SettingPart = {
  readonly path: PartPath
  readonly label: string
  readonly hint?: string
  readonly kind: 'line' | 'number' | 'choice' | 'paragraphs'
  readonly options?: readonly Option[]
  readonly unit?: string
  /** As it stands in its field. */
  readonly toText: (value: unknown) => string
  /** As it is kept; what makes no sense is handed on, so that the schema refuses it. */
  readonly toValue: (text: string) => unknown
  readonly told: (value: unknown) => string
  /** What is said when the schema refuses it, where the usual words do not fit. */
  readonly fault?: string
}

/** The part of a value behind a path; undefined where there is none. */
export const valueAt = (value: unknown, path: PartPath): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  )

/** The value with one part replaced; everything else is kept, also what no field shows. */
export const withValueAt = (value: unknown, path: PartPath, part: unknown): unknown => {
  const [step, ...rest] = path
  if (step === undefined) return part
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? withValueAt(one, rest, part) : one))
  const known = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>) : {}
  return { ...known, [step]: withValueAt(known[step], rest, part) }
}

const numberIn = (text: string): unknown => {
  const digits = text.trim().replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : text
}

const asNumber = (value: unknown): string =>
  typeof value === 'number' ? value.toLocaleString('vi', { maximumFractionDigits: 6, useGrouping: false }) : ''

type PartWords = { readonly label: string; readonly hint?: string; readonly fault?: string }

/** A number with its unit; `scale` of what is kept make one of what is typed. */
export const numberPart = (path: PartPath, words: PartWords, unit = '', scale = 1): SettingPart => {
  const shown = (value: unknown): string => asNumber(typeof value === 'number' ? value / scale : value)
  return {
    ...words,
    path,
    kind: 'number',
    unit,
    toText: shown,
    toValue: (text) => {
      const number = numberIn(text)
      return typeof number === 'number' ? number * scale : number
    },
    told: (value) => [shown(value), unit].filter((one) => one !== '').join(unit === '%' ? '' : ' '),
  }
}

export const textPart = (path: PartPath, words: PartWords): SettingPart => ({
  ...words,
  path,
  kind: 'line',
  toText: (value) => (typeof value === 'string' ? value : ''),
  toValue: tidy,
  told: (value) => (typeof value === 'string' ? value : ''),
})

/** A text of several paragraphs; the ends of its lines are those of the program, whatever the browser sends. */
export const paragraphsPart = (path: PartPath, words: PartWords): SettingPart => ({
  ...textPart(path, words),
  kind: 'paragraphs',
  toValue: (text) => text.replaceAll('\r\n', '\n').normalize('NFC').trim(),
})

export const choicePart = (
  path: PartPath,
  words: PartWords,
  choices: Readonly<Record<string, string>>,
): SettingPart => ({
  ...words,
  path,
  kind: 'choice',
  options: Object.entries(choices).map(([value, text]) => ({ value, text })),
  toText: String,
  toValue: (text) => text,
  told: (value) => choices[String(value)] ?? String(value),
})

export const yesNoPart = (t: Messages, path: PartPath, words: PartWords): SettingPart => ({
  ...choicePart(path, words, { true: t.admin.settingParts.yes, false: t.admin.settingParts.no }),
  toValue: (text) => (text === 'true' ? true : text === 'false' ? false : text),
})

const two = (value: number): string => String(value).padStart(2, '0')
const clockText = (minutes: unknown): string => {
  if (typeof minutes !== 'number') return String(minutes)
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** `7:00` and `7h30` are typed for `07:00` and `07:30`. */
const clockIn = (text: string): string => {
  const [, hours = '', minutes = ''] = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?$/.exec(text.trim()) ?? []
  return hours === '' ? text : `${hours.padStart(2, '0')}:${minutes === '' ? '00' : minutes}`
}

/** Stretches of work: `07:00-11:30, 13:30-17:00`. */
export const hoursPart = (path: PartPath, words: PartWords): SettingPart => {
  const shown = (value: unknown): string =>
    Array.isArray(value)
      ? value.map((shift: unknown) => (Array.isArray(shift) ? shift.map(clockText).join('-') : '')).join(', ')
      : ''
  return {
    ...words,
    path,
    kind: 'line',
    toText: shown,
    toValue: (text) => text.split(/[,;]/).map((shift) => shift.split(/[-–]/).map(clockIn)),
    told: shown,
  }
}

const weekdayNumbers: readonly (readonly [RegExp, number])[] = [
  [/^(thu )?(hai|2)$|^t2$/, 1],
  [/^(thu )?(ba|3)$|^t3$/, 2],
  [/^(thu )?(tu|4)$|^t4$/, 3],
  [/^(thu )?(nam|5)$|^t5$/, 4],
  [/^(thu )?(sau|6)$|^t6$/, 5],
  [/^(thu )?(bay|7)$|^t7$/, 6],
  [/^chu nhat$|^cn$/, 7],
]

/** Days of the week by their names. */
export const weekdaysPart = (path: PartPath, words: PartWords, nameOf: (weekday: number) => string): SettingPart => {
  const shown = (value: unknown): string =>
    Array.isArray(value) ? value.map((day) => nameOf(Number(day))).join(', ') : ''
  const numberOf = (name: string): number =>
    weekdayNumbers.find(([pattern]) => pattern.test(tidy(fold(name))))?.[1] ?? 0
  return {
    ...words,
    path,
    kind: 'line',
    toText: shown,
    toValue: (text) => (text.trim() === '' ? [] : [...new Set(text.split(/[,;]/).map(numberOf))].sort()),
    told: shown,
  }
}

/** Some counts of days, such as those before a due day: `3, 1`. */
export const dayCountsPart = (path: PartPath, words: PartWords, none: string): SettingPart => {
  const shown = (value: unknown): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : none)
  return {
    ...words,
    path,
    kind: 'line',
    toText: shown,
    toValue: (text) => {
      const typed = tidy(text)
      return typed === '' || fold(typed) === fold(none) ? [] : [...new Set(typed.split(/[,;]/).map(numberIn))]
    },
    told: shown,
  }
}

/** Until when a receipt counts for the same day: a clock time, minutes before closing, or not at all. */
export const cutoffPart = (t: Messages, path: PartPath, words: PartWords): SettingPart => {
  const { cutoffNone, cutoffBefore } = t.admin.settingParts
  const shown = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return cutoffNone
    if ('at' in value) return clockText(value.at)
    return 'minutesBeforeClosing' in value ? cutoffBefore(Number(value.minutesBeforeClosing)) : ''
  }
  return {
    ...words,
    path,
    kind: 'line',
    toText: shown,
    toValue: (text) => {
      const typed = tidy(text)
      if (fold(typed) === fold(cutoffNone)) return 'none'
      const before = /^(\d{1,3})\s*ph/.exec(fold(typed))
      return before === null ? { at: clockIn(typed) } : { minutesBeforeClosing: Number(before[1]) }
    },
    told: shown,
  }
}

/** Several of a known list by their names, such as posts; nothing at all is a word of its own. */
export const rolesPart = (
  path: PartPath,
  words: PartWords,
  names: Readonly<Record<string, string>>,
  none: string,
): SettingPart => {
  const shown = (value: unknown): string =>
    Array.isArray(value) && value.length > 0 ? value.map((one) => names[String(one)] ?? String(one)).join(', ') : none
  const keyOf = (name: string): string =>
    Object.entries(names).find(([, known]) => fold(known) === tidy(fold(name)))?.[0] ?? name
  return {
    ...words,
    path,
    kind: 'line',
    toText: shown,
    toValue: (text) => {
      const typed = tidy(text)
      return fold(typed) === fold(none) || typed === '' ? [] : [...new Set(typed.split(/[,;]/).map(keyOf))]
    },
    told: shown,
  }
}

const routingFields = ['author', 'typeCode', 'words', 'target'] as const

/** Rules of routing, one a line: who wrote it, its type, words of what it is about, and to whom it goes. */
export const routingPart = (path: PartPath, words: PartWords & { readonly none: string }): SettingPart => {
  const lines = (value: unknown): readonly string[] =>
    Array.isArray(value)
      ? value.map((rule: Readonly<Record<string, unknown>>) =>
          routingFields.map((field) => String(rule[field] ?? '')).join(' | '),
        )
      : []
  return {
    ...words,
    path,
    kind: 'paragraphs',
    toText: (value) => lines(value).join('\n'),
    toValue: (text) =>
      text
        .split(/\r?\n/)
        .map(tidy)
        .filter((line) => line !== '')
        .map((line) => line.split('|').map(tidy))
        .map((cells) =>
          // A line with more or fewer parts is no rule: the schema refuses it.
          cells.length === routingFields.length
            ? Object.fromEntries(routingFields.map((field, index) => [field, cells[index] ?? '']))
            : { line: cells.join(' | ') },
        ),
    told: (value) => (lines(value).length === 0 ? words.none : lines(value).join('\n')),
  }
}
