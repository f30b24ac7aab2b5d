import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export type ScanVerdict = { readonly kind: 'clean' } | { readonly kind: 'infected'; readonly name: string }

/** Looks for known malware. Throws when it cannot tell: content is then not taken. */
export type VirusScanner = { readonly scan: (content: Readable) => Promise<ScanVerdict> }

export type ClamdAddress = { readonly host: string; readonly port: number }

const pieceBytes = 64 * 1024
const longestAnswer = 4_096

const lengthOf = (piece: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(piece.length)
  return length
}

const writeAll = (socket: Socket, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))

const sendStream = async (socket: Socket, content: Readable): Promise<void> => {
  await writeAll(socket, Buffer.from('zINSTREAM\0'))
  for await (const chunk of content) {
    const bytes = chunk as Uint8Array
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes)
      await writeAll(socket, lengthOf(piece))
      await writeAll(socket, piece)
    }
  }
  await writeAll(socket, Buffer.alloc(4))
}

const readAnswer = async (socket: Socket): Promise<string> => {
  let answer = ''
  for await (const chunk of socket) {
    answer += (chunk as Buffer).toString('latin1')
    if (answer.includes('\0') || answer.length > longestAnswer) break
  }
  return answer.replace(/\0[\s\S]*$/, '').trim()
}

/** `stream: OK`, `stream: Some.Name FOUND`, anything else tells nothing. */
const verdictOf = (answer: string): ScanVerdict => {
  if (/^stream: OK$/.test(answer)) return { kind: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(answer)
  if (found === null) throw new Error(`scanner answered "${answer.slice(0, 100)}"`)
  return { kind: 'infected', name: found[1] ?? '' }
}

/** The scanner of ClamAV, asked with INSTREAM over TCP, with a bound on the whole conversation. */
export const openClamdScanner = (address: ClamdAddress, patienceMs = 30_000): VirusScanner => ({
  scan: async (content) => {
    const socket = connect({ host: address.host, port: address.port })
    const giveUp = setTimeout(() => socket.destroy(new Error('scanner did not answer in time')), patienceMs)
    try {
      // clamd answers and closes early when the stream is over its own limit: the answer says more than the broken pipe.
      const sending = sendStream(socket, content).catch((error: unknown) => error)
      const answer = await readAnswer(socket)
      if (answer === '') throw (await sending) ?? new Error('scanner closed without an answer')
      return verdictOf(answer)
    } finally {
      clearTimeout(giveUp)
      socket.destroy()
      content.destroy()
    }
  },
})

/** `host:port` of clamd; null when it is written otherwise. */
export const parseClamdAddress = (text: string): ClamdAddress | null => {
  const parts = /^(?:tcp:\/\/)?(\[[0-9a-fA-F:]+\]|[^:/\s]+):(\d{1,5})$/.exec(text.trim())
  const port = Number(parts?.[2])
  if (parts === null || port < 1 || port > 65_535) return null
  return { host: (parts[1] ?? '').replace(/^\[|\]$/g, ''), port }
}
