import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { openPdf, type PdfFile } from './pdf-file.ts'
import {
  array,
  dict,
  isKind,
  name,
  type PdfDict,
  type PdfRef,
  type PdfValue,
  ref,
  serialize,
  stream,
} from './pdf-object.ts'

/** A set of new and replaced objects that becomes one revision at the end of a file; what stands before is not touched. */
export type PdfUpdate = {
  readonly file: PdfFile
  /** A new object with its own number. */
  readonly add: (value: PdfValue) => PdfRef
  /** A new number without a value yet, for objects that point at each other. */
  readonly reserve: () => PdfRef
  readonly replace: (at: PdfRef, value: PdfValue) => void
  /** As `replace`, with the object already written out; used where the place of each byte matters. */
  readonly replaceRaw: (at: PdfRef, written: Uint8Array) => void
  /** The file with the revision, and where each written object's value begins. */
  readonly finish: () => { readonly bytes: Buffer; readonly offsets: ReadonlyMap<number, number> }
}

/** Throws `PdfFault` when the file cannot be read. */
export const beginUpdate = (bytes: Uint8Array): PdfUpdate => {
  const file = openPdf(bytes)
  const written = new Map<number, { readonly generation: number; readonly value: Uint8Array }>()
  let next = sizeOf(file)
  for (const number of file.entries.keys()) next = Math.max(next, number + 1)
  const replaceRaw = (at: PdfRef, value: Uint8Array): void => {
    written.set(at.number, { generation: at.generation, value })
  }
  const reserve = (): PdfRef => {
    next += 1
    return ref(next - 1)
  }
  const add = (value: PdfValue): PdfRef => {
    const at = reserve()
    replaceRaw(at, serialize(value))
    return at
  }
  const finish = () => writeRevision(file, written, next)
  return { file, add, reserve, replace: (at, value) => replaceRaw(at, serialize(value)), replaceRaw, finish }
}

const sizeOf = (file: PdfFile): number => {
  const size = file.trailer.entries.get('Size')
  return typeof size === 'number' ? size : 0
}

type Written = ReadonlyMap<number, { readonly generation: number; readonly value: Uint8Array }>
type Place = { readonly number: number; readonly generation: number; readonly offset: number }

const writeRevision = (file: PdfFile, written: Written, next: number) => {
  const parts: Uint8Array[] = [file.bytes]
  let length = file.bytes.length
  const put = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  if (file.bytes.at(-1) !== 10) put('\n')
  const places: Place[] = []
  const offsets = new Map<number, number>()
  for (const [number, { generation, value }] of [...written].sort(([left], [right]) => left - right)) {
    places.push({ number, generation, offset: length })
    put(`${number} ${generation} obj\n`)
    offsets.set(number, length)
    put(value)
    put('\nendobj\n')
  }
  const start = length
  put(file.sections[0]?.kind === 'stream' ? xrefStream(file, places, next, start) : xrefTable(file, places, next))
  put(`startxref\n${start}\n%%EOF\n`)
  return { bytes: Buffer.concat(parts, length), offsets }
}

/** The trailer goes on; the second half of /ID changes with each revision (ISO 32000-1, 14.4). */
const trailerOf = (file: PdfFile, size: number): PdfDict => {
  const kept = ['Root', 'Info'].map((key): [string, PdfValue | undefined] => [key, file.trailer.entries.get(key)])
  const id = file.trailer.entries.get('ID')
  const digest = createHash('sha256').update(file.bytes).digest().subarray(0, 16)
  const first = isKind(id, 'array') ? (id.items[0] ?? null) : null
  return dict({
    ...Object.fromEntries(kept),
    Size: size,
    Prev: file.sections[0]?.offset ?? 0,
    ID: first === null ? undefined : array(first, { kind: 'string', bytes: digest, hex: true }),
  })
}

/** Neighbouring numbers share a subsection. */
const runsOf = (places: readonly Place[]): readonly (readonly Place[])[] => {
  const runs: Place[][] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1)?.number === place.number - 1) run.push(place)
    else runs.push([place])
  }
  return runs
}

const xrefTable = (file: PdfFile, places: readonly Place[], next: number): Buffer => {
  const lines = runsOf(places).flatMap((run) => [
    `${run[0]?.number ?? 0} ${run.length}\n`,
    ...run.map((at) => `${String(at.offset).padStart(10, '0')} ${String(at.generation).padStart(5, '0')} n \n`),
  ])
  const trailer = serialize(trailerOf(file, next)).toString('latin1')
  return Buffer.from(`xref\n${lines.join('')}trailer\n${trailer}\n`, 'latin1')
}

const xrefStream = (file: PdfFile, places: readonly Place[], next: number, start: number): Buffer => {
  const all = [...places, { number: next, generation: 0, offset: start }]
  const rows = Buffer.alloc(8 * all.length)
  all.forEach((at, index) => {
    rows.writeUInt8(1, 8 * index)
    rows.writeUIntBE(at.offset, 8 * index + 1, 5)
    rows.writeUInt16BE(at.generation, 8 * index + 6)
  })
  const index = runsOf(all).flatMap((run) => [run[0]?.number ?? 0, run.length])
  const trailer = trailerOf(file, next + 1)
  const entries = {
    ...Object.fromEntries(trailer.entries),
    Type: name('XRef'),
    W: array(1, 5, 2),
    Index: array(...index),
    Filter: name('FlateDecode'),
  }
  const body = serialize(stream(entries, deflateSync(rows))).toString('latin1')
  return Buffer.from(`${next} 0 obj\n${body}\nendobj\n`, 'latin1')
}
