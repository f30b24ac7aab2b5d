import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { StoredContent, SweptFileStore } from './file-store.ts'

const shaPattern = /^[0-9a-f]{64}$/

const folders = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))

const pathOf = (folder: string, sha256: string): string => {
  if (!shaPattern.test(sha256)) throw new Error('not a content address')
  return join(folder, sha256.slice(0, 2), sha256)
}

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Pieces come as the line gives them; each write costs a thread more than its bytes. */
const writtenAtOnceBytes = 256 * 1024

const writeSynced = async (path: string, content: Readable): Promise<StoredContent> => {
  const digest = createHash('sha256')
  let sizeBytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    let gathered: Uint8Array[] = []
    let waitingBytes = 0
    const write = async (): Promise<void> => {
      if (waitingBytes === 0) return
      const { bytesWritten } = await handle.writev(gathered)
      // A disk that has just become full takes a part; writing the rest says what is wrong with it.
      if (bytesWritten < waitingBytes) await handle.appendFile(Buffer.concat(gathered).subarray(bytesWritten))
      gathered = []
      waitingBytes = 0
    }
    for await (const chunk of content) {
      const bytes = chunk as Uint8Array
      digest.update(bytes)
      sizeBytes += bytes.length
      gathered.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= writtenAtOnceBytes) await write()
    }
    await write()
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: digest.digest('hex'), sizeBytes }
}

/** Moves a written file to its place and syncs its folder: after a power cut it is whole or absent. */
const settle = async (temporary: string, final: string): Promise<void> => {
  await rename(temporary, final)
  await syncFolder(dirname(final))
}

/** Set when no content lies in folders of folders any more, as it once did. */
const oneDeep = 'one-deep'

const moveUp = async (root: string, there: ReadonlySet<string>): Promise<void> => {
  for (const name of folders.filter((one) => there.has(one))) {
    const folder = join(root, name)
    for (const inner of await readdir(folder, { withFileTypes: true })) {
      if (!inner.isDirectory()) continue
      const from = join(folder, inner.name)
      for (const sha256 of await readdir(from)) await rename(join(from, sha256), join(folder, sha256))
      await rmdir(from)
    }
    await syncFolder(folder)
  }
  await (await open(join(root, oneDeep), 'w')).close()
  await syncFolder(root)
}

/** Every folder that content may fall into, made once and synced, so that taking a file in syncs two things and no more. */
const makeFolders = async (root: string): Promise<void> => {
  const there = new Set(await readdir(root))
  const missing = folders.filter((name) => !there.has(name))
  for (const name of missing) await mkdir(join(root, name), { recursive: true, mode: 0o700 })
  if (!there.has(oneDeep)) await moveUp(root, there)
  else if (missing.length > 0) await syncFolder(root)
}

export const openDiskFileStore = async (folder: string): Promise<SweptFileStore> => {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const leaving = join(folder, 'leaving')
  await mkdir(leaving, { recursive: true, mode: 0o700 })
  await makeFolders(folder)
  // What was on its way out when the machine stopped may be named again: it goes back.
  for (const name of await readdir(leaving)) {
    if (shaPattern.test(name)) await settle(join(leaving, name), pathOf(folder, name))
  }
  return {
    put: async (content) => {
      const temporary = join(incoming, randomUUID())
      try {
        const stored = await writeSynced(temporary, content instanceof Readable ? content : Readable.from([content]))
        await settle(temporary, pathOf(folder, stored.sha256))
        return stored
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
    read: (sha256) => readFile(pathOf(folder, sha256)),
    // Set aside first and looked at there: content that is written again at this very moment is never taken away.
    remove: async (sha256, unwrittenSince) => {
      const aside = join(leaving, sha256)
      const isThere = await rename(pathOf(folder, sha256), aside).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return false
          throw error
        },
      )
      if (!isThere) return true
      if ((await stat(aside)).mtimeMs >= unwrittenSince.epochMilliseconds) {
        await settle(aside, pathOf(folder, sha256))
        return false
      }
      await rm(aside)
      return true
    },
    dropUnfinished: async (since) => {
      for (const name of await readdir(incoming)) {
        const path = join(incoming, name)
        const seen = await stat(path).catch(() => null)
        if (seen !== null && seen.mtimeMs < since.epochMilliseconds) await rm(path, { force: true })
      }
    },
    stream: (sha256) => createReadStream(pathOf(folder, sha256)),
  }
}
