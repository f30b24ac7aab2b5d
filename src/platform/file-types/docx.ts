import type { Readable } from 'node:stream'
import { inflateRawSync } from 'node:zlib'
import { localHeaderBytes, type ZipEntry } from './zip-directory.ts'

const contentTypes = '[Content_Types].xml'
const mainPart = 'word/document.xml'
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const longestPacked = 200_000
const longestUnpacked = 1_000_000

/** What the directory alone says against its being a Word document without macros; null when nothing does. */
export const faultOfDocxParts = (entries: readonly ZipEntry[]): 'not-docx' | 'macros' | null => {
  const names = new Set(entries.map((entry) => entry.name))
  if (!names.has(contentTypes) || !names.has(mainPart)) return 'not-docx'
  return entries.some(
    (entry) => /vbaProject|\.bin$/i.test(entry.name) && !/printerSettings|oleObject/i.test(entry.name),
  )
    ? 'macros'
    : null
}

/** Reads a stretch of a stream and drops the stream; shorter when the stream ends. */
const readStretch = async (content: Readable, from: number, length: number): Promise<Buffer> => {
  const parts: Buffer[] = []
  let at = 0
  for await (const piece of content) {
    const chunk = piece as Buffer
    const start = Math.max(0, from - at)
    if (start < chunk.length) parts.push(chunk.subarray(start, from + length - at))
    at += chunk.length
    if (at >= from + length) break
  }
  return Buffer.concat(parts)
}

const unpack = (entry: ZipEntry, stretch: Buffer): string | null => {
  if (stretch.length < localHeaderBytes || stretch.readUInt32LE(0) !== 0x0403_4b50) return null
  const begin = localHeaderBytes + stretch.readUInt16LE(26) + stretch.readUInt16LE(28)
  const packed = stretch.subarray(begin, begin + entry.packedBytes)
  if (packed.length !== entry.packedBytes) return null
  try {
    const bytes = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: longestUnpacked })
    return bytes.toString('utf8')
  } catch {
    return null
  }
}

/**
 * Unpacks the list of part types, never more than a megabyte, and looks whether the main part is a Word document: what is wrong, or
 * null. `content` is a fresh stream of the whole file.
 */
export const faultOfDocxContent = async (entries: readonly ZipEntry[], content: Readable): Promise<string | null> => {
  const entry = entries.find((one) => one.name === contentTypes)
  if (entry === undefined || entry.packedBytes > longestPacked) return 'its list of parts is broken'
  const longestHeader = localHeaderBytes + 2 * 0xffff
  const types = unpack(entry, await readStretch(content, entry.at, longestHeader + entry.packedBytes))
  if (types === null) return 'its list of parts is broken'
  return types.includes(mainType) ? null : 'its main part is no Word document'
}
