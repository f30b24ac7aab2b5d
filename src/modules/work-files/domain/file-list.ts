import type { Temporal } from '#kernel/time.ts'
import type { FilingRule } from './filing-rule.ts'
import type { UseMode } from './work-file.ts'

export const fileListSubject = 'file-list'

export const fileListStates = ['draft', 'submitted', 'issued'] as const
export type FileListState = (typeof fileListStates)[number]

/** The files that an agency means to open in a year. @legal ND-30-2020 Điều 28 */
export type FileList = {
  readonly id: string
  readonly agencyId: string
  readonly year: number
  readonly state: FileListState
  readonly decisionCode: string
  readonly decisionDate: Temporal.PlainDate | null
}

/** A large heading has the letters of its files; a small one stands below it. @legal ND-30-2020 Phụ lục V mục I */
export type ListHeading = {
  readonly id: string
  readonly parentId: string | null
  readonly name: string
  readonly notation: string
  readonly unitId: string | null
}

export type ListEntry = {
  readonly id: string
  readonly headingId: string
  readonly title: string
  readonly kind: 'general' | 'construction'
  readonly retentionYears: number | null
  readonly useMode: UseMode
  readonly keeperId: string
  readonly note: string
  readonly rule: FilingRule
}

export type Headings<Heading> = readonly { readonly large: Heading; readonly small: readonly Heading[] }[]

/** Large headings with the small ones below them, in the order in which both stand. */
export const arrangeHeadings = <Heading extends Pick<ListHeading, 'id' | 'parentId'>>(
  headings: readonly Heading[],
): Headings<Heading> =>
  headings
    .filter(({ parentId }) => parentId === null)
    .map((large) => ({ large, small: headings.filter(({ parentId }) => parentId === large.id) }))

const romanSigns = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** `IV`: large headings are counted in Roman numerals. @legal ND-30-2020 Phụ lục V mục I */
export const romanNumeral = (value: number): string => {
  const found = romanSigns.find(([worth]) => worth <= value)
  return found === undefined ? '' : found[1] + romanNumeral(value - found[0])
}

/** `Báo cáo năm 2026` of the list of 2026 is `Báo cáo năm 2027` in the next one. */
export const titleForYear = (title: string, from: number, to: number): string =>
  title.replace(new RegExp(`(?<!\\d)${from}(?!\\d)`, 'g'), String(to))

const leadingWords = /^(phòng|bộ phận|ban|trung tâm|đội|tổ|chi cục)\s+/iu

/** `Phòng Văn hóa - Xã hội` → `VHXH`: letters for the heading of a unit, until somebody chooses others. */
export const lettersOf = (name: string): string => {
  if (/^văn phòng/iu.test(name)) return 'VP'
  const letters = name
    .replace(leadingWords, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(và|của|các)$/iu.test(word))
    .map((word) => word.charAt(0))
    .join('')
  // Tones go, letters stay: `Ủ` → `U`, `Đ` and `Ơ` as they are.
  const plain = letters
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '')
    .normalize('NFC')
  return plain.toLocaleUpperCase('vi').slice(0, 12)
}

/** The same letters twice would make two files of one number. */
export const distinctLetters = (letters: string, taken: ReadonlySet<string>): string => {
  if (letters !== '' && !taken.has(letters)) return letters
  for (let serial = 2; ; serial += 1) if (!taken.has(`${letters}${serial}`)) return `${letters}${serial}`
}

/** Entries in the order in which the list is read, below each large heading; this is the order of their numbers. */
export const arrangeEntries = <
  Heading extends Pick<ListHeading, 'id' | 'parentId'>,
  Entry extends { headingId: string },
>(
  headings: readonly Heading[],
  entries: readonly Entry[],
): readonly { readonly large: Heading; readonly entries: readonly Entry[] }[] =>
  arrangeHeadings(headings).map(({ large, small }) => ({
    large,
    entries: [large, ...small].flatMap(({ id }) => entries.filter(({ headingId }) => headingId === id)),
  }))
