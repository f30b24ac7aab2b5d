import type { PdfRef } from '../pdf/file/pdf-object.ts'
import type { PdfUpdate } from '../pdf/file/pdf-update.ts'
import { sha256 } from './cms/cms.ts'

/** A signature dictionary up to the opening of its /ByteRange, and how many bytes are kept free for what will stand in /Contents. */
export type SignatureRoom = { readonly head: string; readonly bytes: number }

/**
 * Closes an update with a signature dictionary in it, lets somebody sign all of the file but the room, and puts what they made there.
 * Throws `RangeError` when it does not fit.
 */
export const sealRoom = async (
  update: PdfUpdate,
  at: PdfRef,
  room: SignatureRoom,
  sign: (digest: Buffer) => Promise<Uint8Array>,
): Promise<Buffer> => {
  const range = `${'0 '.padEnd(35)}]\n/Contents `
  const written = Buffer.from(`${room.head}${range}<${'0'.repeat(2 * room.bytes)}>\n>>`, 'latin1')
  update.replaceRaw(at, written)
  const { bytes, offsets } = update.finish()
  const start = offsets.get(at.number) ?? 0
  const before = start + room.head.length + range.length
  const after = before + 2 * room.bytes + 2
  const numbers = [before, after, bytes.length - after].map((value) => String(value).padEnd(10))
  bytes.write(`0 ${numbers.join(' ')}`, start + room.head.length, 'latin1')
  const made = await sign(sha256(bytes.subarray(0, before), bytes.subarray(after)))
  if (made.length > room.bytes) throw new RangeError(`signature of ${made.length} bytes in a room of ${room.bytes}`)
  bytes.write(Buffer.from(made).toString('hex'), before + 1, 'latin1')
  return bytes
}
