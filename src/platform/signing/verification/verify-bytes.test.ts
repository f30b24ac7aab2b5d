import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePdf } from '../../pdf/compile-pdf.ts'
import { openPdf } from '../../pdf/file/pdf-file.ts'
import { catalogOf, formFieldsOf } from '../../pdf/file/pdf-form-field.ts'
import { isKind, stream } from '../../pdf/file/pdf-object.ts'
import { templateSamples } from '../../pdf/template-samples.ts'
import { makeSigningSample, signedAt } from '../signing-sample.ts'
import { readByteRange } from './byte-range.ts'
import { signedPartsOf } from './signed-parts.ts'
import { appended, codesOf, flipped } from './tampering.ts'
import { verifyPdf } from './verify-pdf.ts'

const sample = makeSigningSample()

describe('bytes changed in place', () => {
  const places: readonly (readonly [string, (pdf: Buffer) => number])[] = [
    ['the header', () => 6],
    ['page content', (pdf) => pdf.indexOf('stream\n') + 40],
    ['a font program', (pdf) => pdf.indexOf('/FontFile2') + 14],
    ['the cross-reference table', (pdf) => pdf.indexOf('\nxref\n') + 30],
    ['the trailer', (pdf) => pdf.indexOf('trailer') + 14],
    ['startxref', (pdf) => pdf.indexOf('startxref') + 11],
    ['the range of bytes', (pdf) => pdf.indexOf('/ByteRange [0 ') + 16],
    ['the range of the seal', (pdf) => pdf.lastIndexOf('/ByteRange [0 ') + 16],
    ['the time of signing', (pdf) => pdf.indexOf('/M (D:') + 9],
    ['the signature itself', (pdf) => pdf.indexOf('/Contents <') + 900],
    ['the start of the signature', (pdf) => pdf.indexOf('/Contents <') + 12],
    ['the number', (pdf) => pdf.indexOf('/V <feff00310035>') + 14],
    ['the name of a field', (pdf) => pdf.indexOf('/T <feff') + 12],
    ['the last line', (pdf) => pdf.lastIndexOf('%%EOF') + 2],
  ]
  it.each(places)('%s', async (_, place) => {
    const { sealed, trust } = await sample
    const at = place(Buffer.from(sealed))
    expect(at).toBeGreaterThan(2)
    expect(['altered', 'unreadable']).toContain(verifyPdf(flipped(sealed, at), trust).verdict)
  })

  it('any byte inside a signed range', async () => {
    const { sealed, trust } = await sample
    const file = openPdf(sealed)
    const gaps = formFieldsOf(file).flatMap((field) => {
      const value = file.resolve(field.dict.entries.get('V'))
      const contents = isKind(value, 'dict') ? value.entries.get('Contents') : undefined
      return isKind(value, 'dict') && isKind(contents, 'string')
        ? [readByteRange(file, value, contents).parts[0]?.length ?? 0]
        : []
    })
    const lastGap = Math.max(...gaps)
    const lastGapEnd = sealed.indexOf(62, lastGap)
    const inside = fc.nat(sealed.length - 1).filter((at) => at < lastGap || at > lastGapEnd)
    fc.assert(
      fc.property(inside, fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const copy = Buffer.from(sealed)
        copy[at] = (copy[at] ?? 0) ^ mask
        expect(verifyPdf(copy, trust).verdict).not.toBe('valid')
      }),
      { numRuns: 300 },
    )
  })

  it('the value of a signature, its last byte', async () => {
    const { sealed, trust } = await sample
    for (const { contents } of signedPartsOf(sealed)) {
      const place =
        Buffer.from(sealed).indexOf(Buffer.from(contents).toString('hex'), 'latin1') + 2 * contents.length - 1
      const copy = Buffer.from(sealed)
      copy.write(copy.toString('latin1', place, place + 1) === '0' ? '1' : '0', place, 'latin1')
      expect(codesOf(verifyPdf(copy, trust))).toContain('signature.value-wrong')
    }
  })

  it('padding that is used for something', async () => {
    const { sealed, trust } = await sample
    const end = Buffer.from(sealed).indexOf('>\n>>', Buffer.from(sealed).lastIndexOf('/Contents <'))
    const copy = Buffer.from(sealed)
    copy.write('41', end - 2, 'latin1')
    expect(codesOf(verifyPdf(copy, trust))).toContain('signature.padding-used')
  })
})

