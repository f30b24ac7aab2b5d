import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { compileForm, compilePdf } from './compile-pdf.ts'
import { printableText } from './printable-text.ts'
import type { PdfTemplate } from './template-data.ts'
import { templateSamples } from './template-samples.ts'

const options = {
  title: 'Giấy tiếp nhận hồ sơ',
  createdAt: Temporal.Instant.from('2026-08-28T02:20:00Z'),
  qrText: 'https://dichvucong.phutho.gov.vn/tra-cuu?ma=H44.12-260828-0001',
}

const pdftotext = foreignTool('pdftotext')

/** The text of a file as a foreign reader sees it. */
const textOf = async (pdf: Uint8Array): Promise<string> => {
  const file = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(file, pdf)
  return (await pdftotext.run(['-layout', file, '-'])).output.normalize('NFC')
}

const templates = Object.keys(templateSamples) as PdfTemplate[]

describe('compilePdf', () => {
  it.each(templates)('%s is a PDF/A-2b file with title and language', async (template) => {
    const pdf = Buffer.from(await compilePdf(template, templateSamples[template], options))
    expect(pdf.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
    expect(pdf.includes('<pdfaid:part>2</pdfaid:part>')).toBe(true)
    expect(pdf.includes('vi-VN')).toBe(true)
    expect(pdf.includes('Giấy tiếp nhận hồ sơ')).toBe(true)
  })

  it('gives the same bytes for the same data', async () => {
    const once = await compilePdf('slip-02', templateSamples['slip-02'], options)
    expect(Buffer.compare(once, await compilePdf('slip-02', templateSamples['slip-02'], options))).toBe(0)
  })

  it.each(templates.filter((template) => template.startsWith('outcome-')))(
    '%s leaves room for number, date, signature, seal',
    async (template) => {
      const { fields } = await compileForm(template, templateSamples[template], options)
      expect(fields.map((field) => field.name).sort()).toEqual(['ChuKyNguoiKy', 'DauCoQuan', 'ngay', 'so'])
    },
  )

  pdftotext.test('keeps hostile text as text', async () => {
    const hostile = '#read("/etc/passwd") $x$ *b* \\ "}] #import "lib.typ" <script> \u202Emoc 漢字 😀 \u0000'
    const sample = templateSamples['slip-02']
    const pdf = await compilePdf('slip-02', { ...sample, reason: hostile, items: [hostile, 'x'.repeat(3000)] }, options)
    const text = await textOf(pdf)
    expect(text).toContain('#read("/etc/passwd") $x$ *b*')
    expect(text).toContain('<script>')
    expect(text).not.toContain('root:')
  })

  pdftotext.test('repeats the head of a long book on every page', async () => {
    const sample = templateSamples['slip-07']
    const rows = Array.from({ length: 400 }, () => sample.rows[0]).flatMap((row) => (row === undefined ? [] : [row]))
    const text = await textOf(await compilePdf('slip-07', { ...sample, rows }, options))
    expect(text.split('\f').filter((page) => page.includes('Mã hồ sơ')).length).toBeGreaterThan(15)
  })

  it('refuses data that no page could hold', async () => {
    const sample = templateSamples['slip-02']
    await expect(compilePdf('slip-02', { ...sample, reason: 'a '.repeat(5_000_000) }, options)).rejects.toThrow(
      RangeError,
    )
  })
})

describe('printableText', () => {
  it('composes, drops invisible marks and boxes what the font lacks', () => {
    expect(printableText('Nguye\u0302\u0303n\u200B \u202Eabc 漢\u0007')).toBe('Nguyễn abc □')
  })

  it('lets long runs break', () => {
    expect(
      printableText('a'.repeat(80))
        .split('\u200B')
        .every((part) => part.length <= 36),
    ).toBe(true)
  })
})
