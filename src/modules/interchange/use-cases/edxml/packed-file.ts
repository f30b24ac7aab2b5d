import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import {
  isZipStart,
  localHeaderBytes,
  readZipDirectory,
  type ZipEntry,
  zipEndBytes,
} from '#platform/file-types/zip-directory.ts'

/** Files that are archives by themselves: what is in them is nobody's business here. */
const archives = /\.(?:zip|docx|xlsx|pptx|odt|ods|odp|docm|xlsm|jar)$/i

export type PackedFile = {
  readonly entryName: string
  readonly unpackedBytes: number
  /** Throws when the entry is broken, or longer than it says. */
  readonly open: () => AsyncIterable<Uint8Array>
}

const bytesOf = async (blob: Blob, from: number, until: number): Promise<Buffer> =>
  Buffer.from(await blob.slice(from, until).arrayBuffer())

async function* unpack(blob: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const local = await bytesOf(blob, entry.at, entry.at + localHeaderBytes)
  const begin = entry.at + localHeaderBytes + local.readUInt16LE(26) + local.readUInt16LE(28)
  const packed = blob.slice(begin, begin + entry.packedBytes).stream() as unknown as AsyncIterable<Uint8Array>
  const content = entry.method === 0 ? packed : inflated(packed)
  let length = 0
  for await (const piece of content) {
    length += piece.length
    if (length > entry.unpackedBytes) throw new Error('the entry is longer than it says')
    yield piece
  }
  if (length !== entry.unpackedBytes) throw new Error('the entry is shorter than it says')
}

/** Whoever stops reading ends both. */
const inflated = (packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => {
  const source = Readable.from(packed)
  const inflate = createInflateRaw()
  source.once('error', (error) => inflate.destroy(error))
  inflate.once('close', () => source.destroy())
  return source.pipe(inflate)
}

/**
 * Programs pack a file alone into an archive that keeps the name of the file (`1896_QD-TTg.doc` is a ZIP): the file itself, or null when what lies
 * here is what its name says. Told by its first bytes, never by what the message calls it. Archives that explode or leave their folder are refused as files.
 */
export const packedFile = async (blob: Blob, name: string): Promise<PackedFile | null> => {
  if (archives.test(name) || !isZipStart(await bytesOf(blob, 0, 4))) return null
  const directory = readZipDirectory(await bytesOf(blob, Math.max(0, blob.size - zipEndBytes), blob.size), blob.size)
  if (!directory.ok || directory.value.length !== 1) return null
  const [entry] = directory.value
  if (entry === undefined || entry.name.endsWith('/')) return null
  return { entryName: entry.name, unpackedBytes: entry.unpackedBytes, open: () => unpack(blob, entry) }
}
