import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { compileForm } from '../pdf/compile-pdf.ts'
import { compressedPdf } from '../pdf/file/compressed-sample.ts'
import { openPdf } from '../pdf/file/pdf-file.ts'
import { formFieldsOf } from '../pdf/file/pdf-form-field.ts'
import { isKind, textOf } from '../pdf/file/pdf-object.ts'
import type { FormField } from '../pdf/form-field.ts'
import { templateSamples } from '../pdf/template-samples.ts'
import { numberAndSeal } from './number-and-seal.ts'
import { outcomeFields } from './outcome-fields.ts'
import { prepareForm } from './prepare-form.ts'
import { signPdf } from './sign-pdf.ts'
import { handAppearance, makeSigningSample, sealAppearance, sealedAt, signedAt } from './signing-sample.ts'
import { signedPartsOf } from './verification/signed-parts.ts'
import { verifyPdf } from './verification/verify-pdf.ts'

const pdfsig = foreignTool('pdfsig')
const openssl = foreignTool('openssl')
const certutil = foreignTool('certutil')
const pdftotext = foreignTool('pdftotext')

const sample = makeSigningSample()

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'signing-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

describe('a signed and sealed outcome', () => {
  it('adds a revision for each act and keeps every byte before it', async () => {
    const { prepared, signed, sealed } = await sample
    expect(Buffer.compare(signed.subarray(0, prepared.length), prepared)).toBe(0)
    expect(Buffer.compare(sealed.subarray(0, signed.length), signed)).toBe(0)
    expect(openPdf(sealed).sections.length).toBe(4)
  })

  it('carries number and date as values of its fields', async () => {
    const file = openPdf((await sample).sealed)
    const values = formFieldsOf(file).map((field) => [field.name, textOf(field.dict.entries.get('V'))])
    expect(Object.fromEntries(values)).toMatchObject({ so: '15', ngay: 'ngày 28 tháng 8 năm 2026' })
  })

  it('is valid, and says what was filled in between', async () => {
    const { sealed, trust } = await sample
    const report = verifyPdf(sealed, trust)
    expect(report.verdict).toBe('valid')
    expect(
      report.signatures.map((each) => [each.field, each.signerName, each.coversWholeFile, each.signedAtSource]),
    ).toEqual([
      ['ChuKyNguoiKy', 'Lê Thị Ánh Tuyết', false, 'claimed'],
      ['DauCoQuan', 'Ủy ban nhân dân phường Việt Trì', true, 'claimed'],
    ])
    expect(report.signatures[0]?.findings.map((each) => [each.code, each.field, each.text])).toEqual([
      ['later.field-filled', 'so', '15'],
      ['later.field-filled', 'ngay', 'ngày 28 tháng 8 năm 2026'],
      ['later.signature', 'DauCoQuan', undefined],
    ])
    expect(report.signatures[0]?.signedAt?.equals(signedAt)).toBe(true)
  })

  it('is valid while only the leader has signed', async () => {
    const { signed, trust } = await sample
    expect(verifyPdf(signed, trust)).toMatchObject({ verdict: 'valid', signatures: [{ coversWholeFile: true }] })
  })

  pdfsig.test('is accepted by poppler, both signatures', async () => {
    const { sealed, root } = await sample
    const folder = folderWith({ 'a.pdf': sealed, 'root.der': root.certificate })
    const store = `sql:${folder}`
    if (certutil.isHere()) {
      await certutil.run(['-N', '-d', store, '--empty-password'])
      await certutil.run(['-A', '-d', store, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.der')])
    }
    const { output } = await pdfsig.run(['-nssdir', store, join(folder, 'a.pdf')])
    expect(output.match(/Signature is Valid/g)).toHaveLength(2)
    expect(output.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2)
    expect(output.match(/Total document signed/g)).toHaveLength(1)
    if (certutil.isHere()) expect(output.match(/Certificate is Trusted/g)).toHaveLength(2)
  })

  openssl.test('is accepted by openssl, both signatures, and not with a changed byte', async () => {
    const { sealed, root } = await sample
    for (const { contents, parts } of signedPartsOf(sealed)) {
      const content = Buffer.concat(parts)
      const folder = folderWith({ 'a.p7s': contents, content, 'root.pem': pem(root.certificate) })
      const verify = () =>
        openssl.run(
          [
            'cms',
            '-verify',
            '-binary',
            '-inform',
            'DER',
            '-in',
            'a.p7s',
            '-content',
            'content',
            '-CAfile',
            'root.pem',
            '-purpose',
            'any',
            '-no_check_time',
            '-cades',
            '-out',
            'out',
          ].map((each) => (/^(a\.p7s|content|root\.pem|out)$/.test(each) ? join(folder, each) : each)),
        )
      expect((await verify()).output).toContain('successful')
      content[100] = (content[100] ?? 0) ^ 1
      writeFileSync(join(folder, 'content'), content)
      expect((await verify()).code).not.toBe(0)
    }
  })

  pdftotext.test('shows number and date with their marks', async () => {
    const folder = folderWith({ 'a.pdf': (await sample).sealed })
    const { output } = await pdftotext.run(['-layout', join(folder, 'a.pdf'), '-'])
    expect(output.normalize('NFC')).toMatch(/Số:\s+15\s*\/QĐ-UBND/)
    expect(output.normalize('NFC')).toContain('ngày 28 tháng 8 năm 2026')
  })
})

describe('kinds of keys and files', () => {
  it('takes RSA keys', async () => {
    const { sealed, trust } = await makeSigningSample('rsa2048')
    expect(verifyPdf(sealed, trust).verdict).toBe('valid')
  })

  it('keeps to cross-reference streams where the file has them', async () => {
    const { leader, agency, trust } = await sample
    const place = { page: 1, x: 10, width: 100, height: 20, size: 13, style: 'regular', align: 'left' } as const
    const fields: readonly FormField[] = [
      { ...place, name: 'so', kind: 'text', y: 10 },
      { ...place, name: 'ngay', kind: 'text', y: 40, style: 'italic' },
      { ...place, name: 'ChuKyNguoiKy', kind: 'signature', y: 70 },
      { ...place, name: 'DauCoQuan', kind: 'signature', y: 100 },
    ]
    const prepared = acceptedValue(prepareForm(compressedPdf(), fields))
    const request = { key: leader, appearance: handAppearance, signingTime: signedAt, field: outcomeFields.leader }
    const signed = acceptedValue(await signPdf(prepared, request))
    const seal = {
      key: agency,
      appearance: sealAppearance,
      signingTime: sealedAt,
      number: '08',
      date: 'ngày 05 tháng 02 năm 2027',
    }
    const sealed = acceptedValue(await numberAndSeal(signed, seal))
    expect(openPdf(sealed).sections.map((section) => section.kind)).toEqual(['stream', 'stream', 'stream', 'stream'])
    expect(verifyPdf(sealed, trust).verdict).toBe('valid')
  })

  it.each(Object.keys(templateSamples).filter((name) => name.startsWith('outcome-')) as ['outcome-letter'])(
    'signs %s',
    async (template) => {
      const { sign, seal, trust } = await sample
      const { pdf, fields } = await compileForm(template, templateSamples[template], {
        title: template,
        createdAt: signedAt,
      })
      const sealed = acceptedValue(await seal(acceptedValue(await sign(acceptedValue(prepareForm(pdf, fields))))))
      expect(verifyPdf(sealed, trust).verdict).toBe('valid')
    },
  )

  it('shows a picture of the hand signature, and refuses what is none', async () => {
    const { prepared, leader, trust } = await sample
    const request = { field: outcomeFields.leader, key: leader, signingTime: signedAt }
    const signed = await signPdf(prepared, { ...request, appearance: { kind: 'picture', png: transparentPng() } })
    expect(verifyPdf(acceptedValue(signed), trust).verdict).toBe('valid')
    const refused = await signPdf(prepared, { ...request, appearance: { kind: 'picture', png: Buffer.from('GIF89a') } })
    expect(refused).toEqual({ ok: false, refusal: { code: 'signature.picture-unusable' } })
  })
})

/** Four by two pixels, blue, half transparent. */
const transparentPng = (): Buffer => {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(data.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, data, Buffer.alloc(4)])
  }
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 2, 8, 6, 0, 0, 0])
  const row = [0, ...Array.from({ length: 4 }, () => [0, 0, 200, 128]).flat()]
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([...row, ...row]))),
    chunk('IEND', new Uint8Array()),
  ])
}

