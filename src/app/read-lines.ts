import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

const longestLine = 2_100_000

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

async function* textOf(path: string): AsyncGenerator<string> {
  const gzip = await isGzip(path)
  const file = await open(path)
  const bytes = file.createReadStream()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const unpacked = gzip ? bytes.pipe(createGunzip()) : bytes
    bytes.once('error', (error) => unpacked.destroy(error))
    for await (const chunk of unpacked) yield decoder.decode(chunk as Buffer, { stream: true })
    yield decoder.decode()
  } finally {
    bytes.destroy()
    await file.close().catch(() => undefined)
  }
}

/**
 * The lines of a text file, packed with gzip or not, one at a time. Throws when the file cannot be read, is cut short or is not UTF-8. A line
 * that is too long to be held is given cut, still longer than any reader takes.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const text of textOf(path)) {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine)
    yield* lines
  }
  if (rest !== '') yield rest
}
