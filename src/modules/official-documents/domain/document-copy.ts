import { z } from 'zod'

/** A copy in full of an original, a copy in full of such a copy, a copy of a part. */
export const CopyKind = z.enum(['SY', 'SL', 'TrS'])
export type CopyKind = z.infer<typeof CopyKind>

/** @legal ND-30-2020 Phụ lục I, phần II */
export const copyKindNames: Readonly<Record<CopyKind, string>> = { SY: 'SAO Y', SL: 'SAO LỤC', TrS: 'TRÍCH SAO' }

export const Carrier = z.enum(['paper', 'electronic'])
export type Carrier = z.infer<typeof Carrier>

/**
 * Whether the decree knows such a copy: in full from paper to either, or from a file to paper; in part between all. A file copied in full to a
 * file is the file itself.
 * @legal ND-30-2020 Điều 25
 */
export const mayCopy = (kind: CopyKind, source: Carrier, target: Carrier): boolean =>
  kind === 'TrS' || source === 'paper' || target === 'paper'

/** What follows the number: `SY-UBND`. @legal ND-30-2020 Phụ lục I, phần II, Phụ lục III */
export const notationOfCopy = (kind: CopyKind, agency: string): string =>
  [kind, agency].filter((part) => part !== '').join('-')

/** Every line of an extract, but empty ones, stands in the wording that it is taken from, in that order. @legal ND-30-2020 Điều 25 */
export const isExtractOf = (extract: string, whole: string): boolean => {
  const linesOf = (text: string) =>
    text
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const rest = linesOf(whole)
  let at = 0
  return linesOf(extract).every((line) => {
    const found = rest.indexOf(line, at)
    at = found + 1
    return found >= 0
  })
}
