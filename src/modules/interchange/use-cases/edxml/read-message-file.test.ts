import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js'
import { afterAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { arrival, letter } from './edxml.fixture.ts'
import { readMessageFile } from './read-message-file.ts'
import { writeEdxml } from './write-edxml.ts'

const folder = await mkdtemp(join(tmpdir(), 'edxml-test-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
await zip.add('9f1c.xls', new TextReader('bảng số liệu'))
const packed = Buffer.from(await (await zip.close()).arrayBuffer())

const store = async (name: string, message: Parameters<typeof writeEdxml>[0]): Promise<string> => {
  let text = ''
  for await (const piece of writeEdxml(message, async function* (_, place) {
    yield place === 0 ? Buffer.from('%PDF-1.7') : packed
  }))
    text += piece
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const attachments = [
  { contentId: 'cid:1', name: '../../Công văn số 241.PDF', description: '', contentType: 'application/zip' },
  { contentId: 'cid:2', name: 'Phụ lục.xls', description: '', contentType: 'application/pdf' },
] as const

describe('a message in a file', () => {
  it('lays its files into the folder, under harmless names, unpacked when they were packed alone', async () => {
    const path = await store('letter.edxml', { ...letter, attachments })
    const out = join(folder, 'out')
    const { message, files } = acceptedValue(await readMessageFile(path, out))
    expect(message.kind).toBe('document')
    expect(files.map(({ name, packedAs, isSound }) => [name, packedAs, isSound])).toEqual([
      ['../../Công văn số 241.PDF', null, true],
      ['Phụ lục.xls', '9f1c.xls', true],
    ])
    expect((await readdir(out)).sort()).toEqual(['1-cong-van-so-241.pdf', '2-phu-luc.xls'])
    expect(await readFile(files[1]?.path ?? '', 'utf8')).toBe('bảng số liệu')
  })

  it('leaves an archive that lies as it came', async () => {
    const lying = Buffer.from(packed)
    lying.writeUInt32LE(3, lying.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 24)
    const [, second] = attachments
    let text = ''
    for await (const piece of writeEdxml({ ...letter, attachments: [second] }, async function* () {
      yield lying
    }))
      text += piece
    const path = join(folder, 'lying.edxml')
    await writeFile(path, text)
    const { files } = acceptedValue(await readMessageFile(path, join(folder, 'lying')))
    expect(files).toMatchObject([{ packedAs: null, sizeBytes: lying.length, isSound: true }])
    expect(await readdir(join(folder, 'lying'))).toEqual(['1-phu-luc.xls'])
  })

  it('brings no file with a state, and is refused when it is none', async () => {
    const out = join(folder, 'none')
    expect(acceptedValue(await readMessageFile(await store('state.edxml', arrival), out)).files).toEqual([])
    const page = join(folder, 'page.html')
    await writeFile(page, '<html/>')
    const whole = await readFile(await store('cut.edxml', { ...letter, attachments }), 'utf8')
    const half = join(folder, 'half.edxml')
    await writeFile(half, whole.slice(0, -100))
    expect(await readMessageFile(half, out)).toEqual({ ok: false, refusal: { code: 'xml.malformed' } })
    expect(await readMessageFile(page, out)).toEqual({ ok: false, refusal: { code: 'edxml.no-header' } })
    expect(await readdir(out)).toEqual([])
  })
})
