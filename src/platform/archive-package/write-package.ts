import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipWriter } from '@zip.js/zip.js'
import type { FileStore } from '../files/file-store.ts'
import { layOut } from './layout.ts'
import type { PackageContent, PackageEntry } from './package-content.ts'

/** Passes bytes on and fails at their end when they are not those whose digest the package names. */
async function* checked(content: AsyncIterable<Uint8Array>, entry: PackageEntry): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  for await (const chunk of content) {
    digest.update(chunk)
    yield chunk
  }
  if (digest.digest('hex') !== entry.sha256) throw new Error(`the content of ${entry.sha256} is not what it was`)
}

const webStream = (content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(content, { objectMode: false })) as ReadableStream<Uint8Array>

const fill = async (
  content: PackageContent,
  files: Pick<FileStore, 'stream'>,
  writable: WritableStream<Uint8Array>,
): Promise<void> => {
  const { folder, entries } = layOut(content)
  const zip = new ZipWriter(writable, { useWebWorkers: false, zip64: false, keepOrder: true })
  for (const entry of entries) {
    const { bytes, sha256, sizeBytes, createdAt } = entry
    const source = bytes === undefined ? files.stream(sha256) : Readable.from([bytes])
    await zip.add(`${folder}/${entry.path}`, webStream(checked(source, entry)), {
      // Papers are packed already; what was made here is text.
      level: bytes === undefined ? 0 : 6,
      lastModDate: new Date(createdAt.epochMilliseconds),
      uncompressedSize: sizeBytes,
      zip64: sizeBytes > 0xffff_ff00,
    })
  }
  await zip.close()
}

/**
 * The package as a ZIP file, made while it is read: memory does not grow with the size of the records. Fails midway when a stored
 * content is missing or no longer what its digest says. Check the content first: `checkContent`.
 */
export const packageStream = (content: PackageContent, files: Pick<FileStore, 'stream'>): Readable => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const output = Readable.fromWeb(readable as Parameters<typeof Readable.fromWeb>[0])
  fill(content, files, writable).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return output
}
