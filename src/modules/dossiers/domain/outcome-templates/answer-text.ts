import { dongInWords } from '#kernel/money.ts'
import { formatLegalDate, Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { valueAt } from '#modules/forms/domain/index.ts'
import { linesOf, type OutcomeField, type OutcomeValues } from '../outcome-template.ts'

/** An answer of an e-form as one line; empty when it was not given. */
export const answer = (form: Readonly<Record<string, unknown>>, path: string): string => {
  const value = valueAt(form, path)
  if (typeof value === 'number') return value.toLocaleString('vi-VN', { maximumFractionDigits: 3 })
  return typeof value === 'string' ? tidy(value) : ''
}

/** The rows of a list in an e-form. */
export const answerRows = (
  form: Readonly<Record<string, unknown>>,
  path: string,
): readonly Readonly<Record<string, unknown>>[] => {
  const value = valueAt(form, path)
  return Array.isArray(value)
    ? value.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
    : []
}

/** Names stand in capitals on papers of civil status. */
export const inCapitals = (name: string): string => name.toLocaleUpperCase('vi')

const dayParts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** `2026-02-05` → `05/02/2026`, `1951` → `1951`; days below 10 and the months 1 and 2 carry a zero, as in numbers that must not be altered. */
export const dayText = (iso: string): string => {
  const parts = dayParts.exec(iso)
  if (parts === null) return iso
  const [, year, month, day] = parts
  const shortMonth = month !== undefined && Number(month) > 2 ? String(Number(month)) : month
  return [day, shortMonth, year].filter((part) => part !== undefined).join('/')
}

export const yearText = (iso: string): string => dayParts.exec(iso)?.[1] ?? iso

const numberInWords = (value: number): string => dongInWords(value).replace(/ đồng$/u, '')

/** The first letter small, as within a sentence. */
export const withSmallStart = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** `Ngày hai mươi, tháng tám, năm hai nghìn không trăm hai mươi sáu`; empty when the day is not known in full. */
export const dayInWords = (iso: string): string => {
  const [, year, month, day] = dayParts.exec(iso) ?? []
  if (year === undefined || month === undefined || day === undefined) return ''
  const monthWord = Number(month) === 4 ? 'tư' : withSmallStart(numberInWords(Number(month)))
  return `Ngày ${withSmallStart(numberInWords(Number(day)))}, tháng ${monthWord}, năm ${withSmallStart(numberInWords(Number(year)))}`
}

/** `04:30` → `Bốn giờ ba mươi phút` */
export const clockInWords = (time: string): string => {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? []
  if (hour === undefined || minute === undefined) return ''
  return `${numberInWords(Number(hour))} giờ ${withSmallStart(numberInWords(Number(minute)))} phút`
}

/** `ngày 11 tháng 8 năm 2026`; what is not a whole day is given back as it was written. */
export const legalDay = (iso: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(iso) ? formatLegalDate(Temporal.PlainDate.from(iso)) : dayText(iso)

export const sexText = (value: string): string => (value === 'male' ? 'Nam' : value === 'female' ? 'Nữ' : value)

/** The identity paper as these forms write it; an old number of nine digits is that of an identity card. */
export const identityPaper = (number: string, paper = ''): string => {
  if (number === '') return paper
  const name = number.length === 9 ? 'Chứng minh nhân dân số' : 'Số định danh cá nhân'
  return paper === '' ? `${name} ${number}` : `${name} ${number}, ${paper}`
}

/** Parts of an address or a sentence that are there, joined. */
export const joined = (parts: readonly string[], mark = ', '): string => parts.filter((part) => part !== '').join(mark)

/** The words for a coded answer; empty for a code that is not of the list. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? '') : ''

/** Lines that the form itself ends with a semicolon or a full stop. */
export const listed = (text: string | undefined): readonly string[] =>
  linesOf(text).map((line) => line.replace(/[;.]+$/u, '').trim())

/** `Tên ngành | 5610`: a line of a table with two columns. */
export const pairOf = (line: string, mark: string): readonly [string, string] => {
  const at = line.lastIndexOf(mark)
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + mark.length).trim()]
}

/** A key only where there is something to show: the form draws a dotted line for what is missing. */
export const shown = <Key extends string>(key: Key, value: string | undefined): { readonly [Name in Key]?: string } =>
  value === undefined || value.trim() === '' ? {} : ({ [key]: value.trim() } as { readonly [Name in Key]: string })

export const textIn =
  (values: OutcomeValues) =>
  (name: string): string =>
    (values[name] ?? '').trim()

type More = { readonly optional?: boolean; readonly help?: string }

const field =
  (kind: OutcomeField['kind']) =>
  (name: string, label: string, { optional, help }: More = {}): OutcomeField => ({
    name,
    label,
    kind,
    required: optional !== true,
    ...(help === undefined ? {} : { help }),
  })

export const lineField = field('line')
export const textField = field('text')
export const listField = field('list')
