import type { PdfFile } from '../../pdf/file/pdf-file.ts'
import { isKind, type PdfDict, type PdfString } from '../../pdf/file/pdf-object.ts'
import { type Finding, type FindingCode, finding } from './verification-report.ts'

export type SignedRange = {
  /** The two parts of the file that were signed; none when the range is of no use. */
  readonly parts: readonly Uint8Array[]
  /** The byte after the signed part: the end of the signed revision. */
  readonly end: number
  readonly findings: readonly Finding[]
}

/**
 * The range must be all of a revision but the signature itself: from the first byte, one gap, and that gap exactly the
 * string of /Contents. Anything else lets content hide where nobody signed.
 */
export const readByteRange = (file: PdfFile, signature: PdfDict, contents: PdfString | undefined): SignedRange => {
  const value = file.resolve(signature.entries.get('ByteRange'))
  const items = isKind(value, 'array') ? value.items : []
  const numbers = items.filter(
    (item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0,
  ) as number[]
  const [start, before, after, rest] = numbers
  if (items.length !== 4 || start === undefined || before === undefined || after === undefined || rest === undefined)
    return none('byte-range.malformed')
  const end = after + rest
  const parts = [file.bytes.subarray(start, start + before), file.bytes.subarray(after, end)]
  const findings = [
    ...(start === 0 ? [] : [finding('byte-range.not-from-start')]),
    ...(after >= start + before ? [] : [finding('byte-range.overlaps')]),
    ...(end <= file.bytes.length ? [] : [finding('byte-range.beyond-end')]),
    ...(isGapOf(file, contents, start + before, after) ? [] : [finding('byte-range.gap-wrong')]),
  ]
  return { parts, end: Math.min(end, file.bytes.length), findings }
}

const none = (code: FindingCode): SignedRange => ({ parts: [], end: 0, findings: [finding(code)] })

/** The parser says where the string of /Contents lies; the gap must be that and no byte more. */
const isGapOf = (file: PdfFile, contents: PdfString | undefined, from: number, to: number): boolean =>
  contents?.start === from && contents.end === to && contents.hex && file.bytes[from] === 60
