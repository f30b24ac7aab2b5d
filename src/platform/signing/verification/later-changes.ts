import { openPdf, type PdfFile } from '../../pdf/file/pdf-file.ts'
import { isWhitespace } from '../../pdf/file/pdf-lexer.ts'
import { isKind, isSameValue, PdfFault, type PdfValue } from '../../pdf/file/pdf-object.ts'
import { areAllBytesAccounted } from './accounted-bytes.ts'
import type { Comparison, LaterContext } from './comparison.ts'
import { explainCatalog, explainForm, explainPages, explainRest } from './explained-changes.ts'
import { type Finding, finding } from './verification-report.ts'

const mostFindings = 60

/** Signing and filling in touch some dozen objects. Whoever appends more than this is not signing, and is not read to the end. */
const mostAppended = 20_000

/**
 * What was appended after a signature, each change named and judged. Only filling the prepared fields, later signatures,
 * their validation data and the file's metadata are allowed; everything that is not explained is not allowed.
 */
export const laterChanges = (file: PdfFile, end: number, context: LaterContext): readonly Finding[] => {
  if (isBlank(file.bytes.subarray(end))) return []
  const signed = openSigned(file, end)
  if (signed === undefined) return [finding('later.revision-broken')]
  const comparison: Comparison = {
    ...context,
    signed,
    file,
    end,
    changed: changedObjects(signed, file, end),
    explained: new Set(),
  }
  const findings = [
    ...explainForm(comparison),
    ...explainPages(comparison),
    ...explainCatalog(comparison),
    ...explainRest(comparison),
    ...(areAllBytesAccounted(file, end) ? [] : [finding('later.bytes-unaccounted')]),
  ]
  return findings.slice(0, mostFindings)
}

export const isBlank = (bytes: Uint8Array): boolean => bytes.length < 64 && bytes.every((byte) => isWhitespace(byte))

/** The signed revision, if the file of today really continues it: same chain of sections, same root, nothing defined beyond its end. */
const openSigned = (file: PdfFile, end: number): PdfFile | undefined => {
  try {
    const signed = openPdf(file.bytes.subarray(0, end))
    const newest = signed.sections[0]?.offset ?? -1
    const at = file.sections.findIndex((section) => section.offset === newest)
    const isContinued = at > 0 && file.sections.slice(0, at).every((section) => section.offset >= end)
    const roots = [signed, file].map((each): PdfValue => each.trailer.entries.get('Root') ?? null)
    const isSameRoot = isSameValue(roots[0] ?? null, roots[1] ?? null)
    const isClosed = [...signed.entries.values()].every((entry) => entry.kind !== 'at' || entry.offset < end)
    return isContinued && isSameRoot && isClosed && !file.trailer.entries.has('Encrypt') ? signed : undefined
  } catch {
    return undefined
  }
}

const changedObjects = (signed: PdfFile, file: PdfFile, end: number): ReadonlySet<number> => {
  const changed = new Set<number>()
  const bookkeeping = bookkeepingOf(file)
  let appended = 0
  for (const section of file.sections) {
    if (section.offset < end) continue
    appended += section.entries.size
    if (appended > mostAppended) throw new PdfFault('pdf.too-large')
    for (const number of section.entries.keys()) {
      const after = file.object(number)
      if (!isSameValue(signed.object(number), after) && !(isKind(after, 'stream') && bookkeeping.has(number)))
        changed.add(number)
    }
  }
  return changed
}

/** Cross-reference streams and object streams are the file's own bookkeeping; what they say is judged object by object. */
const bookkeepingOf = (file: PdfFile): ReadonlySet<number> => {
  const sections = new Set(
    file.sections.filter((section) => section.kind === 'stream').map((section) => section.offset),
  )
  const numbers = new Set<number>()
  for (const [number, entry] of file.entries) {
    if (entry.kind === 'in') numbers.add(entry.container)
    if (entry.kind === 'at' && sections.has(entry.offset)) numbers.add(number)
  }
  return numbers
}
