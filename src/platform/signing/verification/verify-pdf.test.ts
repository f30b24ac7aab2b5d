import fc from 'fast-check'
import { Certificate } from 'pkijs'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { instantOf } from '#kernel/time.ts'
import { compilePdf } from '../../pdf/compile-pdf.ts'
import { openPdf } from '../../pdf/file/pdf-file.ts'
import { catalogOf, formFieldsOf, formOf, pagesOf } from '../../pdf/file/pdf-form-field.ts'
import {
  array,
  dict,
  isKind,
  name,
  type PdfDict,
  type PdfRef,
  type PdfValue,
  ref,
  stream,
  textString,
  withEntries,
} from '../../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../../pdf/file/pdf-update.ts'
import { templateSamples } from '../../pdf/template-samples.ts'
import { createAuthority, toArrayBuffer } from '../certificate-authority.ts'
import { sha256, signDigest } from '../cms/cms.ts'
import { outcomeFields } from '../outcome-fields.ts'
import { signPdf } from '../sign-pdf.ts'
import {
  agencySubject,
  handAppearance,
  issuedKey,
  leaderSubject,
  makeSigningSample,
  sampleValidity,
  signedAt,
} from '../signing-sample.ts'
import { readByteRange } from './byte-range.ts'
import { signedPartsOf } from './signed-parts.ts'
import type { PdfReport } from './verification-report.ts'
import { verifyDetached } from './verify-cms.ts'
import { verifyPdf } from './verify-pdf.ts'

const sample = makeSigningSample()

const codesOf = (report: PdfReport): readonly string[] =>
  [...report.findings, ...report.signatures.flatMap((each) => each.findings)]
    .filter((each) => !each.isAllowed)
    .map((each) => each.code)

