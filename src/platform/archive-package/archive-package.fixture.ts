import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  BlobReader,
  BlobWriter,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js'
import { Temporal } from '#kernel/time.ts'
import type { Description } from './description.ts'
import type { PackageContent, PackageKind } from './package-content.ts'
import { packageStream } from './write-package.ts'

const at = Temporal.Instant.from('2026-11-22T03:00:00Z')
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export type PackedContent = { readonly content: PackageContent; readonly store: ReadonlyMap<string, Uint8Array> }

/** A file of records that lie in a store of their own; each kind of package has its own code. */
export const contentOf = (
  kind: PackageKind,
  title: string,
  subjects: readonly string[],
  /** Null: on paper. */
  bytes: readonly (Uint8Array | null)[],
): PackedContent => {
  const code = 'H44.12.2026.01.0007'
  const shared = { maintenance: ['06'], mode: ['01'], language: ['01', '02'], riskRecovery: ['0'] }
  const records = bytes.map((one, index) => ({
    id: `0197b6d0-0000-7000-8000-${String(index).padStart(12, '0')}`,
    data:
      one === null
        ? null
        : { sha256: shaOf(one), sizeBytes: one.length, mediaType: 'application/pdf', extension: 'pdf', madeAt: at },
    description: {
      docId: [`TL${index + 1}`],
      docCode: [`${code}.${String(index + 1).padStart(7, '0')}`],
      docOrdinal: [String(index + 1)],
      ...shared,
      typeName: ['22'],
      issuedDate: ['2026-02-28'],
      organName: ['UBND xã Hy Cương'],
      subject: [subjects[index] ?? 'Về việc kiểm tra'],
      numberOfPage: ['3'],
    },
  }))
  const description: Description = {
    [kind === 'SIP' ? 'fileCode' : 'arcFileCode']: [code],
    title: [title],
    ...shared,
    startDate: ['2026-01-02'],
    endDate: ['2026-11-20'],
    totalDoc: [String(records.length)],
    numberOfPaper: ['6'],
    numberOfPage: ['9'],
  }
  const content: PackageContent = {
    kind,
    id: '0197b6d0-aaaa-7000-8000-000000000001',
    fonds: 'H44.12',
    agencyName: 'Ủy ban nhân dân xã Hy Cương',
    madeAt: at,
    software: 'Một Cửa',
    description,
    records,
    events: [{ id: '0197b6d0-bbbb-7000-8000-000000000001', type: 'work-file.closed', at, detail: '9 trang' }],
  }
  return { content, store: new Map(bytes.flatMap((one) => (one === null ? [] : [[shaOf(one), one] as const]))) }
}

export const pack = async ({ content, store }: PackedContent): Promise<Buffer> => {
  const stream = (sha256: string): Readable => {
    const bytes = store.get(sha256)
    if (bytes === undefined) throw new Error('not stored')
    return Readable.from([bytes])
  }
  return buffer(packageStream(content, { stream }))
}

export const unpack = async (bytes: Uint8Array): Promise<Map<string, Uint8Array>> => {
  const zip = new ZipReader(new BlobReader(new Blob([bytes as Uint8Array<ArrayBuffer>])), { useWebWorkers: false })
  const entries = (await zip.getEntries()).filter((entry): entry is FileEntry => !entry.directory)
  const read = async (entry: FileEntry) => [entry.filename, await entry.getData(new Uint8ArrayWriter())] as const
  return new Map(await Promise.all(entries.map(read)))
}

export const repack = async (files: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> => {
  const blob = new BlobWriter()
  const zip = new ZipWriter(blob, { useWebWorkers: false })
  for (const [name, bytes] of files) await zip.add(name, new Uint8ArrayReader(bytes))
  return new Uint8Array(await (await zip.close()).arrayBuffer())
}

export const sample = contentOf(
  'AIP',
  'Hồ sơ <kiểm tra> & "giám sát"',
  ['Kế hoạch'],
  [Buffer.from('%PDF-1.7 một'), Buffer.from('hai')],
)
