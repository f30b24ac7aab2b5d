import { accept, type Result, refuse } from '#kernel/result.ts'

/** One entry as the directory at the end of a ZIP archive tells it; nothing is unpacked. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly at: number
}

export type ZipFault = { readonly code: 'zip.broken'; readonly why: string }

const endRecordBytes = 22
const longestComment = 0xffff
const entryBytes = 46
export const localHeaderBytes = 30
const signature = { end: 0x0605_4b50, entry: 0x0201_4b50, local: 0x0403_4b50 } as const

/** The tail in which an end record can lie. */
export const zipEndBytes = endRecordBytes + longestComment

export const isZipStart = (head: Buffer): boolean => head.length >= 4 && head.readUInt32LE(0) === signature.local

const bounds = { entries: 4_000, unpackedBytes: 300_000_000, ratio: 500, ratioFromBytes: 2_000_000 } as const

const broken = (why: string) => refuse({ code: 'zip.broken', why })

/** Whether programs that open ZIP archives would open this file, wherever in it the archive begins. */
export const holdsZipEnd = (tail: Buffer): boolean => {
  const mark = Buffer.from([0x50, 0x4b, 0x05, 0x06])
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)) {
    if (at + endRecordBytes > tail.length) continue
    const entries = tail.readUInt16LE(at + 10)
    const directory = at - tail.readUInt32LE(at + 12)
    if (entries === 0) continue
    // Beyond the tail kept nothing can be said against it, so it counts.
    if (directory < 0 || tail.readUInt32LE(directory) === signature.entry) return true
  }
  return false
}

const readEntries = (directory: Buffer, count: number): Result<readonly ZipEntry[], ZipFault> => {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== signature.entry) {
      return broken('its directory is broken')
    }
    const nameBytes = directory.readUInt16LE(at + 28)
    const next = at + entryBytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (next > directory.length) return broken('its directory is broken')
    if ((directory.readUInt16LE(at + 8) & 0x0041) !== 0) return broken('an entry is encrypted')
    entries.push({
      name: directory.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    })
    at = next
  }
  return at === directory.length ? accept(entries) : broken('its directory is broken')
}

/** What makes an archive one that fills a disk or leaves its folder when unpacked. */
const faultOfEntries = (entries: readonly ZipEntry[], directoryAt: number): string | null => {
  let unpacked = 0
  let end = 0
  const names = new Set<string>()
  for (const entry of entries.toSorted((left, right) => left.at - right.at)) {
    if (entry.method !== 0 && entry.method !== 8) return 'an entry is packed in an unknown way'
    if (entry.at < end) return 'its entries overlap'
    end = entry.at + localHeaderBytes + entry.packedBytes
    unpacked += entry.unpackedBytes
    if (entry.unpackedBytes > bounds.ratioFromBytes && entry.unpackedBytes > entry.packedBytes * bounds.ratio) {
      return 'an entry unpacks to far more than it is'
    }
    if (/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|\0/.test(entry.name))
      return 'the name of an entry leaves the archive'
    if (names.has(entry.name)) return 'two entries have the same name'
    names.add(entry.name)
  }
  if (end > directoryAt) return 'its entries overlap its directory'
  return unpacked > bounds.unpackedBytes ? 'it unpacks to too much' : null
}

/**
 * The directory of an archive that begins at the first byte of the file and ends at the last one. `tail` are the last bytes of
 * `sizeBytes`; a directory longer than it is refused, as are split, encrypted, overlapping and exploding archives.
 */
export const readZipDirectory = (tail: Buffer, sizeBytes: number): Result<readonly ZipEntry[], ZipFault> => {
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + endRecordBytes > tail.length) return broken('it has no directory')
  if (end + endRecordBytes + tail.readUInt16LE(end + 20) !== tail.length) return broken('bytes follow its end')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (tail.readUInt32LE(end + 4) !== 0 || tail.readUInt16LE(end + 8) !== count)
    return broken('it is one part of several')
  if (count > bounds.entries || length > end) return broken('it has too many entries')
  if (at + length !== sizeBytes - tail.length + end) return broken('its directory is not where it says')
  const entries = readEntries(tail.subarray(end - length, end), count)
  if (!entries.ok) return entries
  const fault = faultOfEntries(entries.value, at)
  return fault === null ? entries : broken(fault)
}
