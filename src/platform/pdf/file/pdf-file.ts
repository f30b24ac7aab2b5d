import { newReadingBudget, type ReadingBudget, spendParsing, unpackStream } from './pdf-filter.ts'
import { readObjectAt } from './pdf-indirect.ts'
import { type Cursor, readInteger, readValue } from './pdf-lexer.ts'
import { isKind, type PdfDict, PdfFault, type PdfValue } from './pdf-object.ts'
import { readSections, type XrefEntry, type XrefSection } from './pdf-xref.ts'

/** An opened file: the newest state of every object, read when asked for. Every function may throw `PdfFault`. */
export type PdfFile = {
  readonly bytes: Uint8Array
  /** The cross-reference sections, newest first, in the order of their /Prev chain. */
  readonly sections: readonly XrefSection[]
  readonly entries: ReadonlyMap<number, XrefEntry>
  readonly trailer: PdfDict
  /** Null for an object that is free or was never defined. */
  readonly object: (number: number) => PdfValue
  /** Follows a reference (and references to references, a few times). */
  readonly resolve: (value: PdfValue | undefined) => PdfValue
}

/** Opens the newest revision of a file, or the one that ends with the given bytes. Nothing is repaired: a file that needs it is refused. */
export const openPdf = (bytes: Uint8Array): PdfFile => {
  const budget = newReadingBudget(bytes.length)
  const sections = readSections(bytes, budget)
  const newest = sections[0]
  if (newest === undefined) throw new PdfFault('pdf.xref-missing')
  const entries = new Map<number, XrefEntry>()
  for (const section of sections.toReversed()) for (const [number, entry] of section.entries) entries.set(number, entry)
  const cache = new Map<number, PdfValue>()
  const open = new Set<number>()
  const containers = new Map<number, readonly PdfValue[]>()
  const object = (number: number): PdfValue => {
    const known = cache.get(number)
    if (known !== undefined) return known
    if (open.has(number)) throw new PdfFault('pdf.loop')
    open.add(number)
    const value = load(number)
    open.delete(number)
    cache.set(number, value)
    return value
  }
  const load = (number: number): PdfValue => {
    const entry = entries.get(number)
    if (entry === undefined || entry.kind === 'free') return null
    if (entry.kind === 'at') {
      const { value, end } = readObjectAt(bytes, entry.offset, number, entry.generation, resolve)
      spendParsing(budget, end - entry.offset)
      return value
    }
    const known = containers.get(entry.container)
    const values = known ?? readContainer(object(entry.container), entry.container, entries, budget)
    if (known === undefined) containers.set(entry.container, values)
    const value = values[entry.index]
    if (value === undefined) throw new PdfFault('pdf.xref-wrong')
    return value
  }
  const resolve = (value: PdfValue | undefined): PdfValue => {
    let at = value ?? null
    for (let steps = 0; isKind(at, 'ref'); steps += 1) {
      if (steps > 8) throw new PdfFault('pdf.loop')
      at = object(at.number)
    }
    return at
  }
  return { bytes, sections, entries, trailer: newest.trailer, object, resolve }
}

/** The objects of an object stream in their order; the numbers written in it must be those the table gives. */
const readContainer = (
  container: PdfValue,
  containerNumber: number,
  entries: ReadonlyMap<number, XrefEntry>,
  budget: ReadingBudget,
): readonly PdfValue[] => {
  if (!isKind(container, 'stream')) throw new PdfFault('pdf.xref-wrong')
  const unpacked = unpackStream(container, budget)
  budget.parse += unpacked.length
  const count = container.dict.entries.get('N')
  const first = container.dict.entries.get('First')
  if (typeof count !== 'number' || typeof first !== 'number' || count > unpacked.length)
    throw new PdfFault('pdf.xref-wrong')
  const header: Cursor = { bytes: unpacked, at: 0 }
  return Array.from({ length: count }, (_, index) => {
    const number = readInteger(header)
    const offset = readInteger(header)
    const entry = entries.get(number)
    // A copy that a later revision replaced may stay behind; one that the table calls by another number may not.
    if (entry?.kind === 'in' && entry.container === containerNumber && entry.index !== index)
      throw new PdfFault('pdf.xref-wrong')
    const cursor: Cursor = { bytes: unpacked, at: first + offset }
    const value = readValue(cursor)
    spendParsing(budget, cursor.at - first - offset)
    return value
  })
}
