import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { catalogOf, formOf, pagesOf } from '../../pdf/file/pdf-form-field.ts'
import { array, asciiString, dict, isKind, name, withEntries } from '../../pdf/file/pdf-object.ts'
import { beginUpdate } from '../../pdf/file/pdf-update.ts'
import { outcomeFields } from '../outcome-fields.ts'
import { signPdf } from '../sign-pdf.ts'
import { handAppearance, issuedKey, leaderSubject, makeSigningSample, signedAt } from '../signing-sample.ts'
import { judgeReturned } from './returned-file.ts'

const sample = makeSigningSample()
const expected = sample.then(({ leader }) => leader.certificateChain[0] ?? new Uint8Array())

const judge = async (returned: Uint8Array, sent?: Uint8Array) => {
  const { prepared, trust } = await sample
  const judged = judgeReturned(sent ?? prepared, returned, await expected, trust, signedAt)
  return judged.ok ? 'taken' : judged.refusal.code
}

/** Lays a note over the page, as a tool that does more than it should. */
const withNote = (pdf: Uint8Array): Buffer => {
  const update = beginUpdate(pdf)
  const [page] = pagesOf(update.file)
  if (page === undefined) throw new Error('no page')
  const note = update.add(
    dict({ Type: name('Annot'), Subtype: name('Square'), Rect: array(10, 10, 90, 90), IC: array(1, 1, 1) }),
  )
  const list = update.file.resolve(page.dict.entries.get('Annots'))
  const items = isKind(list, 'array') ? list.items : []
  update.replace(page.ref, withEntries(page.dict, { Annots: array(...items, note) }))
  return update.finish().bytes
}

/** A field of the tool's own, as some make one for each signature. */
const withField = (pdf: Uint8Array, width: number, height: number): Buffer => {
  const update = beginUpdate(pdf)
  const [page] = pagesOf(update.file)
  const form = formOf(update.file)
  const reference = catalogOf(update.file).entries.get('AcroForm')
  const fields = update.file.resolve(form?.entries.get('Fields'))
  if (page === undefined || form === undefined || !isKind(reference, 'ref') || !isKind(fields, 'array'))
    throw new Error('no form')
  const widget = { Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), F: 132, T: asciiString('Signature1') }
  const field = update.add(dict({ ...widget, Rect: array(10, 10, 10 + width, 10 + height), P: page.ref }))
  const list = update.file.resolve(page.dict.entries.get('Annots'))
  update.replace(
    page.ref,
    withEntries(page.dict, { Annots: array(...(isKind(list, 'array') ? list.items : []), field) }),
  )
  update.replace(reference, withEntries(form, { Fields: array(...fields.items, field) }))
  return update.finish().bytes
}

describe('a file that comes back from the signer’s own tool', () => {
  it('is taken when it is what was sent with one signature of the right certificate', async () => {
    const { prepared, signed, trust } = await sample
    const judged = judgeReturned(prepared, signed, await expected, trust, signedAt)
    expect(acceptedValue(judged)).toMatchObject({ level: 'B-B' })
  })

  it('is refused when it is another document, or not signed', async () => {
    const { prepared, signed, compiled } = await sample
    expect(await judge(compiled.pdf)).toBe('returned.other-document')
    expect(await judge(prepared)).toBe('returned.not-signed')
    const changed = Buffer.from(signed)
    changed[200] = (changed[200] ?? 0) ^ 1
    expect(await judge(changed)).toBe('returned.other-document')
    expect(await judge(Buffer.concat([prepared, Buffer.alloc(5_000_000)]))).toBe('returned.other-document')
  })

  it('is refused when something else was changed with it, before or after the signature', async () => {
    const { prepared, signed, sign } = await sample
    expect(await judge(acceptedValue(await sign(withNote(prepared))))).toBe('returned.content-changed')
    expect(await judge(withNote(signed))).toBe('returned.content-changed')
    expect(await judge(withNote(prepared))).toBe('returned.not-signed')
  })

  it('may be signed in a field of the tool’s own, as large as a signature and no sheet over the page', async () => {
    const { prepared, leader } = await sample
    const request = { field: 'Signature1', key: leader, appearance: handAppearance, signingTime: signedAt }
    expect(await judge(acceptedValue(await signPdf(withField(prepared, 200, 80), request)))).toBe('taken')
    expect(await judge(acceptedValue(await signPdf(withField(prepared, 500, 700), request)))).toBe(
      'returned.content-changed',
    )
  })

  it('is refused when somebody else signed, or several did', async () => {
    const { root, prepared, sealed } = await sample
    const key = await issuedKey(root, { ...leaderSubject, commonName: 'Người khác' })
    const request = { field: outcomeFields.leader, key, appearance: handAppearance, signingTime: signedAt }
    expect(await judge(acceptedValue(await signPdf(prepared, request)))).toBe('returned.other-signer')
    expect(await judge(sealed)).toBe('returned.several-signatures')
  })

  it('is refused when the signature does not hold, or nobody vouches for it', async () => {
    const { prepared, signed } = await sample
    const broken = Buffer.from(signed)
    const at = broken.indexOf('/Contents <', prepared.length) + 400
    broken.write(broken.toString('latin1', at, at + 1) === '0' ? '1' : '0', at, 'latin1')
    expect(await judge(broken)).toMatch(/^returned[.](signature-invalid|unreadable|other-signer)$/)
    const judged = judgeReturned(prepared, signed, await expected, { roots: [] }, signedAt)
    expect(judged).toMatchObject({ refusal: { code: 'returned.signature-invalid', finding: 'certificate.untrusted' } })
  })

  it('is refused when it is no PDF after what was sent', async () => {
    const { prepared } = await sample
    expect(await judge(Buffer.concat([prepared, Buffer.from('x'.repeat(500))]))).toMatch(/^returned[.]/)
  })
})
