import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { FileStore, StoredContent } from './file-store.ts'

const shaPattern = /^[0-9a-f]{64}$/

const pathOf = (folder: string, sha256: string): string => {
  if (!shaPattern.test(sha256)) throw new Error('not a content address')
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeSynced = async (path: string, content: Readable): Promise<StoredContent> => {
  const digest = createHash('sha256')
  let sizeBytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      const bytes = chunk as Uint8Array
      digest.update(bytes)
      sizeBytes += bytes.length
      await handle.write(bytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: digest.digest('hex'), sizeBytes }
}

/** Moves a written file to its place and syncs every folder on the way: after a power cut it is whole or absent. */
const settle = async (temporary: string, final: string, root: string): Promise<void> => {
  const folder = dirname(final)
  const created = await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(temporary, final)
  await syncFolder(folder)
  if (created === undefined) return
  await syncFolder(dirname(folder))
  await syncFolder(root)
}

export const openDiskFileStore = async (folder: string): Promise<FileStore> => {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  return {
    put: async (content) => {
      const temporary = join(incoming, randomUUID())
      try {
        const stored = await writeSynced(temporary, content instanceof Readable ? content : Readable.from([content]))
        await settle(temporary, pathOf(folder, stored.sha256), folder)
        return stored
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    read: (sha256) => readFile(pathOf(folder, sha256)),
    stream: (sha256) => createReadStream(pathOf(folder, sha256)),
  }
}
