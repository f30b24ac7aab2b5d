import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue, type Result } from '#kernel/result.ts'
import { type EdxmlMessage, problemsOf, purposes, statusCodes } from '../../domain/edxml/index.ts'
import { arrival, contents, letter } from './edxml.fixture.ts'
import { type EdxmlFault, edxmlReader, type ReadEdxml } from './read-edxml.ts'
import { writeEdxml } from './write-edxml.ts'

type Whole = ReadEdxml & { readonly files: readonly Buffer[] }

const readPieces = (pieces: Iterable<Uint8Array>): Result<Whole, EdxmlFault> => {
  const reader = edxmlReader()
  const kept: Buffer[][] = []
  for (const piece of pieces) {
    const step = reader.write(piece)
    if (!step.ok) return step
    for (const { file, bytes } of step.value) kept[file] = [...(kept[file] ?? []), Buffer.from(bytes)]
  }
  const end = reader.end()
  return end.ok ? { ok: true, value: { ...end.value, files: kept.map((parts) => Buffer.concat(parts)) } } : end
}

const cut = (bytes: Uint8Array, length: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) => bytes.subarray(at * length, (at + 1) * length))

const read = (text: string | Uint8Array) => readPieces([typeof text === 'string' ? Buffer.from(text) : text])

const write = async (message: EdxmlMessage, files: readonly Uint8Array[] = contents, length = 1_000) => {
  let text = ''
  for await (const piece of writeEdxml(message, async function* (_, place) {
    yield* cut(files[place] ?? new Uint8Array(), length)
  }))
    text += piece
  return text
}

const written = await write(letter)

describe('what is written', () => {
  it.each([letter, arrival])('is read back as it was', async (message) => {
    const back = acceptedValue(read(await write(message)))
    expect(back.message).toEqual(message)
    expect(problemsOf(message)).toEqual([])
  })

  it('carries its files whole, in whatever pieces they come and go', async () => {
    for (const length of [1, 2, 3, 64, 4_096]) {
      const text = await write(letter, contents, length)
      expect(text).toBe(written)
      const back = acceptedValue(readPieces(cut(Buffer.from(text), length)))
      expect(back.files).toEqual(contents.map((one) => Buffer.from(one)))
      expect(back.isContentSound).toEqual([true, true])
    }
  })

  it('stands in the order of the national library', () => {
    const names = [...written.matchAll(/<(?:edXML:)?([A-Za-z]+)/g)].map(([, name]) => name)
    const firsts = [...new Set(names)]
    expect(firsts).toEqual([
      ...['edXML', 'edXMLEnvelope', 'edXMLHeader', 'MessageHeader', 'From', 'OrganId', 'OrganizationInCharge'],
      ...['OrganName', 'OrganAdd', 'Email', 'Telephone', 'Fax', 'Website', 'To', 'DocumentId', 'Code', 'CodeNumber'],
      ...['CodeNotation', 'PromulgationInfo', 'Place', 'PromulgationDate', 'DocumentType', 'Type', 'TypeDetail'],
      ...['TypeName', 'Subject', 'Content', 'SignerInfo', 'Competence', 'Position', 'FullName', 'DueDate', 'OtherInfo'],
      ...['Priority', 'SphereOfPromulgation', 'TyperNotation', 'PromulgationAmount', 'PageAmount', 'Direction'],
      ...['Appendixes', 'Appendix', 'ResponseFor', 'SteeringType', 'ResponseForTask', 'TaskCode', 'ToPlaces'],
      ...['TraceHeaderList', 'Bussiness', 'BussinessDocType', 'BussinessDocReason', 'Paper', 'StaffInfo', 'Department'],
      ...['Staff', 'Mobile', 'TraceHeader', 'Timestamp', 'edXMLBody', 'edXMLManifest', 'Reference', 'ContentId'],
      ...['ContentType', 'Description', 'AttachmentName', 'AttachmentEncoded', 'Attachment', 'ContentTransferEncoded'],
    ])
    expect(written).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<edXML xmlns="[^"]*QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="/,
    )
    expect(written).toContain('<edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate>')
    expect(written).toContain('<edXML:Timestamp>2026/11/20 15:04:05</edXML:Timestamp>')
  })

  it('tells an update and a replacement with whom they concern', async () => {
    const update: EdxmlMessage = {
      ...letter,
      business: {
        ...letter.business,
        purpose: 'update',
        documentId: letter.documentId,
        change: {
          isContent: true,
          receivers: [
            { code: 'H41', isAdded: false },
            { code: 'H14', isAdded: true },
          ],
        },
      },
    }
    const replacement: EdxmlMessage = {
      ...letter,
      business: {
        ...letter.business,
        purpose: 'replacement',
        replaced: [{ documentId: 'cũ', agencyCodes: ['H41', 'H14'] }],
      },
    }
    for (const message of [update, replacement])
      expect(acceptedValue(read(await write(message))).message).toEqual(message)
  })

  it('is read back whatever the texts are', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(...purposes),
        async (text, purpose) => {
          const message: EdxmlMessage = { ...letter, subject: text, business: { ...letter.business, purpose } }
          const once = acceptedValue(read(await write(message, [], 10))).message
          const twice = acceptedValue(read(await write(once, [], 10))).message
          expect(twice).toEqual(once)
        },
      ),
      { numRuns: 50 },
    ))

  it.each(statusCodes)('tells the state %s', async (status) => {
    expect(acceptedValue(read(await write({ ...arrival, status }))).message).toMatchObject({ status })
  })
})

