import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { compilePdf } from '../compile-pdf.ts'
import { templateSamples } from '../template-samples.ts'
import { compressedPdf } from './compressed-sample.ts'
import { openPdf } from './pdf-file.ts'
import { readValue } from './pdf-lexer.ts'
import {
  dict,
  isKind,
  isSameValue,
  name,
  PdfFault,
  type PdfValue,
  ref,
  serialize,
  textOf,
  textString,
} from './pdf-object.ts'
import { beginUpdate } from './pdf-update.ts'

const made = compilePdf('slip-02', templateSamples['slip-02'], {
  title: 'Phiếu',
  createdAt: Temporal.Instant.from('2026-08-28T02:20:00Z'),
})

describe('openPdf', () => {
  it('reads tables', async () => {
    const file = openPdf(await made)
    const catalog = file.resolve(file.trailer.entries.get('Root'))
    expect(isKind(catalog, 'dict') && catalog.entries.has('Pages')).toBe(true)
    for (const number of file.entries.keys()) file.object(number)
  })

  it.each([
    ['table', made],
    ['stream', Promise.resolve(compressedPdf())],
  ] as const)('an update keeps to the kind of the file: %s', async (kind, bytes) => {
    const before = await bytes
    const update = beginUpdate(before)
    expect(update.file.sections[0]?.kind).toBe(kind)
    const added = update.add(dict({ Type: name('Example'), Title: textString('Số') }))
    const after = openPdf(update.finish().bytes)
    expect(after.sections[0]?.kind).toBe(kind)
    expect(Buffer.compare(after.bytes.subarray(0, before.length), before)).toBe(0)
    const value = after.object(added.number)
    expect(isKind(value, 'dict') && textOf(value.entries.get('Title'))).toBe('Số')
    expect(after.resolve(after.trailer.entries.get('Root'))).toEqual(
      update.file.resolve(update.file.trailer.entries.get('Root')),
    )
  })

  it('meets any broken file with a fault of its own kind', async () => {
    const whole = Buffer.from(await made)
    const tail = fc.nat(whole.length - 1)
    fc.assert(
      fc.property(fc.array(fc.tuple(tail, fc.nat(255)), { minLength: 1, maxLength: 40 }), tail, (flips, cut) => {
        const broken = Buffer.from(whole)
        for (const [at, value] of flips) broken[at] = value
        for (const bytes of [broken, broken.subarray(0, cut)]) {
          try {
            const file = openPdf(bytes)
            for (const number of file.entries.keys()) file.object(number)
          } catch (error) {
            expect(error).toBeInstanceOf(PdfFault)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('does not follow loops, bombs of depth or tables that point at themselves', () => {
    expect(() => readValue({ bytes: Buffer.from('['.repeat(5000)), at: 0 })).toThrow(PdfFault)
    expect(() => openPdf(Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF'))).toThrow(PdfFault)
    expect(() => openPdf(Buffer.from('startxref\n0\n%%EOF'))).toThrow(PdfFault)
  })
})

describe('serialize', () => {
  const values: fc.Arbitrary<PdfValue> = fc.letrec<{ value: PdfValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string().map((text) => name(Buffer.from(text.replaceAll('\0', '')).toString('latin1'))),
      fc.nat(999).map((number) => ref(number)),
      fc.tuple(fc.uint8Array(), fc.boolean()).map(([bytes, hex]): PdfValue => ({ kind: 'string', bytes, hex })),
      fc.array(tie('value'), { maxLength: 4 }).map((items): PdfValue => ({ kind: 'array', items })),
      fc
        .dictionary(fc.stringMatching(/^[A-Za-z]{1,6}$/), tie('value'), { maxKeys: 4 })
        .map((entries): PdfValue => dict(entries)),
    ),
  })).value

  it('is read back as it was', () => {
    fc.assert(fc.property(values, (value) => isSameValue(readValue({ bytes: serialize(value), at: 0 }), value)))
  })
})
