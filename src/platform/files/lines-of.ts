import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

const longestLine = 2_100_000

/** A text that grew past what was allowed while it was unpacked: a small file may hold a very large one. */
export class TextTooLarge extends Error {
  constructor(limitBytes: number) {
    super(`the text is larger than ${limitBytes} bytes`)
  }
}

const isGzip = (beginning: Buffer): boolean => beginning[0] === 0x1f && beginning[1] === 0x8b

/** The bytes of a stream, unpacked when they are packed with gzip. */
async function* unpacked(bytes: Readable): AsyncGenerator<Buffer> {
  const beginning: Buffer = await new Promise((resolve, reject) => {
    bytes.once('readable', () => resolve((bytes.read() as Buffer | null) ?? Buffer.alloc(0)))
    bytes.once('error', reject)
  })
  if (beginning.length > 0) bytes.unshift(beginning)
  if (!isGzip(beginning)) return yield* bytes
  const gunzip = createGunzip()
  bytes.once('error', (error) => gunzip.destroy(error))
  yield* bytes.pipe(gunzip)
}

async function* textOf(bytes: Readable, mostBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  try {
    for await (const chunk of unpacked(bytes)) {
      read += chunk.length
      if (read > mostBytes) throw new TextTooLarge(mostBytes)
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } finally {
    bytes.destroy()
  }
}

/**
 * The lines of a text, packed with gzip or not, one at a time. Throws when it cannot be read, is cut short, is not UTF-8 or is larger than
 * allowed. A line that is too long to be held is given cut, still longer than any reader takes.
 */
export async function* linesOf(bytes: Readable, mostBytes = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  let rest = ''
  for await (const text of textOf(bytes, mostBytes)) {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine)
    yield* lines
  }
  if (rest !== '') yield rest
}
