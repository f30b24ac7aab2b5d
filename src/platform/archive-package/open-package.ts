import { createHash } from 'node:crypto'
import { BlobReader, ERR_UNSAFE_FILENAME, type FileEntry, ZipReader } from '@zip.js/zip.js'

export type PackageFaultKind =
  | 'not-readable'
  | 'unsafe-name'
  | 'too-large'
  | 'foreign-folder'
  | 'missing'
  | 'not-named'
  | 'digest-differs'
  | 'size-differs'
  | 'xml-broken'
  | 'pointer-broken'
  | 'description-broken'
  | 'count-differs'

export type PackageFault = { readonly kind: PackageFaultKind; readonly path: string; readonly detail?: string }

/** A file of a package as it really is. `text` only of XML. */
export type FoundFile = { readonly sha256: string; readonly sizeBytes: number; readonly text?: string }

/** A package larger than this is no file of an agency. */
const bounds = { entries: 50_000, bytes: 64 * 2 ** 30, xmlBytes: 20_000_000, ratio: 300, ratioFromBytes: 2 ** 20 }

const isUnsafe = (name: string): boolean =>
  /^[/\\]|\\|(?:^|\/)\.{1,2}(?:\/|$)|^[A-Za-z]:|\/\/|\p{Cc}/u.test(name) || name.length > 400

class TooLarge extends Error {}

const faultOfEntry = (entry: FileEntry): PackageFault | null => {
  const { filename: path, uncompressedSize, compressedSize, encrypted } = entry
  if (isUnsafe(path)) return { kind: 'unsafe-name', path }
  if (encrypted) return { kind: 'not-readable', path, detail: 'encrypted' }
  const isBomb = uncompressedSize > bounds.ratioFromBytes && uncompressedSize > compressedSize * bounds.ratio
  return isBomb ? { kind: 'too-large', path } : null
}

/** Reads one file to its end; stops as soon as it grows past what its directory promised. */
const readEntry = async (entry: FileEntry): Promise<FoundFile> => {
  const digest = createHash('sha256')
  const isXml = entry.filename.endsWith('.xml') && entry.uncompressedSize <= bounds.xmlBytes
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  const sink = new WritableStream<Uint8Array>({
    write: (chunk) => {
      sizeBytes += chunk.length
      if (sizeBytes > entry.uncompressedSize) throw new TooLarge()
      digest.update(chunk)
      if (isXml) parts.push(chunk)
    },
  })
  await entry.getData(sink, { checkSignature: true, useWebWorkers: false })
  const sha256 = digest.digest('hex')
  return isXml ? { sha256, sizeBytes, text: Buffer.concat(parts).toString('utf8') } : { sha256, sizeBytes }
}

export type OpenedPackage = {
  readonly folder: string
  /** By path within the folder. */
  readonly files: ReadonlyMap<string, FoundFile>
  readonly faults: readonly PackageFault[]
}

const listEntries = async (blob: Blob): Promise<readonly FileEntry[] | PackageFault> => {
  const entries: FileEntry[] = []
  const zip = new ZipReader(new BlobReader(blob), { strictness: 'strict', useWebWorkers: false })
  try {
    let total = 0
    for await (const entry of zip.getEntriesGenerator()) {
      if (entry.directory) continue
      entries.push(entry)
      total += entry.uncompressedSize
      if (entries.length > bounds.entries || total > bounds.bytes) throw new TooLarge()
    }
    return entries
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'too-large', path: '' }
    const isName = error instanceof Error && error.message === ERR_UNSAFE_FILENAME
    return { kind: isName ? 'unsafe-name' : 'not-readable', path: '' }
  }
}

const nothing = (fault: PackageFault): OpenedPackage => ({ folder: '', files: new Map(), faults: [fault] })

/**
 * Reads every byte of a ZIP file that somebody handed in, without writing any of it to disk. Names that leave the folder, archives that
 * unpack to far more than they are, and such as two readers would read differently are refused before anything is unpacked.
 */
export const openPackage = async (blob: Blob): Promise<OpenedPackage> => {
  const entries = await listEntries(blob)
  if ('kind' in entries) return nothing(entries)
  if (entries.length === 0) return nothing({ kind: 'not-readable', path: '' })
  const refused = entries.flatMap((entry) => faultOfEntry(entry) ?? [])
  if (refused.length > 0) return { folder: '', files: new Map(), faults: refused }
  const folder = (entries[0]?.filename ?? '').split('/')[0] ?? ''
  const files = new Map<string, FoundFile>()
  const faults: PackageFault[] = []
  for (const entry of entries) {
    const { filename } = entry
    if (!filename.startsWith(`${folder}/`)) {
      faults.push({ kind: 'foreign-folder', path: filename })
      continue
    }
    const path = filename.slice(folder.length + 1)
    try {
      files.set(path, await readEntry(entry))
    } catch (error) {
      faults.push({ kind: error instanceof TooLarge ? 'too-large' : 'not-readable', path })
    }
  }
  return { folder, files, faults }
}
