import { type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { parseXml } from '../signing/xml/parse-xml.ts'
import type { DocxParts } from './docx-body.ts'
import { readLists } from './docx-lists.ts'
import { readStyles } from './docx-styles.ts'
import type { DocxFault } from './docx-text.ts'
import { attributeOf, descendantsOf, elementsOf } from './xml-tree.ts'

type Refused = { readonly code: DocxFault }

/** A document of 400 pages is about 10 MB of XML; what unpacks to far more than it is packed was made to. */
const bounds = {
  entries: 2_000,
  unpackedBytes: 200_000_000,
  partBytes: 16_000_000,
  ratio: 200,
  ratioFromBytes: 1_000_000,
} as const

const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** What the first bytes say: Word of old, or a file with a password, which Word wraps the same way. */
const faultOfStart = (bytes: Buffer): DocxFault | null => {
  if (bytes.subarray(0, compound.length).equals(compound))
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-word'
  return bytes.length > 4 && bytes.readUInt32LE(0) === 0x0403_4b50 ? null : 'not-docx'
}

const isActive = (path: string): boolean => /(?:^|\/)vbaProject|\/activeX\/|\/embeddings\/[^/]*\.bin$/i.test(path)

const listParts = async (zip: ZipReader<Uint8Array>): Promise<Result<ReadonlyMap<string, FileEntry>, Refused>> => {
  const parts = new Map<string, FileEntry>()
  let total = 0
  for await (const entry of zip.getEntriesGenerator()) {
    if (entry.directory) continue
    const { filename, uncompressedSize, compressedSize, encrypted } = entry
    total += uncompressedSize
    const isBomb = uncompressedSize > bounds.ratioFromBytes && uncompressedSize > compressedSize * bounds.ratio
    if (encrypted) return refuse({ code: 'encrypted' })
    if (isBomb || total > bounds.unpackedBytes || parts.size >= bounds.entries) return refuse({ code: 'too-large' })
    if (isActive(filename)) return refuse({ code: 'script' })
    parts.set(filename, entry)
  }
  return accept(parts)
}

class TooLarge extends Error {}

/** Never more than the bound, whatever the directory promised. */
const unpack = async (entry: FileEntry): Promise<string> => {
  if (entry.uncompressedSize > bounds.partBytes) throw new TooLarge()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  const sink = new WritableStream<Uint8Array>({
    write: (chunk) => {
      sizeBytes += chunk.length
      if (sizeBytes > entry.uncompressedSize) throw new TooLarge()
      chunks.push(chunk)
    },
  })
  await entry.getData(sink, { checkSignature: true, useWebWorkers: false })
  return Buffer.concat(chunks).toString('utf8')
}

const parsed = async (entry: FileEntry | undefined): Promise<Result<Element | null, Refused>> => {
  if (entry === undefined) return accept(null)
  const read = parseXml((await unpack(entry)).replace(/^\uFEFF/, ''))
  if (read.ok) return accept(read.value.root)
  return refuse({
    code: read.refusal.code === 'xml.too-large' || read.refusal.code === 'xml.too-deep' ? 'too-large' : 'broken',
  })
}

/** Fields that run programs, and templates that are fetched from elsewhere when the file is opened. */
const reachesOut = (document: Element, relations: Element | null): boolean => {
  const fields = [
    ...descendantsOf(document, 'instrText').map((field) => field.textContent ?? ''),
    ...descendantsOf(document, 'fldSimple').map((field) => attributeOf(field, 'instr') ?? ''),
  ].join('')
  if (/\bDDE(?:AUTO)?\b/i.test(fields)) return true
  return (relations === null ? [] : elementsOf(relations)).some(
    (relation) =>
      /\/(?:attachedTemplate|frame|subDocument)$/.test(attributeOf(relation, 'Type') ?? '') &&
      attributeOf(relation, 'TargetMode') === 'External' &&
      /^(?:https?:|ftp:|mhtml:|\\\\|\/\/|file:\/\/[^/])/i.test(attributeOf(relation, 'Target') ?? ''),
  )
}

const open = async (parts: ReadonlyMap<string, FileEntry>): Promise<Result<DocxParts, Refused>> => {
  const names = ['document.xml', 'styles.xml', 'numbering.xml', '_rels/document.xml.rels', '_rels/settings.xml.rels']
  const roots: (Element | null)[] = []
  const margins = [...parts.keys()].filter((path) => /^word\/(?:header|footer)\d{0,3}\.xml$/.test(path)).slice(0, 60)
  for (const path of [...names.map((name) => `word/${name}`), ...margins]) {
    const read = await parsed(parts.get(path))
    if (!read.ok) return read
    roots.push(read.value)
  }
  const [document, styles = null, lists = null, relations = null, settings = null, ...others] = roots
  if (document === null || document === undefined || document.localName !== 'document')
    return refuse({ code: 'not-docx' })
  if ([relations, settings].some((one) => reachesOut(document, one))) return refuse({ code: 'script' })
  return accept({
    document,
    styles: readStyles(styles),
    lists: readLists(lists),
    margins: others.filter((one) => one !== null),
  })
}

/** Unpacks and parses what text lies in, and nothing else: pictures stay packed. */
export const openDocx = async (bytes: Buffer): Promise<Result<DocxParts, Refused>> => {
  const fault = faultOfStart(bytes)
  if (fault !== null) return refuse({ code: fault })
  try {
    const parts = await listParts(new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false }))
    return parts.ok ? await open(parts.value) : parts
  } catch (error) {
    return refuse({ code: error instanceof TooLarge ? 'too-large' : 'broken' })
  }
}
