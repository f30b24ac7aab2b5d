import type { PdfFile } from '../../pdf/file/pdf-file.ts'
import { readObjectAt } from '../../pdf/file/pdf-indirect.ts'

/**
 * Whether every byte after a signed part belongs to an object that a table names, to a table, or to the closing lines.
 * Bytes that no table names are what a repairing viewer would find and show.
 */
export const areAllBytesAccounted = (file: PdfFile, end: number): boolean => {
  const spans: { readonly from: number; readonly to: number }[] = []
  const starts = new Set<number>()
  let parsed = 0
  for (const section of file.sections) {
    if (section.offset < end) continue
    spans.push({ from: section.offset, to: section.end })
    for (const [number, entry] of section.entries) {
      if (entry.kind !== 'at' || (section.kind === 'stream' && entry.offset === section.offset)) continue
      if (entry.offset < end || starts.has(entry.offset)) return false
      starts.add(entry.offset)
      const { end: to } = readObjectAt(file.bytes, entry.offset, number, entry.generation, file.resolve)
      spans.push({ from: entry.offset, to })
      parsed += to - entry.offset
      // Objects that lie inside each other add up to more than there are bytes.
      if (parsed > file.bytes.length) return false
    }
  }
  spans.sort((left, right) => left.from - right.from)
  let at = end
  for (const span of spans) {
    if (span.from < at || !isPlain(file.bytes.subarray(at, span.from))) return false
    at = span.to
  }
  return isPlain(file.bytes.subarray(at))
}

/** White space and the closing lines of a revision. */
const isPlain = (bytes: Uint8Array): boolean =>
  bytes.length < 400 &&
  /^[\0\t\n\f\r ]*(startxref[\t\n\r ]+\d+[\t\n\r ]+%%EOF[\0\t\n\f\r ]*)?$/.test(Buffer.from(bytes).toString('latin1'))
