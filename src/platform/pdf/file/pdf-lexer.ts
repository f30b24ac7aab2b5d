import { type PdfDict, PdfFault, type PdfString, type PdfValue } from './pdf-object.ts'

/** A place in a file, moved on by the functions of this file. */
export type Cursor = { readonly bytes: Uint8Array; at: number }

/** Deeper nesting than this is no document but an attack on the stack. */
const deepest = 60

/** No string of a document is longer; a signature with all its certificates has some ten thousand bytes. */
const longestString = 8_000_000

const whitespace = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)))

export const isWhitespace = (byte: number | undefined): boolean => byte !== undefined && whitespace.has(byte)
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && !whitespace.has(byte) && !delimiters.has(byte)
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57

export const skipSpace = (cursor: Cursor): void => {
  for (;;) {
    const byte = cursor.bytes[cursor.at]
    if (byte === 37) {
      while (cursor.at < cursor.bytes.length && cursor.bytes[cursor.at] !== 10 && cursor.bytes[cursor.at] !== 13)
        cursor.at += 1
    } else if (isWhitespace(byte)) cursor.at += 1
    else return
  }
}

/** The next run of regular characters: a number or a keyword. Empty at a delimiter and at the end. */
export const readWord = (cursor: Cursor): string => {
  skipSpace(cursor)
  const start = cursor.at
  while (isRegular(cursor.bytes[cursor.at]) && cursor.at - start < 64) cursor.at += 1
  return Buffer.from(cursor.bytes.subarray(start, cursor.at)).toString('latin1')
}

export const expectWord = (cursor: Cursor, word: string): void => {
  if (readWord(cursor) !== word) throw new PdfFault('pdf.syntax')
}

/** A non-negative whole number, or a fault. */
export const readInteger = (cursor: Cursor): number => {
  const word = readWord(cursor)
  if (!/^\d{1,15}$/.test(word)) throw new PdfFault('pdf.syntax')
  return Number(word)
}

/** One value; streams are recognised by the reader, which knows their length. */
export const readValue = (cursor: Cursor, depth = 0): PdfValue => {
  if (depth > deepest) throw new PdfFault('pdf.too-deep')
  skipSpace(cursor)
  const byte = cursor.bytes[cursor.at]
  if (byte === undefined) throw new PdfFault('pdf.cut-off')
  if (byte === 47) return { kind: 'name', name: readName(cursor) }
  if (byte === 40) return readLiteral(cursor)
  if (byte === 60) return cursor.bytes[cursor.at + 1] === 60 ? readDict(cursor, depth) : readHex(cursor)
  if (byte === 91) return readArray(cursor, depth)
  return readAtom(cursor)
}

const readAtom = (cursor: Cursor): PdfValue => {
  const reference = readReference(cursor)
  if (reference !== undefined) return reference
  const word = readWord(cursor)
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return word === 'true'
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfFault('pdf.syntax')
  return Number(word)
}

/** `12 0 R`, or nothing read. */
const readReference = (cursor: Cursor): PdfValue | undefined => {
  if (!isDigit(cursor.bytes[cursor.at])) return undefined
  const start = cursor.at
  const number = readWord(cursor)
  const generation = readWord(cursor)
  if (/^\d{1,9}$/.test(number) && /^\d{1,5}$/.test(generation) && readWord(cursor) === 'R')
    return { kind: 'ref', number: Number(number), generation: Number(generation) }
  cursor.at = start
  return undefined
}

const readName = (cursor: Cursor): string => {
  const start = cursor.at + 1
  cursor.at = start
  while (isRegular(cursor.bytes[cursor.at])) cursor.at += 1
  const raw = Buffer.from(cursor.bytes.subarray(start, cursor.at)).toString('latin1')
  return raw.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

const readArray = (cursor: Cursor, depth: number): PdfValue => {
  const items: PdfValue[] = []
  cursor.at += 1
  for (;;) {
    skipSpace(cursor)
    if (cursor.bytes[cursor.at] === 93) {
      cursor.at += 1
      return { kind: 'array', items }
    }
    items.push(readValue(cursor, depth + 1))
  }
}

/** A key given twice leaves the meaning to the viewer's taste, so it is a fault. */
const readDict = (cursor: Cursor, depth: number): PdfDict => {
  const entries = new Map<string, PdfValue>()
  cursor.at += 2
  for (;;) {
    skipSpace(cursor)
    if (cursor.bytes[cursor.at] === 62 && cursor.bytes[cursor.at + 1] === 62) {
      cursor.at += 2
      return { kind: 'dict', entries }
    }
    if (cursor.bytes[cursor.at] !== 47) throw new PdfFault('pdf.syntax')
    const key = readName(cursor)
    if (entries.has(key)) throw new PdfFault('pdf.key-twice')
    entries.set(key, readValue(cursor, depth + 1))
  }
}

const readHex = (cursor: Cursor): PdfString => {
  const start = cursor.at
  const end = cursor.bytes.indexOf(62, start)
  if (end === -1) throw new PdfFault('pdf.cut-off')
  if (end - start > longestString) throw new PdfFault('pdf.too-large')
  const digits = Buffer.from(cursor.bytes.subarray(start + 1, end))
    .toString('latin1')
    .replace(/[\0\t\n\f\r ]/g, '')
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfFault('pdf.syntax')
  cursor.at = end + 1
  return {
    kind: 'string',
    bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'),
    hex: true,
    start,
    end: end + 1,
  }
}

const escapes = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
])

const readLiteral = (cursor: Cursor): PdfString => {
  const start = cursor.at
  const out: number[] = []
  cursor.at += 1
  for (let open = 1; ; ) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined) throw new PdfFault('pdf.cut-off')
    if (cursor.at - start > longestString) throw new PdfFault('pdf.too-large')
    cursor.at += 1
    if (byte === 92) readEscape(cursor, out)
    else {
      if (byte === 40) open += 1
      if (byte === 41) open -= 1
      if (open === 0) return { kind: 'string', bytes: Uint8Array.from(out), hex: false, start, end: cursor.at }
      out.push(byte)
    }
  }
}

const readEscape = (cursor: Cursor, out: number[]): void => {
  const byte = cursor.bytes[cursor.at]
  if (byte === undefined) throw new PdfFault('pdf.cut-off')
  if (byte >= 48 && byte <= 55) {
    let code = 0
    for (let digits = 0; digits < 3; digits += 1) {
      const next = cursor.bytes[cursor.at]
      if (next === undefined || next < 48 || next > 55) break
      code = code * 8 + next - 48
      cursor.at += 1
    }
    out.push(code & 255)
    return
  }
  cursor.at += 1
  if (byte === 13) {
    if (cursor.bytes[cursor.at] === 10) cursor.at += 1
  } else if (byte !== 10) out.push(escapes.get(byte) ?? byte)
}