describe('refusals', () => {
  it('seals once, after the leader, with a printable number', async () => {
    const { prepared, signed, sealed, sign, seal, agency } = await sample
    const codeOf = async (result: ReturnType<typeof seal>) => {
      const settled = await result
      return settled.ok ? 'accepted' : settled.refusal.code
    }
    expect(await codeOf(seal(sealed))).toBe('signature.field-taken')
    expect(await codeOf(sign(signed))).toBe('signature.field-taken')
    expect(await codeOf(seal(prepared))).toBe('signature.leader-missing')
    expect(await codeOf(seal(Buffer.from('no pdf')))).toBe('pdf.unreadable')
    expect(await codeOf(sign((await sample).compiled.pdf))).toBe('signature.field-missing')
    const request = { date: 'ngày 28 tháng 8 năm 2026', key: agency, appearance: sealAppearance, signingTime: sealedAt }
    expect(await codeOf(numberAndSeal(signed, { ...request, number: '漢' }))).toBe('signature.text-not-printable')
  })

  it('says when the key does not sign', async () => {
    const { prepared, leader } = await sample
    const key = { ...leader, sign: () => Promise.reject(new Error('token removed')) }
    const refused = await signPdf(prepared, {
      field: outcomeFields.leader,
      key,
      appearance: { kind: 'none' },
      signingTime: signedAt,
    })
    expect(refused).toEqual({ ok: false, refusal: { code: 'signature.key-unavailable' } })
  })

  it('prepares a file once', async () => {
    const { prepared, compiled } = await sample
    expect(prepareForm(prepared, compiled.fields)).toEqual({ ok: false, refusal: { code: 'pdf.has-form' } })
  })

  it('has both widgets of signing under names of their own', async () => {
    const file = openPdf((await sample).prepared)
    const fields = formFieldsOf(file)
    expect(fields.map((field) => field.name)).toEqual(['so', 'ngay', 'ChuKyNguoiKy', 'DauCoQuan'])
    expect(fields.every((field) => isKind(field.dict.entries.get('AP'), 'dict'))).toBe(true)
  })
})
