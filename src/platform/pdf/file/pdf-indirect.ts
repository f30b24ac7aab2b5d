import { type Cursor, expectWord, readInteger, readValue, skipSpace } from './pdf-lexer.ts'
import { isKind, type PdfDict, PdfFault, type PdfStream, type PdfValue } from './pdf-object.ts'

/** The object that begins at a place, and the place after its `endobj`. */
export const readObjectAt = (
  bytes: Uint8Array,
  offset: number,
  number: number,
  generation: number,
  resolve: (value: PdfValue | undefined) => PdfValue,
): { readonly value: PdfValue; readonly end: number } => {
  const cursor: Cursor = { bytes, at: offset }
  if (readInteger(cursor) !== number || readInteger(cursor) !== generation) throw new PdfFault('pdf.xref-wrong')
  expectWord(cursor, 'obj')
  const value = readValue(cursor)
  skipSpace(cursor)
  const isStream =
    isKind(value, 'dict') && Buffer.from(bytes.subarray(cursor.at, cursor.at + 6)).toString('latin1') === 'stream'
  const whole = isStream ? readStream(cursor, value, resolve) : value
  expectWord(cursor, 'endobj')
  return { value: whole, end: cursor.at }
}

const readStream = (cursor: Cursor, dict: PdfDict, resolve: (value: PdfValue | undefined) => PdfValue): PdfStream => {
  cursor.at += 6
  if (cursor.bytes[cursor.at] === 13) cursor.at += 1
  if (cursor.bytes[cursor.at] !== 10) throw new PdfFault('pdf.syntax')
  cursor.at += 1
  const length = resolve(dict.entries.get('Length'))
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || cursor.at + length > cursor.bytes.length)
    throw new PdfFault('pdf.stream-length')
  const raw = cursor.bytes.subarray(cursor.at, cursor.at + length)
  cursor.at += length
  expectWord(cursor, 'endstream')
  return { kind: 'stream', dict, raw }
}
