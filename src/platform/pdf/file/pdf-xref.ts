import { type ReadingBudget, unpackStream } from './pdf-filter.ts'
import { readObjectAt } from './pdf-indirect.ts'
import { type Cursor, isWhitespace, readInteger, readValue, readWord, skipSpace } from './pdf-lexer.ts'
import { isKind, isName, type PdfDict, PdfFault, type PdfValue } from './pdf-object.ts'

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in'; readonly container: number; readonly index: number }

/** One cross-reference section: a table with its trailer, or a stream that is both. */
export type XrefSection = {
  readonly kind: 'table' | 'stream'
  readonly offset: number
  /** The byte after the section itself (`startxref` follows). */
  readonly end: number
  readonly trailer: PdfDict
  readonly entries: ReadonlyMap<number, XrefEntry>
}

const mostSections = 400
const mostObjects = 400_000

/** Newest first. Follows /Prev, and /XRefStm of hybrid files. */
export const readSections = (bytes: Uint8Array, budget: ReadingBudget): readonly XrefSection[] => {
  const sections: XrefSection[] = []
  const seen = new Set<number>()
  const open: number[] = [readStartXref(bytes)]
  for (let offset = open.pop(); offset !== undefined; offset = open.pop()) {
    if (seen.has(offset) || seen.size >= mostSections) throw new PdfFault('pdf.xref-loop')
    seen.add(offset)
    const section = readSection(bytes, offset, budget)
    sections.push(section)
    const previous = section.trailer.entries.get('Prev')
    const hybrid = section.kind === 'table' ? section.trailer.entries.get('XRefStm') : undefined
    for (const next of [previous, hybrid]) if (next !== undefined) open.push(offsetOf(next, bytes))
  }
  const total = sections.reduce((sum, section) => sum + section.entries.size, 0)
  if (total > mostObjects) throw new PdfFault('pdf.too-large')
  return sections
}

const offsetOf = (value: PdfValue, bytes: Uint8Array): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= bytes.length)
    throw new PdfFault('pdf.xref-wrong')
  return value
}

/** The file must end with `startxref`, a number and `%%EOF`; viewers that search further back may be led astray. */
const readStartXref = (bytes: Uint8Array): number => {
  let end = bytes.length
  while (end > 0 && isWhitespace(bytes[end - 1])) end -= 1
  const tail = Buffer.from(bytes.subarray(Math.max(0, end - 64), end)).toString('latin1')
  const found = /startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF$/.exec(tail)
  if (found === null) throw new PdfFault('pdf.end-missing')
  return offsetOf(Number(found[1]), bytes)
}

const readSection = (bytes: Uint8Array, offset: number, budget: ReadingBudget): XrefSection => {
  const cursor: Cursor = { bytes, at: offset }
  skipSpace(cursor)
  return Buffer.from(bytes.subarray(cursor.at, cursor.at + 4)).toString('latin1') === 'xref'
    ? readTable(cursor, offset)
    : readXrefStream(bytes, offset, budget)
}

const readTable = (cursor: Cursor, offset: number): XrefSection => {
  const entries = new Map<number, XrefEntry>()
  cursor.at += 4
  for (;;) {
    const word = readWord(cursor)
    if (word === 'trailer') break
    if (!/^\d{1,9}$/.test(word)) throw new PdfFault('pdf.xref-wrong')
    const first = Number(word)
    const count = readInteger(cursor)
    if (count > mostObjects) throw new PdfFault('pdf.too-large')
    for (let number = first; number < first + count; number += 1) entries.set(number, readTableEntry(cursor))
  }
  const trailer = readValue(cursor)
  if (!isKind(trailer, 'dict')) throw new PdfFault('pdf.xref-wrong')
  return { kind: 'table', offset, end: cursor.at, trailer, entries }
}

const readTableEntry = (cursor: Cursor): XrefEntry => {
  const place = readInteger(cursor)
  const generation = readInteger(cursor)
  const use = readWord(cursor)
  if (use === 'f') return { kind: 'free' }
  if (use !== 'n') throw new PdfFault('pdf.xref-wrong')
  return { kind: 'at', offset: place, generation }
}

const readXrefStream = (bytes: Uint8Array, offset: number, budget: ReadingBudget): XrefSection => {
  const cursor: Cursor = { bytes, at: offset }
  const number = readInteger(cursor)
  const generation = readInteger(cursor)
  const { value, end } = readObjectAt(bytes, offset, number, generation, (length) => length ?? null)
  if (!isKind(value, 'stream') || !isName(value.dict.entries.get('Type'), 'XRef')) throw new PdfFault('pdf.xref-wrong')
  const widths = numbers(value.dict.entries.get('W'))
  const [type = 0, second = 0, third = 0] = widths
  const width = type + second + third
  if (widths.length !== 3 || width < 1 || widths.some((bytes) => bytes > 6)) throw new PdfFault('pdf.xref-wrong')
  const data = unpackStream(value, budget)
  const size = value.dict.entries.get('Size')
  const index = value.dict.entries.has('Index')
    ? numbers(value.dict.entries.get('Index'))
    : [0, typeof size === 'number' ? size : -1]
  const entries = new Map<number, XrefEntry>()
  let at = 0
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2)
    if (count < 0 || at + count * width > data.length) throw new PdfFault('pdf.xref-wrong')
    for (let object = first; object < first + count; object += 1) {
      entries.set(object, streamEntry(data.subarray(at, at + width), type, second, third))
      at += width
    }
  }
  return { kind: 'stream', offset, end, trailer: value.dict, entries }
}

const streamEntry = (row: Uint8Array, type: number, second: number, third: number): XrefEntry => {
  const bytes = Buffer.from(row)
  const read = (from: number, width: number, fallback: number): number =>
    width === 0 ? fallback : bytes.readUIntBE(from, width)
  const kind = read(0, type, 1)
  const one = read(type, second, 0)
  const two = read(type + second, third, 0)
  if (kind === 0) return { kind: 'free' }
  if (kind === 1) return { kind: 'at', offset: one, generation: two }
  if (kind === 2) return { kind: 'in', container: one, index: two }
  throw new PdfFault('pdf.xref-wrong')
}

const numbers = (value: PdfValue | undefined): readonly number[] => {
  if (!isKind(value, 'array')) throw new PdfFault('pdf.xref-wrong')
  return value.items.map((item) => {
    if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) throw new PdfFault('pdf.xref-wrong')
    return item
  })
}
