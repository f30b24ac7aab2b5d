import { Certificate } from 'pkijs'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { instantOf } from '#kernel/time.ts'
import { openPdf } from '../../pdf/file/pdf-file.ts'
import { catalogOf, formOf } from '../../pdf/file/pdf-form-field.ts'
import { array, dict, isKind, name, ref, stream, textString, withEntries } from '../../pdf/file/pdf-object.ts'
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
import { annotationsOf, appended, codesOf, fieldOf, formRefOf, note, overlay, rootOf } from './tampering.ts'
import { verifyDetached } from './verify-cms.ts'
import { verifyPdf } from './verify-pdf.ts'

const sample = makeSigningSample()

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

describe('a flood of objects', () => {
  it('is refused without being read to the end', async () => {
    const { sealed, trust } = await sample
    const flooded = appended(sealed, (update) => {
      for (let count = 0; count < 30_000; count += 1) update.add(dict({}))
    })
    const report = verifyPdf(flooded, trust)
    expect(report.verdict).toBe('altered')
    expect(codesOf(report)).toEqual(['later.revision-broken', 'later.revision-broken'])
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
    const at = Date.UTC(2026, 8, 1)
    const report = verifyDetached(contents, [Buffer.from('x')], {
      trust,
      others: [],
      now: at,
      claimedAt: at,
      seenAt: undefined,
    })
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
    const revoked = new Map([[subject, new Map([[before?.certificateSerial ?? '', 0]])]])
    expect(verifyPdf(sealed, { roots: [root.certificate], revoked }).signatures[0]?.certificate).toBe('revoked')
  })
})