describe('the range of bytes', () => {
  const withRange = async (write: (numbers: readonly number[], length: number) => readonly number[]) => {
    const { signed, trust } = await sample
    const copy = Buffer.from(signed)
    const at = copy.lastIndexOf('/ByteRange [') + 12
    const numbers = copy.toString('latin1', at, copy.indexOf(']', at)).trim().split(/\s+/).map(Number)
    copy.write(write(numbers, copy.length).join(' ').padEnd(35), at, 'latin1')
    return verifyPdf(copy, trust)
  }

  it.each([
    ['byte-range.not-from-start', ([, b = 0, c = 0, d = 0]: readonly number[]) => [9, b - 9, c, d]],
    ['byte-range.gap-wrong', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [a, b - 200, c, d]],
    ['byte-range.gap-wrong', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [a, b, c + 40, d - 40]],
    ['byte-range.overlaps', ([a = 0, b = 0, , d = 0]: readonly number[]) => [a, b, b - 50, d]],
    ['byte-range.beyond-end', ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => [a, b, c, d + 9999]],
    ['byte-range.malformed', ([a = 0, b = 0, c = 0]: readonly number[]) => [a, b, c]],
  ] as const)('%s', async (code, write) => {
    const report = await withRange(write)
    expect(report.verdict).toBe('altered')
    expect(codesOf(report)).toContain(code)
  })

  it('that leaves out the end of its revision is not the whole file', async () => {
    const report = await withRange(([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d - 100])
    expect(report.verdict).toBe('altered')
    expect(report.signatures[0]?.coversWholeFile).toBe(false)
  })
})

describe('bytes appended without a table', () => {
  it.each([
    ['an object', '\n9 0 obj\n<</Length 0>>\nendobj\nstartxref\n%d\n%%EOF\n'],
    ['a comment', '\n% nothing\nstartxref\n%d\n%%EOF\n'],
    ['anything', '\nrm -rf\n'],
  ])('%s', async (_, text) => {
    const { sealed, trust } = await sample
    const start = openPdf(sealed).sections[0]?.offset ?? 0
    const report = verifyPdf(
      Buffer.concat([sealed, Buffer.from(text.replace('%d', String(start)).replace('%%EOF', '%%EOF'))]),
      trust,
    )
    expect(['altered', 'unreadable']).toContain(report.verdict)
  })

  it('white space at the end is nothing', async () => {
    const { sealed, trust } = await sample
    expect(verifyPdf(Buffer.concat([sealed, Buffer.from('\r\n\n')]), trust).verdict).toBe('valid')
  })

  it('objects slipped between those of a table', async () => {
    const { sealed, trust } = await sample
    const honest = appended(sealed, (update) => {
      const metadata = catalogOf(update.file).entries.get('Metadata')
      if (isKind(metadata, 'ref')) update.replace(metadata, stream({}, Buffer.from('8 0 obj <</Fake true>> endobj')))
    })
    expect(verifyPdf(honest, trust).verdict).toBe('valid')
    const at = honest.lastIndexOf('xref\n0') > 0 ? honest.lastIndexOf('\nxref') : honest.lastIndexOf('\nxref')
    const slipped = '\n8 0 obj\n<<>>\nendobj'
    const text = honest.toString('latin1')
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
    const moved = `${text.slice(0, at)}${slipped}${text.slice(at)}`.replace(
      /startxref\n\d+\n%%EOF\n$/,
      `startxref\n${start + slipped.length}\n%%EOF\n`,
    )
    expect(codesOf(verifyPdf(Buffer.from(moved, 'latin1'), trust))).toContain('later.bytes-unaccounted')
  })
})

describe('files that are no signed documents', () => {
  it('an unsigned file', async () => {
    const pdf = await compilePdf('slip-02', templateSamples['slip-02'], { title: 'x', createdAt: signedAt })
    expect(verifyPdf(pdf, { roots: [] }).verdict).toBe('unsigned')
  })

  it.each([
    ['nothing', ''],
    ['text', 'xin chào'],
    ['a header', '%PDF-1.7'],
    ['a lie', '%PDF-1.7\nstartxref\n5\n%%EOF'],
  ])('%s', (_, text) => {
    expect(verifyPdf(Buffer.from(text), { roots: [] }).verdict).toBe('unreadable')
  })

  it('hostile ones never throw', async () => {
    const { sealed, trust } = await sample
    const edits = fc.array(fc.tuple(fc.nat(sealed.length - 1), fc.uint8Array({ maxLength: 12 })), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(edits, fc.option(fc.nat(sealed.length - 1)), (splices, cut) => {
        let copy = Buffer.from(sealed)
        for (const [at, bytes] of splices) copy = Buffer.concat([copy.subarray(0, at), bytes, copy.subarray(at)])
        const report = verifyPdf(cut === null ? copy : copy.subarray(0, cut), trust)
        expect(['altered', 'unreadable', 'valid', 'unsigned', 'untrusted']).toContain(report.verdict)
      }),
      { numRuns: 150 },
    )
  })

  it('a truncated file is not valid, wherever it is cut', async () => {
    const { sealed, signed, trust } = await sample
    fc.assert(
      fc.property(fc.nat(sealed.length - 2), (cut) => {
        const report = verifyPdf(sealed.subarray(0, cut), trust)
        // The file as the leader left it is whole in itself.
        if (report.verdict === 'valid') expect(cut === signed.length || cut === signed.length - 1).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('objects inside each other do not cost more than they may', () => {
    const count = 20_000
    let body = '%PDF-1.7\n'
    const offsets: number[] = []
    for (let number = 1; number <= count; number += 1) {
      offsets.push(body.length)
      body += `${number} 0 obj(`
    }
    body += `${')'.repeat(count)} endobj\n`
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    const pdf = `${body}xref\n1 ${count}\n${rows}trailer<</Root 1 0 R/Size ${count}>>\nstartxref\n${body.length}\n%%EOF`
    const file = openPdf(Buffer.from(pdf))
    expect(() => {
      for (const number of file.entries.keys()) file.object(number)
    }).toThrow()
    expect(verifyPdf(Buffer.from(pdf), { roots: [] }).verdict).toBe('unreadable')
  })
})
