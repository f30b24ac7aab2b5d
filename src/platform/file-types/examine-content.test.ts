import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxFile, docxParts, jpegFile, pdfFile, pngFile, zipFile } from '#test/support/sample-files.ts'
import { ContentTooLarge } from '../files/file-store.ts'
import { ContentRefused } from './content-fault.ts'
import { type Examined, examining } from './examine-content.ts'

const limit = 20_971_520

const examine = async (content: Buffer, pieceBytes = 64 * 1024, limitBytes = limit): Promise<Examined> => {
  const pieces: Buffer[] = []
  for (let at = 0; at < content.length; at += pieceBytes) pieces.push(content.subarray(at, at + pieceBytes))
  const found: { examined?: Examined } = {}
  const passed: Buffer[] = []
  for await (const chunk of examining(Readable.from(pieces), limitBytes, (examined) => {
    found.examined = examined
  })) {
    passed.push(chunk)
  }
  expect(Buffer.concat(passed).equals(content)).toBe(true)
  if (found.examined === undefined) throw new Error('not examined')
  return found.examined
}

const faultOf = async (content: Buffer): Promise<unknown> =>
  examine(content).then(
    (examined) => examined.kind,
    (error: unknown) => (error instanceof ContentRefused ? error.fault : error),
  )

describe('what people hand in', () => {
  const samples = { pdf: pdfFile(), docx: docxFile(), png: pngFile(), jpeg: jpegFile() } as const
  it.each(Object.entries(samples))('%s is known by its content, however it is cut', async (kind, content) => {
    for (const pieceBytes of [1, 3, 4_099, 65_536]) expect((await examine(content, pieceBytes)).kind).toBe(kind)
  })

  it('a picture with what a telephone puts behind it is taken', async () =>
    expect((await examine(Buffer.concat([jpegFile(), Buffer.alloc(300_000, 7)]))).kind).toBe('jpeg'))

  it('a PDF of exactly the limit is taken, and one byte more is not', async () => {
    expect((await examine(pdfFile(50_000), 1_000, 50_000)).kind).toBe('pdf')
    await expect(examine(pdfFile(50_001), 1_000, 50_000)).rejects.toBeInstanceOf(ContentTooLarge)
  })
})

