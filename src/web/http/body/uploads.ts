import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tidy } from '#kernel/vietnamese-text.ts'

/** One file of a posted form, kept until the answer is made. Nothing about it is believed yet but its size. */
export type UploadedFile = {
  readonly field: string
  /** The last part of what the browser called it, at most 200 characters. */
  readonly name: string
  /** What the browser says it is; never decide by it. */
  readonly claimedType: string
  readonly sizeBytes: number
  readonly stream: () => Readable
  /** Throws away what is kept; the server calls it when the answer is made. */
  readonly discard: () => Promise<void>
}

/** Why a file is missing from what was received, and at which field it was sent. The rest of the form is whole. */
export type UploadFault = { readonly field: string } & (
  | { readonly code: 'upload.file-too-large'; readonly name: string; readonly limitBytes: number }
  | { readonly code: 'upload.too-many-files'; readonly limit: number }
  | { readonly code: 'upload.all-too-large'; readonly limitBytes: number }
)

export const uploadBounds = {
  fileBytes: 20 * 1024 * 1024,
  files: 50,
  totalBytes: 100 * 1024 * 1024,
  /** Beyond this the rest of the body is not even read. */
  bodyBytes: 160 * 1024 * 1024,
  fields: 6_000,
  fieldBytes: 256 * 1024,
} as const

/** Small files stay in memory, as long as one request does not hold more than this in all. */
const memoryBytesPerFile = 1024 * 1024
const memoryBytesPerRequest = 8 * 1024 * 1024

export type MemoryAllowance = { left: number }
export const newMemoryAllowance = (): MemoryAllowance => ({ left: memoryBytesPerRequest })

const baseName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // Control characters and the marks that turn the direction of writing could disguise an ending.
  const visible = tidy(last.replaceAll(/[\p{Cc}\p{Cf}]/gu, ''))
  if (visible.length <= 200) return visible === '' ? 'tep' : visible
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(visible)?.[0] ?? ''
  return visible.slice(0, 200 - ending.length) + ending
}

export type IncomingFile = {
  readonly field: string
  readonly name: string
  readonly claimedType: string
  readonly content: AsyncIterable<Buffer>
}

const spill = async (beginning: readonly Buffer[], rest: AsyncIterator<Buffer>): Promise<[string, number]> => {
  const path = join(tmpdir(), `motcua-${randomUUID()}.part`)
  let sizeBytes = 0
  async function* all() {
    for (const chunk of beginning) {
      sizeBytes += chunk.length
      yield chunk
    }
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      sizeBytes += next.value.length
      yield next.value
    }
  }
  try {
    await pipeline(all, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return [path, sizeBytes]
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Takes in one file: into memory when it is small, else into a temporary file. */
export const receiveFile = async (incoming: IncomingFile, allowance: MemoryAllowance): Promise<UploadedFile> => {
  const { field, claimedType } = incoming
  const name = baseName(incoming.name)
  const limit = Math.min(memoryBytesPerFile, allowance.left)
  const chunks: Buffer[] = []
  let held = 0
  const rest = incoming.content[Symbol.asyncIterator]()
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    chunks.push(next.value)
    held += next.value.length
    if (held <= limit) continue
    const [path, sizeBytes] = await spill(chunks, rest)
    return {
      field,
      name,
      claimedType,
      sizeBytes,
      stream: () => createReadStream(path),
      discard: () => rm(path, { force: true }),
    }
  }
  allowance.left -= held
  return {
    field,
    name,
    claimedType,
    sizeBytes: held,
    stream: () => Readable.from(chunks, { objectMode: false }),
    discard: async () => undefined,
  }
}
