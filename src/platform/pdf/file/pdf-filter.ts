import { inflateSync } from 'node:zlib'
import { isKind, isName, type PdfDict, PdfFault, type PdfStream, type PdfValue } from './pdf-object.ts'

/** What reading a file may cost in all: bytes unpacked and bytes parsed. A file that wants more was made to exhaust its reader. */
export type ReadingBudget = { unpack: number; parse: number }

export const newReadingBudget = (fileBytes: number): ReadingBudget => ({
  unpack: 32_000_000,
  // Objects lie side by side; reading each once costs the file once, objects inside objects cost more.
  parse: 3 * fileBytes + 1_000_000,
})

export const spendParsing = (budget: ReadingBudget, bytes: number): void => {
  budget.parse -= bytes
  if (budget.parse < 0) throw new PdfFault('pdf.too-large')
}

/** The content of a cross-reference or object stream. Only the filters that producers use for these are known. */
export const unpackStream = (stream: PdfStream, budget: ReadingBudget): Uint8Array => {
  const filter = single(stream.dict.entries.get('Filter'))
  if (filter === undefined || filter === null) return stream.raw
  if (!isName(filter, 'FlateDecode')) throw new PdfFault('pdf.filter-unknown')
  const unpacked = inflate(stream.raw, budget)
  const parameters = single(stream.dict.entries.get('DecodeParms'))
  return isKind(parameters, 'dict') ? undoPredictor(unpacked, parameters) : unpacked
}

const single = (value: PdfValue | undefined): PdfValue | undefined => {
  if (!isKind(value, 'array')) return value
  if (value.items.length > 1) throw new PdfFault('pdf.filter-unknown')
  return value.items[0]
}

const inflate = (raw: Uint8Array, budget: ReadingBudget): Uint8Array => {
  if (budget.unpack <= 0) throw new PdfFault('pdf.too-large')
  try {
    const unpacked = inflateSync(raw, { maxOutputLength: budget.unpack })
    budget.unpack -= unpacked.length
    return unpacked
  } catch {
    throw new PdfFault('pdf.stream-damaged')
  }
}

const numberOf = (parameters: PdfDict, key: string, fallback: number): number => {
  const value = parameters.entries.get(key)
  return typeof value === 'number' ? value : fallback
}

const undoPredictor = (packed: Uint8Array, parameters: PdfDict): Uint8Array => {
  const predictor = numberOf(parameters, 'Predictor', 1)
  if (predictor === 1) return packed
  const columns = numberOf(parameters, 'Columns', 1)
  const isKnown =
    predictor >= 10 && numberOf(parameters, 'Colors', 1) === 1 && numberOf(parameters, 'BitsPerComponent', 8) === 8
  if (!isKnown || !Number.isInteger(columns) || columns < 1 || columns > 64) throw new PdfFault('pdf.filter-unknown')
  const rows = Math.floor(packed.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row += 1) undoRow(packed, out, row, columns)
  return out
}

/** PNG predictors (RFC 2083, 6) for samples of one byte. */
const undoRow = (packed: Uint8Array, out: Uint8Array, row: number, columns: number): void => {
  const type = packed[row * (columns + 1)] ?? 0
  const here = row * columns
  for (let column = 0; column < columns; column += 1) {
    const left = column > 0 ? (out[here + column - 1] ?? 0) : 0
    const up = row > 0 ? (out[here - columns + column] ?? 0) : 0
    const corner = row > 0 && column > 0 ? (out[here - columns + column - 1] ?? 0) : 0
    const raw = packed[row * (columns + 1) + 1 + column] ?? 0
    out[here + column] = raw + guess(type, left, up, corner)
  }
}

const guess = (type: number, left: number, up: number, corner: number): number => {
  if (type === 0) return 0
  if (type === 1) return left
  if (type === 2) return up
  if (type === 3) return (left + up) >> 1
  if (type !== 4) throw new PdfFault('pdf.filter-unknown')
  const target = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(target - left), Math.abs(target - up), Math.abs(target - corner)]
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}
