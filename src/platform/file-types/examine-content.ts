import type { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import { ContentTooLarge } from '../files/file-store.ts'
import { type ContentFault, type ContentKind, ContentRefused, mediaTypeOf } from './content-fault.ts'
import { walkJpeg, walkPng } from './images.ts'
import { openWalker, type Walk, type Walker } from './walker.ts'
import { holdsZipEnd, isZipStart, readZipDirectory, type ZipEntry, zipEndBytes } from './zip-directory.ts'

/** What content turned out to be, once all of it had passed. */
export type Examined = {
  readonly kind: ContentKind
  /** Where the parts of a DOCX lie; empty for the other kinds. */
  readonly entries: readonly ZipEntry[]
}

const headBytes = 4_100
const tailBytes = zipEndBytes
const docxTailBytes = zipEndBytes + 1_000_000

const startsWith = (head: Buffer, text: string): boolean =>
  head.subarray(0, text.length).equals(Buffer.from(text, 'latin1'))

const kindOfStart = (head: Buffer): ContentKind | null => {
  if (startsWith(head, '%PDF-')) return 'pdf'
  if (startsWith(head, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(head, '\x89PNG')) return 'png'
  return isZipStart(head) ? 'docx' : null
}

// Readers of PDF look for its header in the first 1,024 bytes, so that a picture can be a PDF as well.
const hidesPdf = (head: Buffer): boolean => head.subarray(0, 1_024 + 5).indexOf('%PDF-') > 0

const notAllowed = (found: string): ContentFault => ({ code: 'content.not-allowed', found })

/** The kind by the first bytes, seen alike by us and by the library of known types; anything else is refused. */
const recogniseHead = async (head: Buffer): Promise<ContentKind> => {
  if (head.length === 0) throw new ContentRefused({ code: 'content.empty' })
  const kind = kindOfStart(head)
  const known = await fileTypeFromBuffer(head).catch(() => undefined)
  // An archive shows what it is at its end, not in its first bytes.
  const agrees = kind === 'docx' || known === undefined || known.mime === (kind === null ? '' : mediaTypeOf[kind])
  if (kind === null || !agrees) throw new ContentRefused(notAllowed(known?.ext ?? 'unknown'))
  if (hidesPdf(head)) throw new ContentRefused(notAllowed('polyglot'))
  return kind
}

const pdfEndBytes = 1_100

/** The end of a PDF without the blanks and zeros that some scanners put behind it. */
const endOfPdf = (tail: Buffer): string => {
  let end = tail.length
  while (end > 0 && ' \t\r\n\f\0'.includes(String.fromCharCode(tail[end - 1] ?? 0))) end -= 1
  return tail.toString('latin1', Math.max(0, end - pdfEndBytes), end)
}

// Every repetition is bounded: a file made to be slow to read is as fast as any other.
const faultOfPdf = (head: Buffer, tail: Buffer, sizeBytes: number): string | null => {
  if (!/^%PDF-[12]\.\d/.test(head.toString('latin1', 0, 8))) return 'its version is unknown'
  if (!/[\s>]\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b/.test(head.toString('latin1'))) return 'no object follows its header'
  const end = endOfPdf(tail)
  const mark = /startxref\s{1,9}(\d{1,12})\s{1,9}%%EOF/.exec(end.slice(end.lastIndexOf('startxref')))
  if (!end.includes('startxref') || mark === null) return 'its end is missing'
  return Number(mark[1]) < sizeBytes ? null : 'its end points beyond it'
}

const walkOf = (kind: ContentKind): Walk | null => {
  if (kind === 'jpeg') return walkJpeg()
  return kind === 'png' ? walkPng() : null
}

type Start = { readonly kind: ContentKind; readonly walker: Walker | null }

const beginWith = async (head: Buffer): Promise<Start> => {
  const kind = await recogniseHead(head.subarray(0, headBytes))
  const walk = walkOf(kind)
  const walker = walk === null ? null : openWalker(walk)
  walker?.feed(head)
  return { kind, walker }
}

const examineEnd = ({ kind, walker }: Start, head: Buffer, tail: Buffer, size: number): Examined => {
  if (kind === 'docx') {
    const directory = readZipDirectory(tail, size)
    if (!directory.ok) throw new ContentRefused({ code: 'content.broken', kind, why: directory.refusal.why })
    return { kind, entries: directory.value }
  }
  if (holdsZipEnd(tail)) throw new ContentRefused(notAllowed('polyglot'))
  const why = kind === 'pdf' ? faultOfPdf(head, tail, size) : (walker?.end() ?? null)
  if (why !== null) throw new ContentRefused({ code: 'content.broken', kind, why })
  return { kind, entries: [] }
}

/** Keeps the last bytes of what passes. */
const openTail = () => {
  let kept: Buffer[] = []
  let held = 0
  return {
    push: (chunk: Buffer, limit: number): void => {
      kept.push(chunk)
      held += chunk.length
      while (held - (kept[0]?.length ?? held) >= limit) held -= kept.shift()?.length ?? 0
    },
    read: (limit: number): Buffer => {
      kept = [Buffer.concat(kept)]
      return kept[0]?.subarray(-limit) ?? Buffer.alloc(0)
    },
  }
}

const piecesOf = (content: Readable | Uint8Array): AsyncIterable<Uint8Array> | Iterable<Uint8Array> =>
  // The rest of refused content stays unread: whoever received it drains or cuts it.
  content instanceof Uint8Array ? [content] : content.iterator({ destroyOnReturn: false })

/**
 * Passes content on and examines it by the way, in memory that does not grow with it. Throws `ContentTooLarge` at the first byte
 * past the limit and `ContentRefused` as soon as it is seen not to be one of our kinds; tells what it was when all has passed.
 */
export async function* examining(
  content: Readable | Uint8Array,
  limitBytes: number,
  onExamined: (examined: Examined) => void,
): AsyncGenerator<Buffer> {
  const tail = openTail()
  let head: Buffer = Buffer.alloc(0)
  let start: Start | null = null
  let sizeBytes = 0
  for await (const piece of piecesOf(content)) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    sizeBytes += chunk.length
    if (sizeBytes > limitBytes) throw new ContentTooLarge(limitBytes)
    if (start === null) {
      head = Buffer.concat([head, chunk])
      if (head.length >= headBytes) start = await beginWith(head)
    } else {
      start.walker?.feed(chunk)
    }
    tail.push(chunk, docxTailBytes)
    yield chunk
  }
  start ??= await beginWith(head)
  const end = tail.read(start.kind === 'docx' ? docxTailBytes : tailBytes)
  onExamined(examineEnd(start, head.subarray(0, headBytes), end, sizeBytes))
}
