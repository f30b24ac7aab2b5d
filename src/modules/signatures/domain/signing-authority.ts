import type { Temporal } from '#kernel/time.ts'

/**
 * In whose right somebody signs, by the letters that stand before the post: in the own right; TM. for the collective; KT. a deputy
 * for the head; TL. the head of a unit by order of the head; TUQ. by authority given in writing; Q. acting.
 * @legal ND-30-2020 13
 */
export const capacities = ['own', 'TM', 'KT', 'TL', 'TUQ', 'Q'] as const
export type Capacity = (typeof capacities)[number]

export type SigningAuthority = {
  readonly capacity: Capacity
  /** Number and notation of the paper that gives the right; the law wants one for TUQ. */
  readonly basis?: string
  /** First and last day on which the right may be used; TUQ. must have a last one. */
  readonly from?: Temporal.PlainDate
  readonly until?: Temporal.PlainDate
  /** Kinds of documents (their codes) for which the right was given; TUQ. is limited in content. Absent: all. */
  readonly contents?: readonly string[]
  /** Whoever signs by authority (TUQ.) may not pass it on; the head of a unit (TL.) may let a deputy sign. */
  readonly isPassedOn?: boolean
}

export type AuthorityRefusal =
  | { readonly code: 'signature.authority-unwritten' }
  | { readonly code: 'signature.authority-unlimited' }
  | { readonly code: 'signature.authority-passed-on' }
  | { readonly code: 'signature.authority-not-begun'; readonly from: Temporal.PlainDate }
  | { readonly code: 'signature.authority-ended'; readonly until: Temporal.PlainDate }
  | { readonly code: 'signature.authority-other-content' }

const isBefore = (left: Temporal.PlainDate, right: Temporal.PlainDate): boolean =>
  left.until(right, { largestUnit: 'days' }).days > 0

/** What keeps a right from being used for a kind of document on a day; undefined when nothing does. @legal ND-30-2020 13 */
export const authorityRefusal = (
  authority: SigningAuthority,
  content: string,
  on: Temporal.PlainDate,
): AuthorityRefusal | undefined => {
  const { capacity, basis, from, until, contents } = authority
  if (capacity === 'TUQ') {
    if ((basis ?? '').trim() === '') return { code: 'signature.authority-unwritten' }
    if (until === undefined || contents === undefined || contents.length === 0)
      return { code: 'signature.authority-unlimited' }
    if (authority.isPassedOn === true) return { code: 'signature.authority-passed-on' }
  }
  if (from !== undefined && isBefore(on, from)) return { code: 'signature.authority-not-begun', from }
  if (until !== undefined && isBefore(until, on)) return { code: 'signature.authority-ended', until }
  if (contents !== undefined && !contents.includes(content)) return { code: 'signature.authority-other-content' }
  return undefined
}

/** The letters before the post, as annex I prints them; empty in the own right. @legal ND-30-2020 Phụ lục I */
export const capacityLetters = (capacity: Capacity): string => (capacity === 'own' ? '' : `${capacity}.`)
