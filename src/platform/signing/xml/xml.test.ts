import { X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { foreignTool } from '#test/support/foreign-tool.ts'
import { makeSigningSample, signedAt } from '../signing-sample.ts'
import { signXml } from './sign-xml.ts'
import { verifyXml } from './verify-xml.ts'

const xmlsec = foreignTool('xmlsec1')
const document =
  '<?xml version="1.0" encoding="UTF-8"?>\n<vb:VanBan xmlns:vb="urn:van-ban"><vb:So>15/QĐ-UBND</vb:So><vb:TrichYeu>V/v trợ cấp &amp; hỗ trợ</vb:TrichYeu></vb:VanBan>'
const made = (['p256', 'rsa2048'] as const).map(async (keyType) => {
  const sample = await makeSigningSample(keyType)
  return { ...sample, xml: acceptedValue(await signXml(document, sample.leader, signedAt)) }
})
const scene = async () => {
  const [first] = made
  if (first === undefined) throw new Error('no sample')
  return first
}
const now = signedAt.epochMilliseconds + 1_000

describe('a signed XML document', () => {
  it('is valid, and tells by whom and when', async () => {
    for (const each of made) {
      const { xml, trust } = await each
      expect(verifyXml(xml, trust, now)).toMatchObject({
        verdict: 'valid',
        signerName: 'Lê Thị Ánh Tuyết',
        claimedAt: signedAt.epochMilliseconds,
      })
    }
  })

  it('is untrusted under other roots, and altered with any changed word', async () => {
    const { xml } = await scene()
    expect(verifyXml(xml, { roots: [] }, now)).toMatchObject({ verdict: 'untrusted', certificate: 'untrusted' })
    const { trust } = await scene()
    for (const [from, to] of [
      ['15/QĐ', '16/QĐ'],
      ['trợ cấp', 'trợ Cấp'],
      ['2026-08-28', '2026-08-27'],
      ['<vb:So>', '<vb:So a="1">'],
    ] as const)
      expect(verifyXml(xml.replace(from, to), trust, now).verdict, from).toBe('altered')
    // An enveloped signature is taken out, with its own name, before the document is digested.
    const ownTag = /<ds:Signature [^>]*>/.exec(xml)
    const isOwnTag = (at: number): boolean =>
      ownTag !== null && at >= ownTag.index && at < ownTag.index + ownTag[0].length
    fc.assert(
      // What is signed: the document, and how it was signed. The certificates beside it are nobody's word.
      fc.property(fc.integer({ min: xml.indexOf('?>'), max: xml.indexOf('</ds:SignedInfo>') }), (at) => {
        const letter = xml.charAt(at)
        if (!/[a-z0-9]/.test(letter) || isOwnTag(at)) return
        const changed = `${xml.slice(0, at)}${letter === 'x' ? 'y' : 'x'}${xml.slice(at + 1)}`
        expect(verifyXml(changed, trust, now).verdict).not.toBe('valid')
      }),
      { numRuns: 150 },
    )
  })

  it('is refused when the signature was moved, doubled, or is over a part only', async () => {
    const { xml, trust } = await scene()
    const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? ''
    const findingOf = (changed: string) => verifyXml(changed, trust, now).finding
    expect(findingOf(xml.replace(signature, ''))).toBe('xml.unsigned')
    expect(findingOf(xml.replace(signature, signature + signature))).toBe('xml.several-signatures')
    const wrapped = `<gia><vb:So xmlns:vb="urn:van-ban">99</vb:So>${xml.replace(/<\?xml[^>]*\?>\s*/, '')}</gia>`
    expect(findingOf(wrapped)).toBe('xml.signature-misplaced')
    expect(findingOf(xml.replace('URI=""', 'URI="#ChuKy"'))).toBe('xml.not-whole')
    expect(findingOf(xml.replace('URI=""', 'URI="http://example.vn/x"'))).toBe('xml.reference-not-allowed')
    expect(findingOf(xml.replace('URI=""', 'URI="file:///etc/passwd"'))).toBe('xml.reference-not-allowed')
    const xslt = xml.replace(
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
    )
    expect(findingOf(xslt)).toBe('xml.reference-not-allowed')
  })

  it('is not read with a document type, nested without end, huge, or broken', async () => {
    const { trust } = await scene()
    const findingOf = (xml: string) => verifyXml(xml, trust, now).finding
    expect(findingOf('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toBe('xml.with-document-type')
    expect(findingOf('<a>'.repeat(100_000))).toBe('xml.too-deep')
    expect(findingOf(`<a>${' '.repeat(20_000_001)}</a>`)).toBe('xml.too-large')
    for (const broken of ['', 'x', '<a>', '<a></b>', '<a b=1/>'])
      expect(findingOf(broken), broken).toBe('xml.malformed')
  })

  it('is not signed twice', async () => {
    const { xml, leader } = await scene()
    expect(await signXml(xml, leader, signedAt)).toMatchObject({ refusal: { code: 'xml.signed-already' } })
  })

  xmlsec.test('holds for xmlsec1, and not with a changed word', async () => {
    for (const each of made) {
      const { xml, root } = await each
      const folder = mkdtempSync(join(tmpdir(), 'xml-'))
      writeFileSync(join(folder, 'root.pem'), new X509Certificate(root.certificate).toString())
      const check = (text: string) => {
        writeFileSync(join(folder, 'a.xml'), text)
        const time = ['--verification-time', '2026-08-28 09:30:00']
        return xmlsec.run([
          '--verify',
          '--id-attr:Id',
          'http://uri.etsi.org/01903/v1.3.2#:SignedProperties',
          '--trusted-pem',
          join(folder, 'root.pem'),
          ...time,
          join(folder, 'a.xml'),
        ])
      }
      const good = await check(xml)
      expect(good.output).toMatch(/SignedInfo References \(ok\/all\): 2\/2/)
      expect(good.code, good.output).toBe(0)
      expect((await check(xml.replace('15/QĐ', '16/QĐ'))).code).not.toBe(0)
    }
  })
})
