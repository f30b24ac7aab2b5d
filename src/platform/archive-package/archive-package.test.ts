import { BlobReader, BlobWriter, type FileEntry, TextReader, ZipReader, ZipWriter } from '@zip.js/zip.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf, pack, repack, sample, unpack } from './archive-package.fixture.ts'
import { checkDescription, type Description, fileFields, recordFields } from './description.ts'
import { checkContent } from './layout.ts'
import type { PackageKind } from './package-content.ts'
import { verifyPackage } from './verify-package.ts'

const verify = (bytes: Uint8Array) => verifyPackage(new Blob([bytes as Uint8Array<ArrayBuffer>]))

const words = (longest: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => text.replace(/\p{Cc}/gu, ' ').slice(0, longest))
    .filter((text) => text.trim() !== '' && text.isWellFormed())

describe('a package', () => {
  it('reads back as it was written, whatever it says and holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<PackageKind[]>('SIP', 'AIP', 'DIP'),
        words(1000),
        fc.array(fc.tuple(words(500), fc.uint8Array({ maxLength: 3_000 })), { maxLength: 5 }),
        async (kind, title, records) => {
          const made = contentOf(
            kind,
            title,
            records.map(([subject]) => subject),
            records.map(([, bytes]) => bytes),
          )
          expect(checkContent(made.content)).toEqual([])
          const verdict = await verify(await pack(made))
          expect(verdict.faults).toEqual([])
          expect([verdict.kind, verdict.fonds]).toEqual([kind, 'H44.12'])
          expect(verdict.description).toEqual(made.content.description)
          expect(verdict.records.map(({ description, sha256 }) => ({ description, sha256 }))).toEqual(
            made.content.records.map(({ description, data }) => ({ description, sha256: data?.sha256 })),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each(['\u2028', '\u0085', '\u2029', '\u00a0', '\u200b', '\t'])('keeps the sign %j of a text', async (sign) => {
    const title = `Hồ sơ${sign}năm${sign}`
    const made = contentOf('AIP', title, [`Tờ trình${sign}`], [Buffer.from('một')])
    const verdict = await verify(await pack(made))
    expect(verdict.faults).toEqual([])
    expect(verdict.description).toEqual(made.content.description)
    expect(verdict.records.map(({ description }) => description)).toEqual(
      made.content.records.map(({ description }) => description),
    )
  })

  it('tells of a record on paper by its description alone, in order with the others', async () => {
    const made = contentOf('AIP', 'Hồ sơ hỗn hợp', ['Bản giấy', 'Tệp'], [null, Buffer.from('hai')])
    const packed = await pack(made)
    const verdict = await verify(packed)
    expect(verdict.faults).toEqual([])
    expect(verdict.records.map(({ path, description }) => [path?.slice(-11), description.docOrdinal?.[0]])).toEqual([
      ['0000002.pdf', '2'],
      [undefined, '1'],
    ])
    const names = [...(await unpack(packed)).keys()]
    expect(names.filter((name) => name.includes('0007.0000001'))).toHaveLength(1)
  })

  it('names its folder, its METS and its data by the rules of the circular', async () => {
    const names = [...(await unpack(await pack(sample))).keys()]
    const folder = 'urn_H44.12_uuid_0197B6D0-AAAA-7000-8000-000000000001'
    expect(names.every((name) => name.startsWith(`${folder}/`))).toBe(true)
    for (const wanted of [
      'METS.xml',
      'metadata/descriptive/EAD.xml',
      'metadata/preservation/PREMIS.xml',
      'representations/rep1/METS.xml',
      'representations/rep1/data/H44.12.2026.01.0007.0000001.pdf',
      'representations/rep1/metadata/descriptive/EAD_doc_H44.12.2026.01.0007.0000002.xml',
      'representations/rep1/metadata/preservation/PREMIS_rep1.xml',
      'schemas/EAD.xsd',
      'documentation/index.html',
    ])
      expect(names).toContain(`${folder}/${wanted}`)
  })

  it('is not made of a stored content that is no longer what it was', async () => {
    const store = new Map([...sample.store].map(([sha256]) => [sha256, Buffer.from('khác')] as const))
    await expect(pack({ ...sample, store })).rejects.toThrow(/not what it was/)
  })

  it('gives away one changed byte of any file in it, packed anew with right check sums', async () => {
    const files = await unpack(await pack(sample))
    for (const [name, bytes] of files) {
      if (bytes.length === 0 || name.split('/').length === 2) continue
      const changed = Uint8Array.from(bytes)
      const place = Math.floor(bytes.length / 2)
      changed[place] = (changed[place] ?? 0) ^ 1
      const verdict = await verify(await repack(new Map(files).set(name, changed)))
      expect([name, verdict.faults.length > 0]).toEqual([name, true])
    }
  })

  it('gives away any one byte changed in what it holds, wherever it lies', async () => {
    const bytes = await pack(sample)
    const held = await unpack(bytes)
    const zip = new ZipReader(new BlobReader(new Blob([bytes as Uint8Array<ArrayBuffer>])), { useWebWorkers: false })
    const entries = (await zip.getEntries()).filter((entry): entry is FileEntry => !entry.directory)
    const places = entries.flatMap((entry) => {
      const begin = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
      return Array.from({ length: entry.compressedSize }, (_, index) => begin + index)
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
        const changed = Uint8Array.from(bytes)
        changed[place] = (changed[place] ?? 0) ^ mask
        const { faults } = await verify(changed)
        // The last bits of a packed file may stand for nothing: then what it holds is the same.
        if (faults.length === 0) expect(await unpack(changed)).toEqual(held)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a package from elsewhere', () => {
  it('is refused when a file is missing, added, or lies outside its folder', async () => {
    const files = await unpack(await pack(sample))
    const data = [...files.keys()].find((name) => name.includes('/data/')) ?? ''
    const without = new Map(files)
    without.delete(data)
    const kinds = async (changed: Iterable<readonly [string, Uint8Array]>) =>
      (await verify(await repack(changed))).faults.map(({ kind }) => kind)
    expect(await kinds(without)).toContain('missing')
    expect(await kinds(new Map(files).set(data.replace('.pdf', '.exe'), Buffer.from('x')))).toContain('not-named')
    expect(await kinds(new Map(files).set('khac/x.txt', Buffer.from('x')))).toContain('foreign-folder')
  })

  it('is refused unread when a name leaves it, when it is a bomb, or when it is no archive', async () => {
    const out = await repack([['a/../../etc/passwd', Buffer.from('x')]])
    expect((await verify(out)).faults.map(({ kind }) => kind)).toContain('unsafe-name')
    const bomb = await repack([['a/METS.xml', new Uint8Array(40_000_000)]])
    expect((await verify(bomb)).faults.map(({ kind }) => kind)).toEqual(['too-large'])
    expect((await verify(Buffer.from('PK không phải'))).faults.map(({ kind }) => kind)).toEqual(['not-readable'])
  })

  it('is refused when its METS brings a document type or is none', async () => {
    const blob = new BlobWriter()
    const zip = new ZipWriter(blob, { useWebWorkers: false })
    await zip.add('a/METS.xml', new TextReader('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'))
    const bytes = new Uint8Array(await (await zip.close()).arrayBuffer())
    expect((await verify(bytes)).faults.map(({ kind }) => kind)).toEqual(['xml-broken'])
  })
})

describe('a description', () => {
  const whole = sample.content.description
  it.each<[string, Description, string]>([
    ['without its title', { ...whole, title: [] }, 'title: missing'],
    ['with a title that is too long', { ...whole, title: ['a'.repeat(1001)] }, 'title: too-long'],
    ['with a day that does not exist', { ...whole, endDate: ['2026-02-30'] }, 'endDate: not-allowed'],
    ['with a code that no list has', { ...whole, mode: ['09'] }, 'mode: not-allowed'],
    ['of a scan that names no paper', { ...whole, confidenceLevel: ['02'] }, 'paperFileCode: missing'],
    ['with a field of its own', { ...whole, khac: ['x'] }, 'khac: unknown'],
    ['with two titles', { ...whole, title: ['a', 'b'] }, 'title: repeated'],
  ])('%s is not packed', (_, description, wanted) => {
    const faults = checkDescription(fileFields(true), description).map(({ field, fault }) => `${field}: ${fault}`)
    expect(faults).toEqual([wanted])
  })

  it('of a record that was born digital says whether its course is with it', () => {
    const record = sample.content.records[0]?.description ?? {}
    expect(checkDescription(recordFields, { ...record, confidenceLevel: ['01'] })).toEqual([
      { field: 'process', fault: 'missing' },
    ])
  })
})
