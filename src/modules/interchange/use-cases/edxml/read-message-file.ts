import { createHash, type Hash } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { accept, type Result } from '#kernel/result.ts'
import { slug } from '#kernel/vietnamese-text.ts'
import type { EdxmlMessage } from '../../domain/edxml/index.ts'
import { packedFile } from './packed-file.ts'
import { type EdxmlFault, edxmlReader } from './read-edxml.ts'

/** A file of a message, as it lies in the folder now. */
export type ReadFile = {
  /** As the message calls it. */
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
  /** The name it had in the archive that its program had put it into; null when there was none. */
  readonly packedAs: string | null
  readonly isSound: boolean
}

export type ReadMessageFile = { readonly message: EdxmlMessage; readonly files: readonly ReadFile[] }

const nameAt = (folder: string, place: number, name: string): string => {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? slug(name.slice(dot + 1)).slice(0, 10) : ''
  const stem = slug(dot > 0 ? name.slice(0, dot) : name).slice(0, 80)
  return join(folder, `${place + 1}-${stem === '' ? 'tep' : stem}${extension === '' ? '' : `.${extension}`}`)
}

const rawAt = (folder: string, place: number): string => join(folder, `.${place}.part`)

/** What a reading that was cut short has left. */
const dropParts = async (folder: string): Promise<void> => {
  const left = (await readdir(folder)).filter((name) => /^\.\d+\.part$/.test(name))
  await Promise.all(left.map((name) => rm(join(folder, name))))
}

type Measured = { readonly sizeBytes: number; readonly sha256: string }

const measure = async (
  content: AsyncIterable<Uint8Array>,
  keep: (piece: Uint8Array) => Promise<unknown>,
): Promise<Measured> => {
  const digest: Hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of content) {
    digest.update(piece)
    sizeBytes += piece.length
    await keep(piece)
  }
  return { sizeBytes, sha256: digest.digest('hex') }
}

const asItCame = async (raw: string, path: string) => {
  await rename(raw, path)
  return { ...(await measure(createReadStream(path), async () => undefined)), packedAs: null }
}

/** Lays the file where it is wanted, out of the archive if it was packed alone. */
const settle = async (
  raw: string,
  path: string,
  name: string,
): Promise<Measured & { readonly packedAs: string | null }> => {
  const packed = await packedFile(await openAsBlob(raw), name)
  if (packed === null) return asItCame(raw, path)
  const file = await open(path, 'w')
  const unpacked = await measure(packed.open(), (piece) => file.write(piece)).catch(() => null)
  await file.close()
  // An archive that is not what it says stays as it came.
  if (unpacked === null) return asItCame(raw, path)
  await rm(raw)
  return { ...unpacked, packedAs: packed.entryName }
}

const keepPieces = async (path: string, folder: string) => {
  const reader = edxmlReader()
  for await (const bytes of createReadStream(path)) {
    const step = reader.write(bytes as Buffer)
    if (!step.ok) return step
    for (const piece of step.value) {
      const file = await open(rawAt(folder, piece.file), 'a')
      try {
        await file.write(piece.bytes)
      } finally {
        await file.close()
      }
    }
  }
  return reader.end()
}

/**
 * Reads a message from a file and lays its files into a folder that is made if it is missing: each under a harmless name, those that were packed alone
 * unpacked. Memory does not grow with the message. Throws when the folder cannot be written.
 */
export const readMessageFile = async (path: string, folder: string): Promise<Result<ReadMessageFile, EdxmlFault>> => {
  await mkdir(folder, { recursive: true })
  await dropParts(folder)
  const read = await keepPieces(path, folder)
  if (!read.ok) {
    await dropParts(folder)
    return read
  }
  const { message, isContentSound } = read.value
  const files: ReadFile[] = []
  for (const [place, { name }] of (message.kind === 'document' ? message.attachments : []).entries()) {
    const raw = rawAt(folder, place)
    await (await open(raw, 'a')).close()
    const target = nameAt(folder, place, name)
    files.push({ name, path: target, isSound: isContentSound[place] ?? false, ...(await settle(raw, target, name)) })
  }
  return accept({ message, files })
}
