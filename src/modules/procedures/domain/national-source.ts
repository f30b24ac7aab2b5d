/** Reading loose JSON of which nothing may be taken for granted: what is not there, or is of another kind, reads as nothing. */

/** What the reader was not sure of; an officer of the province looks at it. */
export const doubtCodes = [
  'limit-missing',
  'limit-unit-unknown',
  'limit-odd',
  'limit-hours-taken-as-working',
  'channel-unknown',
  'channel-repeated',
  'channels-unread',
  'fee-in-note',
  'fee-odd',
  'papers-missing',
  'paper-count-odd',
  'outcomes-missing',
  'outcome-code-missing',
  'law-number-missing',
  'law-number-cut',
  'level-unknown',
  'ministry-unknown',
  'text-cut',
] as const
export type DoubtCode = (typeof doubtCodes)[number]

/** One doubt: about which published field, and the words of the source. */
export type Doubt = { readonly code: DoubtCode; readonly field: string; readonly text: string }

/** Doubts as they are found while reading one record. */
export type DoubtList = {
  readonly found: Doubt[]
  readonly add: (code: DoubtCode, field: string, text: string) => void
}

const longestDoubt = 300

export const newDoubts = (): DoubtList => {
  const found: Doubt[] = []
  return { found, add: (code, field, text) => found.push({ code, field, text: text.slice(0, longestDoubt) }) }
}

export type Loose = Readonly<Record<string, unknown>>

export const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (source: Loose, key: string): unknown => (Object.hasOwn(source, key) ? source[key] : undefined)

/** Characters that carry no meaning and break searching: zero-width ones, marks of direction, controls other than line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const noise = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g

/** Composed Unicode, single spaces, no noise; line breaks stay. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(noise, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

export const textOf = (source: Loose, key: string): string => {
  const value = own(source, key)
  return typeof value === 'string' ? cleanText(value) : ''
}

/** A text on one line. */
export const lineOf = (source: Loose, key: string): string => textOf(source, key).replace(/\s+/g, ' ')

export const numberOf = (source: Loose, key: string): number | null => {
  const value = own(source, key)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export const objectsOf = (source: Loose, key: string): readonly Loose[] => {
  const value = own(source, key)
  return Array.isArray(value) ? value.filter(isLoose) : []
}

export const linesOf = (source: Loose, key: string): readonly string[] => {
  const value = own(source, key)
  if (!Array.isArray(value)) return []
  return value
    .filter((one): one is string => typeof one === 'string')
    .map((one) => cleanText(one).replace(/\s+/g, ' '))
    .filter((one) => one !== '')
}

export const objectOf = (source: Loose, key: string): Loose => {
  const value = own(source, key)
  return isLoose(value) ? value : {}
}

/** A text within its greatest length; a longer one is cut, and the cut is a doubt. */
export const bounded = (text: string, limit: number, field: string, doubts: DoubtList): string => {
  if (text.length <= limit) return text
  doubts.add('text-cut', field, text.slice(0, 120))
  return text.slice(0, limit)
}
