import { Temporal } from '#kernel/time.ts'
import { documentTypes, findDocumentType } from './document-type.ts'
import type { Secrecy } from './official-document.ts'

export type RegisterDirection = 'incoming' | 'outgoing' | 'copy'

/** A book of an agency: it counts from 1 in each year. */
export type DocumentRegister = {
  readonly id: string
  readonly agencyId: string
  readonly direction: RegisterDirection
  readonly key: string
  readonly name: string
  /** The types counted in it; none: every type that has no book of its own. */
  readonly typeCodes: readonly string[]
  readonly isSecret: boolean
}

/**
 * The book that a document belongs into: the one of its type, else the one for every type. Secret documents have books of their own.
 * @legal ND-30-2020 Điều 15, Điều 22
 */
export const proposedRegister = (
  books: readonly DocumentRegister[],
  document: { readonly direction: RegisterDirection; readonly typeCode: string; readonly secrecy: Secrecy },
): DocumentRegister | undefined => {
  const fitting = books.filter(
    (book) => book.direction === document.direction && book.isSecret === document.secrecy > 0,
  )
  return (
    fitting.find((book) => book.typeCodes.includes(document.typeCode)) ??
    fitting.find((book) => book.typeCodes.length === 0)
  )
}

/** A book with the days on which it takes numbers, and whether it has given one this year. */
export type CountingBook = DocumentRegister & {
  readonly openedOn: Temporal.PlainDate
  readonly closedOn: Temporal.PlainDate | null
  readonly hasNumbersThisYear: boolean
}

type NewBook = Omit<DocumentRegister, 'id' | 'key'>

const nextNewYear = (today: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: today.year + 1, month: 1, day: 1 })

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) >= 0 ? a : b

/** Types that the paper writes alike: a letter and a public letter both begin with the agency. */
const writtenAlike = (code: string): readonly string[] => {
  const abbreviation = findDocumentType(code)?.abbreviation
  return documentTypes.filter((one) => one.abbreviation === abbreviation).map((one) => one.code)
}

const splitsNotation = ({ typeCodes }: NewBook): boolean =>
  typeCodes.some((code) => writtenAlike(code).some((other) => !typeCodes.includes(other)))

/** Both are for every type, or one type stands in both. */
const isForSame = (one: NewBook, other: NewBook): boolean =>
  one.typeCodes.length === 0
    ? other.typeCodes.length === 0
    : one.typeCodes.some((code) => other.typeCodes.includes(code))

/**
 * From which day a new book counts, or why it may not be. Number and notation are given once in a year: what has counted a type this year goes on
 * until it ends, and no two books count one notation. Into which incoming book something goes is chosen.
 * @legal ND-30-2020 Điều 15
 */
export const beginningOfBook = (
  books: readonly CountingBook[],
  wanted: NewBook,
  today: Temporal.PlainDate,
): { readonly on: Temporal.PlainDate } | { readonly fault: 'overlap' | 'splits-notation' } => {
  if (wanted.direction === 'incoming') return { on: today }
  if (wanted.direction === 'outgoing' && splitsNotation(wanted)) return { fault: 'splits-notation' }
  const like = books.filter((book) => book.direction === wanted.direction && book.isSecret === wanted.isSecret)
  const same = like.filter((book) => isForSame(book, wanted))
  if (same.some((book) => book.closedOn === null)) return { fault: 'overlap' }
  const ends = same.flatMap(({ closedOn }) => (closedOn === null ? [] : [closedOn]))
  const hasCounted = like.some(
    (book) => (book.typeCodes.length === 0 || isForSame(book, wanted)) && book.hasNumbersThisYear,
  )
  return { on: ends.reduce(later, hasCounted ? nextNewYear(today) : today) }
}

/**
 * The first day on which a book takes nothing more. What it has counted this year it counts until the year ends; then its types go into the book
 * for every type. @legal ND-30-2020 Điều 15
 */
export const endOfBook = (book: CountingBook, today: Temporal.PlainDate): Temporal.PlainDate =>
  later(book.openedOn, book.hasNumbersThisYear ? nextNewYear(today) : today)
