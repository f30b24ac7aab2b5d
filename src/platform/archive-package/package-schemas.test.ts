import { dirname, join, normalize } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { archiveSchema, ownSchema, type XmlSchema } from '#test/support/archive-schemas/xml-schema.ts'
import { contentOf, type PackedContent, pack, sample, unpack } from './archive-package.fixture.ts'

const mets = archiveSchema('mets')
const premis = archiveSchema('premis')

const asked: PackedContent = (() => {
  const made = contentOf('DIP', 'Hồ sơ cho mượn', ['Tờ trình'], [Buffer.from('một')])
  return { ...made, content: { ...made.content, request: { requestedBy: 'Nguyễn Văn An', purpose: 'Kiểm tra' } } }
})()
const packages: readonly [string, PackedContent][] = [
  ['deposit', contentOf('SIP', 'Hồ sơ nộp', ['Tờ trình', 'Quyết định'], [Buffer.from('một'), Buffer.from('hai')])],
  ['keeping', sample],
  ['a copy', asked],
  ['a file partly on paper', contentOf('AIP', 'Hồ sơ hỗn hợp', ['Tờ trình'], [null, Buffer.from('hai')])],
  ['a file on paper', contentOf('SIP', 'Hồ sơ giấy', ['Tờ trình'], [null])],
  ['a file without records', contentOf('AIP', 'Hồ sơ trống', [], [])],
]

const relative = async (made: PackedContent): Promise<ReadonlyMap<string, Uint8Array>> =>
  new Map([...(await unpack(await pack(made)))].map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), bytes]))

const bytesAt = (files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array => {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`${path} is not in the package`)
  return bytes
}

/** What each schema says against each document that is written by it. */
const faultsOf = (files: ReadonlyMap<string, Uint8Array>): readonly string[] => {
  const file = ownSchema(bytesAt(files, 'schemas/EAD.xsd'))
  const record = ownSchema(bytesAt(files, 'schemas/EAD_doc.xsd'))
  const schemas: readonly [RegExp, XmlSchema][] = [
    [/(^|\/)METS\.xml$/, mets],
    [/\/PREMIS[^/]*\.xml$/, premis],
    [/\/EAD\.xml$/, file],
    [/\/EAD_doc_[^/]+\.xml$/, record],
  ]
  return [...files].flatMap(([path, bytes]) => {
    const schema = schemas.find(([pattern]) => pattern.test(path))?.[1]
    return schema === undefined ? [] : schema(bytes).map((fault) => `${path}: ${fault}`)
  })
}

describe('a package read by libxml2', () => {
  it.each(packages)('for %s holds METS, PREMIS and descriptions that are valid by their schemas', async (_, made) => {
    expect(faultsOf(await relative(made))).toEqual([])
  })

  it.each<[string, string, (xml: string) => string, RegExp]>([
    [
      'a file without its digest',
      'METS.xml',
      (xml) => xml.replace(/ CHECKSUM="[0-9a-f]{64}"/, ''),
      /CHECKSUM.*required/,
    ],
    ['another kind of digest', 'METS.xml', (xml) => xml.replace('SHA-256', 'MD5'), /CHECKSUMTYPE/],
    ['a pointer to nothing', 'METS.xml', (xml) => xml.replace(/FILEID="[^"]+"/, 'FILEID="khac"'), /No match found/],
    [
      'a description that is not there',
      'METS.xml',
      (xml) => xml.replace(/DMDID="[^"]+"/, 'DMDID="khac"'),
      /No match found/,
    ],
    ['one identifier twice', 'METS.xml', (xml) => xml.replace('ID="sm"', 'ID="fs"'), /[Dd]uplicate|not a valid value/],
    [
      'parts in another order',
      'METS.xml',
      (xml) => xml.replace(/(<mets:amdSec.*<\/mets:amdSec>)(<mets:fileSec.*<\/mets:fileSec>)/s, '$2$1'),
      /not expected/,
    ],
    [
      'an act of nobody',
      'metadata/preservation/PREMIS.xml',
      (xml) => xml.replace(/(linkingAgentIdentifierValue>)[^<]+/, '$1ai'),
      /No match found/,
    ],
    [
      'a day for a time',
      'metadata/preservation/PREMIS.xml',
      (xml) => xml.replace(/(eventDateTime>)[^<]+/, '$12026-11-22'),
      /dateTime/,
    ],
    [
      'a description without its title',
      'metadata/descriptive/EAD.xml',
      (xml) => xml.replace(/<title>.*<\/title>/, ''),
      /not expected/,
    ],
  ])('is refused with %s', async (_, path, change, fault) => {
    const files = await relative(sample)
    const before = Buffer.from(bytesAt(files, path)).toString('utf8')
    const after = change(before)
    expect(after).not.toBe(before)
    expect(faultsOf(new Map(files).set(path, Buffer.from(after))).join('\n')).toMatch(fault)
  })

  it('shows its index by any browser: every link leads to a file of the package', async () => {
    const files = await relative(sample)
    const index = 'documentation/index.html'
    const page = Buffer.from(bytesAt(files, index)).toString('utf8')
    const links = [...page.matchAll(/ href="([^"]+)"/g)].map(([, href]) => normalize(join(dirname(index), href ?? '')))
    expect(links.filter((path) => path.includes('/data/'))).toHaveLength(sample.content.records.length)
    expect(links.filter((path) => !files.has(path))).toEqual([])
    expect(page).not.toMatch(/<script|src=|https?:\/\/(?!www\.w3\.org)/)
  })
})