describe('hostile and broken content', () => {
  const zip = zipFile([{ name: 'a.txt', content: 'a' }])
  const docx = docxFile()
  const notAllowed = (found: string) => ({ code: 'content.not-allowed', found })
  const broken = (kind: string, why: string) => ({ code: 'content.broken', kind, why })
  const withPart = (part: Parameters<typeof zipFile>[0][number]) => zipFile([...docxParts(), part])
  const lying = Buffer.from(docx)
  lying.writeUInt32LE(7, docx.length - 6)

  it.each<[string, Buffer, unknown]>([
    ['nothing', Buffer.alloc(0), { code: 'content.empty' }],
    ['a program', Buffer.from(`MZ${'\0'.repeat(200)}`, 'latin1'), notAllowed('exe')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), notAllowed('unknown')],
    [
      'a picture of points and script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
      notAllowed('unknown'),
    ],
    ['an animated picture', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), notAllowed('gif')],
    ['a PDF that is also an archive', zipFile([{ name: 'a', content: 'a' }], pdfFile()), notAllowed('polyglot')],
    ['a picture that is also an archive', zipFile([{ name: 'a', content: 'a' }], pngFile()), notAllowed('polyglot')],
    [
      'a photograph that is also an archive',
      zipFile([{ name: 'a', content: 'a' }], jpegFile()),
      notAllowed('polyglot'),
    ],
    ['a photograph that is also a PDF', jpegFile('%PDF-1.4 1 0 obj'), notAllowed('polyglot')],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('GIF89a'), pdfFile()]), notAllowed('gif')],
    ['a PDF cut in half', pdfFile(9_000).subarray(0, 4_500), broken('pdf', 'its end is missing')],
    [
      'a PDF in name',
      Buffer.from('%PDF-1.7\nhello\nstartxref\n1\n%%EOF'),
      broken('pdf', 'no object follows its header'),
    ],
    ['a PDF of no version', Buffer.from('%PDF-9.9\n1 0 obj'), broken('pdf', 'its version is unknown')],
    [
      'a PDF that points beyond itself',
      Buffer.from(
        pdfFile()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n99999'),
        'latin1',
      ),
      broken('pdf', 'its end points beyond it'),
    ],
    ['a photograph cut off', jpegFile().subarray(0, -3), broken('jpeg', 'it ends too early')],
    ['a photograph without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), broken('jpeg', 'it holds no picture')],
    ['a picture cut off', pngFile().subarray(0, -5), broken('png', 'it ends too early')],
    ['a picture that unpacks to a hall', pngFile(60_000, 60_000), broken('png', 'the picture has too many points')],
    [
      'a photograph of countless parts',
      Buffer.concat([
        jpegFile().subarray(0, 2),
        Buffer.alloc(40_000, Buffer.from([0xff, 0xfe, 0, 2])),
        jpegFile().subarray(2),
      ]),
      broken('jpeg', 'it has too many parts'),
    ],
    [
      'a photograph of padding',
      Buffer.concat([jpegFile().subarray(0, 2), Buffer.alloc(100, 0xff), jpegFile().subarray(3)]),
      broken('jpeg', 'a segment is broken'),
    ],
    [
      'a picture of countless parts',
      Buffer.concat([
        pngFile().subarray(0, 33),
        Buffer.alloc(12 * 20_000, Buffer.from('\0\0\0\0tEXt\0\0\0\0', 'latin1')),
        pngFile().subarray(33),
      ]),
      broken('png', 'it has too many parts'),
    ],
    ['an archive cut off', docx.subarray(0, -30), broken('docx', 'it has no directory')],
    [
      'an archive with bytes behind it',
      Buffer.concat([docx, Buffer.from('x')]),
      broken('docx', 'bytes follow its end'),
    ],
    ['an archive that lies where its directory is', lying, broken('docx', 'its directory is not where it says')],
    [
      'a bomb',
      withPart({ name: 'b', content: Buffer.alloc(3_000_000) }),
      broken('docx', 'an entry unpacks to far more than it is'),
    ],
    [
      'many bombs',
      withPart({ name: 'b', content: '', claimedBytes: 400_000_000 }),
      broken('docx', 'an entry unpacks to far more than it is'),
    ],
    [
      'an archive that leaves its folder',
      withPart({ name: '../../etc/passwd', content: 'x' }),
      broken('docx', 'the name of an entry leaves the archive'),
    ],
    [
      'an archive with a double name',
      withPart({ name: 'word/document.xml', content: 'x' }),
      broken('docx', 'two entries have the same name'),
    ],
    ['a locked archive', withPart({ name: 'x', content: 'x', flags: 1 }), broken('docx', 'an entry is encrypted')],
    [
      'an archive packed strangely',
      withPart({ name: 'x', content: 'x', method: 99 }),
      broken('docx', 'an entry is packed in an unknown way'),
    ],
    [
      'an archive of too many entries',
      zipFile(Array.from({ length: 4_001 }, (_, at) => ({ name: `${at}`, content: '' }))),
      broken('docx', 'it has too many entries'),
    ],
  ])('%s is refused', async (_, content, fault) => expect(await faultOf(content)).toEqual(fault))

  it('an archive of another kind is left to the look at its parts', async () => expect(await faultOf(zip)).toBe('docx'))

  it('entries that share bytes are refused', async () => {
    const twice = Buffer.from(zip)
    const entry = twice.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    const central = twice.subarray(entry, twice.length - 22)
    const second = Buffer.from(central)
    second.write('b', 46, 'latin1')
    const end = Buffer.from(twice.subarray(twice.length - 22))
    end.writeUInt16LE(2, 8)
    end.writeUInt16LE(2, 10)
    end.writeUInt32LE(central.length * 2, 12)
    const content = Buffer.concat([twice.subarray(0, entry), central, second, end])
    expect(await faultOf(content)).toEqual({ code: 'content.broken', kind: 'docx', why: 'its entries overlap' })
  })

  it('no bytes at all bring it down', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(Buffer.alloc(0), pdfFile(), docxFile(), pngFile(), jpegFile()),
        fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 8 }),
        fc.nat(2_000),
        async (sound, changes, cut) => {
          const content = Buffer.from(sound.subarray(0, Math.max(0, sound.length - cut)))
          for (const [at, value] of changes) if (at < content.length) content[at] = value
          const fault = await faultOf(content)
          expect(fault).not.toBeInstanceOf(Error)
        },
      ),
      { numRuns: 400 },
    ))
})
