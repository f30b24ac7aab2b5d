import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { createGunzip, createGzip } from 'node:zlib'
import type { Member } from './manifest.ts'

export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A fault that comes before anybody reads is kept for whoever does; unheard, the event would end the process. */
const patiently = <Content extends AsyncIterable<Uint8Array> | Iterable<Uint8Array>>(content: Content): Content => {
  if (content instanceof Readable) content.on('error', () => undefined)
  return content
}

/** Writes bytes to a new file and syncs it; answers what was written. */
export const writeMember = async (
  archive: string,
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Member> => {
  const digest = createHash('sha256')
  let sizeBytes = 0
  patiently(content)
  const place = join(archive, path)
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  const handle = await open(place, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      digest.update(chunk)
      sizeBytes += chunk.length
      await handle.write(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { path, sha256: digest.digest('hex'), sizeBytes }
}

/** Packed lightly: rows shrink to a fifth, and the database stays the slower side. */
export const writePackedMember = (archive: string, path: string, content: Readable): Promise<Member> => {
  const packer = createGzip({ level: 3 })
  content.on('error', (error) => packer.destroy(error))
  return writeMember(archive, path, content.pipe(packer))
}

/** A member unpacked. Fails when the packed bytes are broken; their digest is checked apart. */
export const readPackedMember = (archive: string, member: Member): Readable => {
  const unpacker = createGunzip()
  const content = createReadStream(join(archive, member.path))
  content.on('error', (error) => unpacker.destroy(error))
  return patiently(content.pipe(unpacker))
}

export type Measured = { readonly sha256: string; readonly sizeBytes: number }

export const measure = async (content: AsyncIterable<unknown>): Promise<Measured> => {
  const digest = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of content) {
    const bytes = chunk as Uint8Array
    digest.update(bytes)
    sizeBytes += bytes.length
  }
  return { sha256: digest.digest('hex'), sizeBytes }
}

export const linesOf = (content: Readable): AsyncIterable<string> => {
  const lines = createInterface({ input: content, crlfDelay: Number.POSITIVE_INFINITY })
  content.on('error', (error) => lines.emit('error', error))
  return lines
}

/** Does the work on several at once; the first fault ends it. */
export const severalAtOnce = async <Item>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const running = new Set<Promise<void>>()
  for await (const item of items) {
    const one = work(item).finally(() => running.delete(one))
    running.add(one)
    // Whoever waits below hears of the fault; nobody else needs to.
    one.catch(() => undefined)
    if (running.size >= atOnce) await Promise.race(running)
  }
  await Promise.all(running)
}
