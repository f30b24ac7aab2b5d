import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { readPdfText } from './read-file-text.ts'

const made = () =>
  compilePdf('slip-01', templateSamples['slip-01'], {
    title: 'Giấy tiếp nhận',
    createdAt: Temporal.Instant.from('2026-09-07T01:00:00Z'),
  })

describe('the text of a PDF', () => {
  it('is read with its marks', async () => {
    expect(await readPdfText(await made())).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  })

  it('is not read from what is no PDF, and not when it takes too long', async () => {
    expect(await readPdfText(Buffer.from('%PDF-1.7 broken'))).toBeNull()
    expect(await readPdfText(await made(), { patienceMs: 0 })).toBeNull()
  })
})
