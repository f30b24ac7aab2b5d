import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js'
import { describe, expect, it } from 'vitest'
import { packedFile } from './packed-file.ts'

const zipOf = async (entries: Readonly<Record<string, string>>, level = 6): Promise<Blob> => {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level })
  for (const [name, text] of Object.entries(entries)) await zip.add(name, new TextReader(text))
  return zip.close()
}

const textOf = async (blob: Blob, name: string): Promise<string | null> => {
  const packed = await packedFile(blob, name)
  if (packed === null) return null
  const parts: Uint8Array[] = []
  for await (const piece of packed.open()) parts.push(piece)
  return Buffer.concat(parts).toString()
}

const text = 'Quyết định '.repeat(20_000)

describe('a file packed alone', () => {
  it.each([0, 6])('is given back under the name of the message, packed at level %i', async (level) => {
    const zip = await zipOf({ '8f14e45f.doc': text }, level)
    expect(await textOf(zip, '1896_QD-TTg.doc')).toBe(text)
    expect(await packedFile(zip, '1896_QD-TTg.PDF')).toMatchObject({
      entryName: '8f14e45f.doc',
      unpackedBytes: Buffer.byteLength(text),
    })
  })

  it.each(['ho-so.zip', 'bang.XLSX', 'van-ban.docx', 'to-trinh.odt'])(
    'is left as it is when it is called %s',
    async (name) => {
      expect(await packedFile(await zipOf({ 'a.doc': text }), name)).toBeNull()
    },
  )

  it('is left as it is when there are several, none, or no archive at all', async () => {
    expect(await packedFile(await zipOf({ 'a.doc': 'a', 'b.doc': 'b' }), 'a.doc')).toBeNull()
    expect(await packedFile(await zipOf({ 'folder/': '' }), 'a.doc')).toBeNull()
    expect(await packedFile(new Blob(['%PDF-1.7']), 'a.pdf')).toBeNull()
    expect(await packedFile(new Blob([]), 'a.pdf')).toBeNull()
    const zip = await zipOf({ 'a.doc': text })
    expect(await packedFile(zip.slice(0, zip.size - 30), 'a.doc')).toBeNull()
  })

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x.doc'])(
    'never under a name that leaves its folder: %s',
    async (name) => {
      const zip = await zipOf({ ['x'.repeat(name.length)]: text })
      const bytes = Buffer.from(await zip.arrayBuffer())
      for (
        let at = bytes.indexOf('x'.repeat(name.length));
        at >= 0;
        at = bytes.indexOf('x'.repeat(name.length), at + 1)
      )
        bytes.write(name, at)
      expect(await packedFile(new Blob([bytes]), 'a.doc')).toBeNull()
    },
  )

  it('is refused when it explodes or lies about its length', async () => {
    const bomb = await zipOf({ 'a.doc': '0'.repeat(30_000_000) }, 9)
    expect(await packedFile(bomb, 'a.doc')).toBeNull()
    const bytes = Buffer.from(await (await zipOf({ 'a.doc': text })).arrayBuffer())
    const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    for (const length of [10, 1_000_000]) {
      bytes.writeUInt32LE(length, directory + 24)
      await expect(textOf(new Blob([bytes]), 'a.doc')).rejects.toThrow('than it says')
    }
    const broken = Buffer.from(await (await zipOf({ 'a.doc': text })).arrayBuffer())
    broken.fill(0xff, 60, 90)
    await expect(textOf(new Blob([broken]), 'a.doc')).rejects.toThrow()
  })
})
