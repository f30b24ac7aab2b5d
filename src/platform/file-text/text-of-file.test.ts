import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { docxFile, docxParts, pdfFile, pngFile, zipFile } from '#test/support/sample-files.ts'
import { textOfFile } from './text-of-file.ts'

const pdfType = 'application/pdf'
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const seen: string[] = []
const recognise = async (_: Uint8Array, mediaType: string) => {
  seen.push(mediaType)
  return 'chữ trong ảnh'
}

const word = (paragraphs: string, name = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main') =>
  zipFile(
    docxParts().map((part) =>
      part.name === 'word/document.xml'
        ? { ...part, content: `<w:document xmlns:w="${name}"><w:body>${paragraphs}</w:body></w:document>` }
        : part,
    ),
  )

/** A small PDF with these objects after its catalogue, which refers to what is given. */
const pdfWith = (catalogue: string, trailer = ''): Buffer => {
  const text = pdfFile().toString('latin1')
  return Buffer.from(
    text.replace('/Type /Catalog', `/Type /Catalog ${catalogue}`).replace('/Root 1 0 R', `/Root 1 0 R ${trailer}`),
    'latin1',
  )
}

describe('the text of a file', () => {
  it('is what lies in it: PDF, and Word with its tables', async () => {
    const pdf = await compilePdf('slip-01', templateSamples['slip-01'], {
      title: 'Giấy tiếp nhận',
      createdAt: Temporal.Instant.from('2026-09-07T01:00:00Z'),
    })
    expect(await textOfFile(pdf, pdfType, null)).toMatchObject({
      how: 'read',
      text: expect.stringContaining('CỘNG HÒA'),
    })
    const cell = '<w:tc><w:p><w:r><w:t>trong bảng</w:t></w:r></w:p></w:tc>'
    const docx = word(`<w:p><w:r><w:t>Kính gửi Sở Tư pháp</w:t></w:r></w:p><w:tbl><w:tr>${cell}</w:tr></w:tbl>`)
    expect(await textOfFile(docx, docxType, null)).toEqual({ how: 'read', text: 'Kính gửi Sở Tư pháp trong bảng' })
  })

  it('of a picture is asked of whoever reads pictures, and is told apart where nobody does', async () => {
    seen.length = 0
    expect(await textOfFile(pdfFile(), pdfType, recognise)).toEqual({ how: 'recognised', text: 'chữ trong ảnh' })
    expect(await textOfFile(pngFile(), 'image/png', recognise)).toMatchObject({ how: 'recognised' })
    expect(seen).toEqual([pdfType, 'image/png'])
    expect(await textOfFile(pdfFile(), pdfType, null)).toEqual({ how: 'unrecognised' })
    expect(await textOfFile(pngFile(), 'image/png', null)).toEqual({ how: 'unrecognised' })
  })

  it('is not read from broken, encrypted or exploding files', async () => {
    const failed = { how: 'failed' }
    expect(await textOfFile(Buffer.from('%PDF-1.7 broken'), pdfType, recognise)).toEqual(failed)
    const locked =
      '/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (0123456789012345678901234567890a) /U (0123456789012345678901234567890b) >> /ID [<00> <00>]'
    expect(await textOfFile(pdfWith('', locked), pdfType, null)).toEqual(failed)
    expect(await textOfFile(docxFile().subarray(0, 200), docxType, null)).toEqual(failed)
    const bomb = word('<w:p/>').subarray(0)
    const parts = docxParts().map((part) =>
      part.name === 'word/document.xml' ? { ...part, content: Buffer.alloc(80_000_000, 32) } : part,
    )
    expect(await textOfFile(zipFile(parts), docxType, null)).toEqual(failed)
    expect(await textOfFile(bomb, docxType, null)).toEqual({ how: 'empty' })
  })

  it('runs no script of the file', async () => {
    const scripted = pdfWith('/OpenAction << /S /JavaScript /JS (while\\(true\\) {}) >>')
    expect(await textOfFile(scripted, pdfType, null)).toEqual({ how: 'unrecognised' })
  })
})