const flipped = (bytes: Uint8Array, at: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

/** A revision as an attacker would append it. */
const appended = (
  pdf: Uint8Array,
  change: (update: PdfUpdate, page: { readonly ref: PdfRef; readonly dict: PdfDict }) => void,
): Buffer => {
  const update = beginUpdate(pdf)
  const page = pagesOf(update.file)[0]
  if (page === undefined) throw new Error('no page')
  change(update, page)
  return update.finish().bytes
}

const overlay = (): PdfValue => stream({}, Buffer.from('1 1 1 rg 0 0 600 800 re f'))
const rootOf = (update: PdfUpdate): PdfRef => {
  const root = update.file.trailer.entries.get('Root')
  return isKind(root, 'ref') ? root : ref(0)
}
const fieldOf = (update: PdfUpdate, wanted: string) => {
  const found = formFieldsOf(update.file).find((field) => field.name === wanted)
  if (found === undefined) throw new Error(`no field ${wanted}`)
  return found
}
const formRefOf = (update: PdfUpdate): PdfRef => {
  const form = catalogOf(update.file).entries.get('AcroForm')
  return isKind(form, 'ref') ? form : ref(0)
}
const note = (more: Readonly<Record<string, PdfValue>> = {}): PdfValue =>
  dict({
    Type: name('Annot'),
    Subtype: name('FreeText'),
    Rect: array(100, 100, 300, 200),
    Contents: textString('Sửa mức trợ cấp'),
    ...more,
  })
const annotationsOf = (page: { readonly dict: PdfDict }): readonly PdfValue[] => {
  const list = page.dict.entries.get('Annots')
  return isKind(list, 'array') ? list.items : []
}

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

describe('revisions appended after the seal', () => {
  type Change = Parameters<typeof appended>[1]
  const changes: readonly (readonly [string, string, Change])[] = [
    [
      'content replaced under the same number',
      'later.page-content-replaced',
      (update, page) => {
        const contents = page.dict.entries.get('Contents')
        if (isKind(contents, 'ref')) update.replace(contents, overlay())
      },
    ],
    [
      'page given other content',
      'later.page-content-replaced',
      (update, page) => update.replace(page.ref, withEntries(page.dict, { Contents: update.add(overlay()) })),
    ],
    [
      'annotation laid over',
      'later.annotation-added',
      (update, page) =>
        update.replace(page.ref, withEntries(page.dict, { Annots: array(...annotationsOf(page), update.add(note())) })),
    ],
    [
      'annotation written into the page',
      'later.annotation-added',
      (update, page) =>
        update.replace(page.ref, withEntries(page.dict, { Annots: array(...annotationsOf(page), note()) })),
    ],
    [
      'annotation disguised as widget',
      'later.annotation-added',
      (update, page) =>
        update.replace(
          page.ref,
          withEntries(page.dict, {
            Annots: array(...annotationsOf(page), update.add(note({ Subtype: name('Widget') }))),
          }),
        ),
    ],
    [
      'widgets taken off the page',
      'later.annotation-changed',
      (update, page) =>
        update.replace(page.ref, withEntries(page.dict, { Annots: array(...annotationsOf(page).slice(0, 1)) })),
    ],
    [
      'page turned and cropped',
      'later.page-changed',
      (update, page) => update.replace(page.ref, withEntries(page.dict, { CropBox: array(0, 0, 10, 10) })),
    ],
    [
      'number changed',
      'later.field-changed',
      (update) => {
        const field = fieldOf(update, 'so')
        update.replace(field.ref, withEntries(field.dict, { V: textString('99') }))
      },
    ],
    [
      'picture of the number changed',
      'later.field-changed',
      (update) => {
        const field = fieldOf(update, 'so')
        update.replace(field.ref, withEntries(field.dict, { AP: dict({ N: update.add(overlay()) }) }))
      },
    ],
    [
      'seal made to cover the page',
      'later.field-changed',
      (update) => {
        const field = fieldOf(update, 'DauCoQuan')
        update.replace(field.ref, withEntries(field.dict, { Rect: array(0, 0, 600, 800) }))
      },
    ],
    [
      'field added',
      'later.field-added',
      (update) => {
        const form = formOf(update.file)
        const list = form?.entries.get('Fields')
        const added = update.add(dict({ FT: name('Tx'), T: textString('them'), V: textString('x') }))
        if (form !== undefined && isKind(list, 'array'))
          update.replace(formRefOf(update), withEntries(form, { Fields: array(...list.items, added) }))
      },
    ],
    [
      'other fonts for the form',
      'later.form-changed',
      (update) => {
        const form = formOf(update.file)
        if (form !== undefined) update.replace(formRefOf(update), withEntries(form, { DR: dict({}) }))
      },
    ],
    [
      'script on opening',
      'later.catalog-changed',
      (update) =>
        update.replace(
          rootOf(update),
          withEntries(catalogOf(update.file), { OpenAction: dict({ S: name('JavaScript'), JS: textString('0') }) }),
        ),
    ],
    ['object that nothing shows yet', 'later.object-unexplained', (update) => void update.add(overlay())],
    [
      'font exchanged',
      'later.object-replaced',
      (update) => {
        const font = [...update.file.entries.keys()].find((number) => {
          const value = update.file.object(number)
          return isKind(value, 'dict') && isKind(value.entries.get('FontFile2'), 'ref')
        })
        update.replace(ref(font ?? 0), dict({ Type: name('FontDescriptor') }))
      },
    ],
    [
      'page added',
      'later.page-added',
      (update, page) => {
        const tree = page.dict.entries.get('Parent')
        const pages = update.file.resolve(tree)
        const copy = update.add(withEntries(page.dict, { Contents: update.add(overlay()) }))
        if (isKind(tree, 'ref') && isKind(pages, 'dict'))
          update.replace(tree, withEntries(pages, { Kids: array(page.ref, copy), Count: 2 }))
      },
    ],
    [
      'form taken away',
      'later.signature-removed',
      (update) =>
        update.replace(
          rootOf(update),
          dict({ Type: name('Catalog'), Pages: catalogOf(update.file).entries.get('Pages') }),
        ),
    ],
  ]

  it.each(changes)('%s: %s', async (_, code, change) => {
    const { sealed, trust } = await sample
    const report = verifyPdf(appended(sealed, change), trust)
    expect(codesOf(report)).toContain(code)
    expect(report.verdict).toBe('altered')
    // The signed bytes themselves are still as they were, and the report says so.
    expect(report.signatures.every((each) => each.integrity === 'intact')).toBe(true)
  })

  it.each(changes)('before the seal, so that only the leader did not see it: %s', async (title, code, change) => {
    if (/number|seal/.test(title)) return
    const { signed, trust, seal } = await sample
    const sealed = await seal(appended(signed, change))
    if (!sealed.ok) return
    const report = verifyPdf(sealed.value, trust)
    expect(codesOf(report)).toContain(code)
    expect(report.verdict).toBe('altered')
    expect(report.signatures.find((each) => each.field === outcomeFields.seal)?.isValid).toBe(true)
  })

  it('metadata alone is allowed', async () => {
    const { sealed, trust } = await sample
    const changed = appended(sealed, (update) => {
      const metadata = catalogOf(update.file).entries.get('Metadata')
      if (isKind(metadata, 'ref'))
        update.replace(metadata, stream({ Type: name('Metadata'), Subtype: name('XML') }, Buffer.from('<x/>')))
    })
    const report = verifyPdf(changed, trust)
    expect(report.verdict).toBe('valid')
    expect(report.signatures[1]?.findings.map((each) => each.code)).toEqual(['later.metadata'])
    expect(report.signatures[1]?.coversWholeFile).toBe(false)
  })

  it('a number that nobody sealed', async () => {
    const { signed, trust } = await sample
    const filled = appended(signed, (update) => {
      const field = fieldOf(update, 'so')
      update.replace(field.ref, withEntries(field.dict, { V: textString('15') }))
    })
    const report = verifyPdf(filled, trust)
    expect(codesOf(report)).toEqual(['later.field-filled-unsealed'])
    expect(report.signatures[0]?.isValid).toBe(false)
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

describe('a trap laid before signing', () => {
  it('an entry that points to where the file will go on', async () => {
    const { prepared, sign, trust } = await sample
    const trapped = appended(prepared, (update) => void update.add(overlay()))
    const number = Math.max(...openPdf(trapped).entries.keys())
    const offset = openPdf(trapped).entries.get(number)
    const own = offset?.kind === 'at' ? String(offset.offset).padStart(10, '0') : ''
    const beyond = trapped.length + 60_000
    trapped.write(String(beyond).padStart(10, '0'), trapped.lastIndexOf(`${own} 00000 n`), 'latin1')
    const signed = acceptedValue(await sign(trapped))
    expect(verifyPdf(signed, trust).verdict).toBe('valid')
    const start = openPdf(signed).sections[0]?.offset ?? 0
    const hidden = `${' '.repeat(beyond - signed.length)}${number} 0 obj\n(sprung)\nendobj\n`
    const at = signed.length + hidden.length
    const root = openPdf(signed).trailer.entries.get('Root')
    const rootText = isKind(root, 'ref') ? `${root.number} 0 R` : ''
    const closing = `xref\n0 0\ntrailer<</Root ${rootText}/Size ${number + 9}/Prev ${start}>>\nstartxref\n${at}\n%%EOF\n`
    const report = verifyPdf(Buffer.concat([signed, Buffer.from(hidden + closing)]), trust)
    expect(codesOf(report)).toContain('later.revision-broken')
  })
})

describe('trust', () => {
  it('another certificate of the same key, issuer and serial number is not the one that signed', async () => {
    const { leader, root, trust } = await sample
    const [own = new Uint8Array()] = leader.certificateChain
    const twin = Certificate.fromBER(toArrayBuffer(own))
    twin.notAfter.value = new Date('2047-01-01')
    const rootKey = await crypto.subtle.importKey(
      'pkcs8',
      toArrayBuffer(root.privateKey),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    )
    await twin.sign(rootKey, 'SHA-256')
    const chains = [[own], [new Uint8Array(twin.toSchema(true).toBER())]]
    const key = {
      algorithm: leader.algorithm,
      sign: leader.sign,
      get certificateChain() {
        return (chains.length > 1 ? chains.shift() : chains[0]) ?? []
      },
    }
    const contents = await signDigest(sha256(Buffer.from('x')), { key })
    const report = verifyDetached(contents, [Buffer.from('x')], trust, Date.UTC(2026, 8, 1))
    expect(report.findings.map((each) => each.code)).toEqual(['signature.certificate-exchanged'])
  })

  it('an unknown root makes a document untrusted, not altered', async () => {
    const { sealed } = await sample
    const report = verifyPdf(sealed, { roots: [] })
    expect(report.verdict).toBe('untrusted')
    expect(report.signatures.map((each) => each.certificate)).toEqual(['untrusted', 'untrusted'])
  })

  it('a seal by a look-alike authority is not trusted, and does not carry the number', async () => {
    const { signed, trust, seal } = await sample
    const other = await createAuthority(
      { commonName: 'Một Cửa: CA trình diễn', organisation: 'Tỉnh Phú Thọ' },
      sampleValidity,
    )
    const report = verifyPdf(acceptedValue(await seal(signed, await issuedKey(other, agencySubject))), trust)
    expect(report.verdict).toBe('untrusted')
    expect(codesOf(report)).toContain('later.field-filled-unsealed')
    expect(report.signatures.every((each) => !each.isValid)).toBe(true)
  })

  it.each([
    ['expired', '2020-01-01', '2026-08-01'],
    ['not-yet-valid', '2026-09-01', '2036-01-01'],
  ] as const)('a certificate that is %s at the time of signing', async (state, from, until) => {
    const { prepared, root, trust } = await sample
    const key = await issuedKey(root, leaderSubject, 'p256', {
      from: instantOf(new Date(from)),
      until: instantOf(new Date(until)),
    })
    const signed = await signPdf(prepared, {
      field: outcomeFields.leader,
      key,
      appearance: handAppearance,
      signingTime: signedAt,
    })
    const early = { ...trust }
    const report = verifyPdf(acceptedValue(signed), early)
    expect(report.verdict).toBe('untrusted')
    expect(report.signatures[0]?.certificate).toBe(state)
  })

  it('a certificate that was taken back', async () => {
    const { sealed, root } = await sample
    const before = verifyPdf(sealed, { roots: [root.certificate] }).signatures[0]
    const subject = 'C=VN\nO=Tỉnh Phú Thọ\nCN=Một Cửa: CA trình diễn'
    const revoked = new Map([[subject, new Set([before?.certificateSerial ?? ''])]])
    expect(verifyPdf(sealed, { roots: [root.certificate], revoked }).signatures[0]?.certificate).toBe('revoked')
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
