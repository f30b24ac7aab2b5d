import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import { readCode, type Urgency } from './official-document.ts'
import { type SearchedWord, searchedWords } from './searched-words.ts'

/** Who takes part in a document. */
export type DocumentHand = { readonly kind: 'officer' | 'unit'; readonly id: string }

/** By what a document is looked for besides its words; null and empty ask nothing. */
export type DocumentFields = {
  readonly typeCode: string | null
  /** Who wrote an incoming document, who signed an outgoing one; any words of the name. */
  readonly author: string
  /** `15/STP-HCTP`, its number or its notation alone, as people type it. */
  readonly code: string
  /** Its number in the book. */
  readonly registerNumber: number | null
  readonly registerId: string | null
  readonly urgency: Urgency | null
  /** The day on which an incoming document came, the date of an outgoing one; both ends count. */
  readonly from: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  readonly hand: DocumentHand | null
}

export const noFields: DocumentFields = {
  typeCode: null,
  author: '',
  code: '',
  registerNumber: null,
  registerId: null,
  urgency: null,
  from: null,
  until: null,
  hand: null,
}

/** A word that a document must have: one of these. */
export type SearchedTerm = readonly SearchedWord[]

/** Every document has it. */
const everything = '='
/** What an open end of a range means: nothing here is dated before or after. */
const [firstYear, lastYear] = [1945, 2100]

const exact = (text: string): SearchedTerm => [{ text, isBeginning: false }]

const monthsOf = (year: number, from: number, until: number): readonly string[] =>
  from === 1 && until === 12
    ? [`=y${year}`]
    : Array.from({ length: until - from + 1 }, (_, at) => `=m${year}${String(from + at).padStart(2, '0')}`)

/** The months and whole years that a range touches: `=m202611`, `=y2025`. */
const timesOf = ({ from, until }: DocumentFields): SearchedTerm => {
  if (from === null && until === null) return []
  const first = { year: Math.max(from?.year ?? firstYear, firstYear), month: from?.month ?? 1 }
  const last = { year: Math.min(until?.year ?? lastYear, lastYear), month: until?.month ?? 12 }
  if (first.year > last.year || (first.year === last.year && first.month > last.month)) return exact('=never')
  const count = last.year - first.year + 1
  return Array.from({ length: count }, (_, at) =>
    monthsOf(first.year + at, at === 0 ? first.month : 1, at === count - 1 ? last.month : 12),
  )
    .flat()
    .map((text) => ({ text, isBeginning: false }))
}

const hexOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The fields that are asked for as words, as migration 000057 writes them; the day is asked of each document besides. */
const termsOfFields = (fields: DocumentFields): readonly SearchedTerm[] => {
  const { typeCode, urgency, registerNumber, registerId } = fields
  const code = readCode(fields.code)
  const times = timesOf(fields)
  return [
    ...(typeCode === null ? [] : [exact(`=t${hexOf(typeCode)}`)]),
    ...(urgency === null ? [] : [exact(`=u${urgency}`)]),
    ...(code.number === null ? [] : [exact(`=n${code.number}`)]),
    ...(registerNumber === null ? [] : [exact(`=r${registerNumber}`)]),
    ...(registerId === null ? [] : [exact(`=b${registerId.replaceAll('-', '')}`)]),
    ...(times.length === 0 ? [] : [times]),
    ...searchedWords(fields.author).map((word): SearchedTerm => [{ ...word, text: `=a${word.text}` }]),
    ...searchedWords(code.notation).map((word): SearchedTerm => [word]),
  ]
}

/** What the notation of a document must hold, folded; empty: nothing is asked. */
export const askedNotation = (fields: DocumentFields): string => fold(readCode(fields.code).notation).trim()

/** What a document must have to be found, every one of them; none: nothing is asked. */
export const searchedTerms = (words: string, fields: DocumentFields): readonly SearchedTerm[] => {
  const terms = [...searchedWords(words).map((word): SearchedTerm => [word]), ...termsOfFields(fields)]
  return terms.length === 0 && fields.hand !== null ? [exact(everything)] : terms
}

/** Whether any field is asked for. */
export const hasFields = (fields: DocumentFields): boolean => searchedTerms('', fields).length > 0
