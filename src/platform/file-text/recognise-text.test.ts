import { describe, expect } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import { findTextRecogniser } from './recognise-text.ts'

const tesseract = foreignTool('tesseract')
const pdftoppm = foreignTool('pdftoppm')

const made = () =>
  compilePdf('incoming-stamp', templateSamples['incoming-stamp'], {
    title: 'Dấu đến',
    createdAt: Temporal.Instant.from('2026-09-07T01:00:00Z'),
  })

describe('a picture of text', () => {
  tesseract.test('is read with its marks, and nothing is made up of an empty or a broken one', async () => {
    const recognise = await findTextRecogniser()
    if (recognise === null || pdftoppm.path === null) return
    const text = (await recognise(await made(), 'application/pdf')) ?? ''
    expect(text).toContain('hộ tịch')
    expect(fold(text)).toContain('ra soat du lieu')
    expect(await recognise(pdfFile(), 'application/pdf')).toBe('')
    expect(await recognise(Buffer.from('%PDF-1.7 broken'), 'application/pdf')).toBeNull()
    expect(await recognise(Buffer.from('no picture'), 'image/png')).toBeNull()
  })
})