describe('fields beyond what the standard takes', () => {
  it('are told by name, length and bound', () => {
    expect(
      problemsOf({ ...letter, subject: 'ư'.repeat(501), code: { number: '', notation: 'SNV' }, to: [], place: '' }),
    ).toEqual([
      { code: 'edxml.field-missing', field: 'To' },
      { code: 'edxml.field-missing', field: 'Code/CodeNumber' },
      { code: 'edxml.field-missing', field: 'PromulgationInfo/Place' },
      { code: 'edxml.field-too-long', field: 'Subject', most: 500, length: 501 },
    ])
    expect(problemsOf({ ...arrival, at: null })).toEqual([{ code: 'edxml.field-missing', field: 'Timestamp' }])
  })
})

describe('what programs in use write otherwise', () => {
  const messageOf = (text: string | Uint8Array) => acceptedValue(read(text)).message
  const same = (text: string | Uint8Array) => expect(messageOf(text)).toEqual(letter)
  const replaced = (...pairs: readonly (readonly [string | RegExp, string])[]): string =>
    pairs.reduce((text, [from, to]) => text.replaceAll(from, to), written)

  it('signs before the declaration', () => {
    same(`1212${written}`)
    same(`\n\n \uFEFF${written}`)
    same(`1212${written.replace(/^<\?xml[^>]*>\n/, '')}`)
    expect(acceptedValue(readPieces(cut(Buffer.from(`1212${written}`), 1))).message).toEqual(letter)
  })

  it('another encoding, told by its mark', () => {
    same(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(written, 'utf16le')]))
    same(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(written)]))
  })

  it('prefixes that nobody declared, on every element or on none', () => {
    same(replaced([/ xmlns:edXML="[^"]*"/g, '']))
    same(replaced(['edXML:', '']))
    same(replaced([/<(\/?)(Attachment\w*|ContentId|Description|ContentType)>/g, '<$1edXML:$2>']))
    same(replaced(['<edXML:Reference>', '<edXML:Reference xlink:href="">']))
    same(replaced(['edXML:', 'ns2:']))
  })

  it.each(['EdXML', 'edXMLEnvelope', 'EdXMLEnvelope', 'edxml'])('the root %s', (root) => {
    same(written.replace('<edXML xmlns', `<${root} xmlns`).replace(/<\/edXML>$/, `</${root}>`))
  })

  it.each(['http://www.e-doc.vn/Schema/', 'http://www.go.vn/eDoc', ''])('the namespace "%s"', (namespace) => {
    same(replaced(['http://www.mic.gov.vn/TBT/QCVN_102_2016', namespace]))
  })

  it('empty elements, the word null, and elements written twice', () => {
    const answer = /<edXML:ResponseFor>.*?<\/edXML:ResponseFor>/
    const empty = '<edXML:ResponseFor><edXML:OrganId></edXML:OrganId><edXML:Code/></edXML:ResponseFor>'
    expect(messageOf(written.replace(answer, empty))).toEqual({ ...letter, answers: [] })
    same(written.replace('<edXML:DocumentId>H44', '<edXML:DocumentId/><edXML:DocumentId>H44'))
    const hop = '<edXML:TraceHeader><edXML:OrganId>H44.12</edXML:OrganId>'
    for (const nobody of ['', '<edXML:OrganId>null</edXML:OrganId>', '<edXML:OrganId/>'])
      expect(messageOf(written.replace(hop, `<edXML:TraceHeader>${nobody}`))).toMatchObject({ hops: [{ code: '' }] })
  })

  it('elements in another order, and the misspelled one spelled right', () => {
    const [identifier = ''] = written.match(/<edXML:DocumentId>H44[^/]*?2026\/11\/20.*?<\/edXML:DocumentId>/) ?? []
    same(written.replace(identifier, '').replace('</edXML:MessageHeader>', `${identifier}</edXML:MessageHeader>`))
    const [business = ''] = written.match(/<edXML:Bussiness>.*<\/edXML:Bussiness>/) ?? []
    same(written.replace(business, '').replace('</edXML:TraceHeaderList>', `${business}</edXML:TraceHeaderList>`))
    same(replaced(['Bussiness>', 'Business>']))
  })

  it.each(['74fass22', 'BINTEST123', '12234555512'])('a number that is none: %s', (number) => {
    expect(messageOf(replaced(['CodeNumber>241<', `CodeNumber>${number}<`]))).toMatchObject({ code: { number } })
  })

  it.each([
    ['20/11/2026', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['2026/11/20 00:00:00', '2026-11-20'],
    ['2026/02/30', null],
    ['hôm qua', null],
  ])('the day %s', (day, date) => {
    expect(messageOf(written.replace('Date>2026/11/20<', `Date>${day}<`))).toMatchObject({ date })
  })

  it('no identifier, but a number that stands for one', () => {
    const text = written.replace(/<edXML:DocumentId>H44.*?<\/edXML:DocumentId>/, '')
    same(text)
  })

  it('a state with one digit, the number of a bridge in use, and the other name of its element', async () => {
    const text = await write({ ...arrival, status: '15' })
    for (const code of ['14', '15', ' 15 ']) {
      const other = text.replace('StatusCode>15<', `StatusCode>${code}<`)
      expect(messageOf(other)).toEqual({ ...arrival, status: '15' })
    }
    expect(messageOf((await write(arrival)).replaceAll('StatusCode>', 'Status>'))).toEqual(arrival)
    expect(messageOf((await write(arrival)).replace('>01<', '>1<'))).toEqual(arrival)
  })

  it('a signature of any kind, comments, character data', () => {
    same(written.replace('</edXML:edXMLHeader>', '<Signature><SignedInfo/></Signature><!-- x --></edXML:edXMLHeader>'))
    same(written.replace('>Phú Thọ<', '><![CDATA[Phú Thọ]]><'))
    same(written.replace('>Phú Thọ<', '>Ph&#xFA; Th&#7885;\u200B<'))
  })

  it('base64 broken into lines, or none at all', () => {
    const lines = written.replace(
      /(ContentTransferEncoded[^>]*>)([^<]+)/g,
      (_, tag: string, text: string) => tag + text.replace(/.{76}/g, '$&\r\n'),
    )
    expect(acceptedValue(read(lines)).files).toEqual(contents.map((one) => Buffer.from(one)))
    for (const broken of ['$(nothing was put here)', 'QUJD=QUJ', 'QUJDQ', 'QQ==QQ==']) {
      const text = written.replace(/(ContentTransferEncoded[^>]*>)[^<]+/, (_, tag: string) => tag + broken)
      expect(acceptedValue(read(text)).isContentSound).toEqual([false, true])
    }
  })
})

describe('files that are not as they should be', () => {
  const soundOf = (text: string) => acceptedValue(read(text)).isContentSound
  const content = /<edXML:ContentTransferEncoded[^>]*>[^<]*<\/edXML:ContentTransferEncoded>/

  it('are told: no content, content twice, elements inside it', () => {
    const [first = ''] = content.exec(written) ?? []
    expect(soundOf(written.replace(content, ''))).toEqual([false, true])
    expect(soundOf(written.replace(content, first + first))).toEqual([false, true])
    expect(soundOf(written.replace(content, first.replace('>JVBE', '>JVBE<x/>')))).toEqual([false, true])
  })

  it('take what they do not tell from the manifest, and content of nothing is no file', () => {
    const bare = written.replace(
      /(<Attachment>)<ContentId>(cid:tep-1).*?(<edXML:Content)/,
      '$1<ContentId>$2</ContentId>$3',
    )
    expect(acceptedValue(read(bare)).message).toEqual(letter)
    const [first = ''] = content.exec(written) ?? []
    const stray = acceptedValue(read(written.replace('<AttachmentEncoded>', `<AttachmentEncoded>${first}`)))
    expect(stray.files.map((one) => one.length)).toEqual(contents.map((one) => one.length))
  })
})

describe('what is refused', () => {
  const refusalOf = (text: string | Uint8Array) => {
    const outcome = read(text)
    return outcome.ok ? 'read' : outcome.refusal.code
  }
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

  it.each([
    ['nothing', '', 'xml.malformed'],
    ['no XML', 'Kính gửi quý cơ quan', 'xml.malformed'],
    ['a page', '<html><body>502</body></html>', 'edxml.no-header'],
    ['half a message', written.slice(0, written.length / 2), 'xml.malformed'],
    ['entities', written.replace('<edXML ', `${doctype}<edXML `), 'xml.has-doctype'],
    ['an entity that nobody declared', written.replace('>Phú Thọ<', '>&secret;<'), 'xml.malformed'],
    ['depth', `<edXML>${'<a>'.repeat(10_000)}`, 'xml.too-deep'],
    ['elements', `<edXML>${'<a/>'.repeat(300_000)}</edXML>`, 'xml.too-many-elements'],
    [
      'attributes',
      `<edXML ${Array.from({ length: 30_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
      'xml.too-many-elements',
    ],
    ['an endless name', `<${'a'.repeat(1_000_000)}>`, 'xml.malformed'],
    ['an endless head', written.replace('>Phú Thọ<', `>${'á'.repeat(9_000_000)}<`), 'edxml.head-too-long'],
    ['endless files', `<edXML>${'<Attachment/>'.repeat(201)}</edXML>`, 'edxml.too-many-files'],
    ['no sender', written.replace(/<edXML:OrganId>H44.12<\/edXML:OrganId>/, ''), 'edxml.sender-missing'],
    ['no receiver', written.replaceAll(/<edXML:To>.*?<\/edXML:To>/g, ''), 'edxml.receiver-missing'],
    ['an unknown purpose', written.replace('DocType>0<', 'DocType>9<'), 'edxml.purpose-unknown'],
    ['another encoding without a mark', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xc0]), 'edxml.no-utf8'],
  ])('%s', (_, text, code) => expect(refusalOf(text)).toBe(code))

  it('a document without identifier and number, and a state that nobody knows', async () => {
    const bare = written
      .replace(/<edXML:DocumentId>H44.*?<\/edXML:DocumentId>/, '')
      .replace(/<edXML:CodeNumber>241<\/edXML:CodeNumber>/, '')
    expect(refusalOf(bare)).toBe('edxml.document-missing')
    expect(refusalOf((await write(arrival)).replace('StatusCode>01<', 'StatusCode>77<'))).toBe('edxml.status-unknown')
    expect(
      refusalOf(await write({ ...arrival, regarding: { agencyCode: '', code: '', documentId: '', date: null } })),
    ).toBe('edxml.document-missing')
  })

  it('never throws, whatever comes', () =>
    fc.assert(
      fc.property(fc.nat(written.length), fc.string({ unit: 'binary', maxLength: 20 }), (at, text) => {
        read(written.slice(0, at) + text + written.slice(at + text.length))
      }),
      { numRuns: 200 },
    ))
})

const shared = join(import.meta.dirname, '../../../../../../shared/data/interop/edxml')

describe.skipIf(!existsSync(shared))('messages of programs in use', () => {
  const files = ['vpcp-sdk', 'bkav'].flatMap((folder) =>
    readdirSync(join(shared, folder)).map((name) => join(shared, folder, name)),
  )

  it.each(files)('%s is read, and what is written of it is read the same', async (file) => {
    const { message, files: attached } = acceptedValue(read(readFileSync(file)))
    expect(message.from.code).not.toBe('')
    const again = acceptedValue(read(await write(message, attached)))
    expect(again.message).toEqual(message)
    expect(again.files.map((one) => createHash('sha256').update(one).digest('hex'))).toEqual(
      attached.map((one) => createHash('sha256').update(one).digest('hex')),
    )
    const status = /_(\d\d)\.edxml$/.exec(file)?.[1]
    if (status !== undefined && message.kind === 'status') expect([file, message.status]).toEqual([file, status])
    const purpose = /edoc_(new|update|replacement|revocation)/.exec(file)?.[1]
    if (purpose !== undefined)
      expect(message).toMatchObject({ business: { purpose: purpose === 'revocation' ? 'recall' : purpose } })
  })
})
