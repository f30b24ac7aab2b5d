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
