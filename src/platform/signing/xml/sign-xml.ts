import { createHash } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { issuerAndSerial } from '../cms/cms.ts'
import { sequence, tlv } from '../cms/der.ts'
import { KeyFault, type KeyRefusal, type SigningKey } from '../signing-key.ts'
import { parseXml, type XmlFault } from './parse-xml.ts'
import { algorithms, pointSignature } from './xml-algorithms.ts'

export type XmlSigningRefusal = { readonly code: XmlFault } | { readonly code: 'xml.signed-already' } | KeyRefusal

const xades = 'http://uri.etsi.org/01903/v1.3.2#'

/**
 * Signs a whole XML document with a signature inside its root element: XMLDSig enveloped, exclusive canonical form, SHA-256, and the
 * signed properties of XAdES baseline B (ETSI EN 319 132-1): the time and the signer's certificate.
 */
export const signXml = async (
  xml: string,
  key: SigningKey,
  signingTime: Temporal.Instant,
): Promise<Result<string, XmlSigningRefusal>> => {
  const parsed = parseXml(xml)
  if (!parsed.ok) return parsed
  if (parsed.value.signatures.length > 0) return refuse({ code: 'xml.signed-already' })
  const [own] = key.certificateChain
  if (own === undefined) throw new RangeError('key without certificate')
  const algorithm = key.algorithm === 'rsa-sha256' ? algorithms.rsaSha256 : algorithms.ecdsaSha256
  const signed = new SignedXml({
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: algorithms.exclusive,
    // The key never passes: only its answer is taken.
    privateKey: 'held elsewhere',
    getKeyInfoContent: () => keyInfo(key.certificateChain),
    objects: [{ content: qualifyingProperties(own, signingTime), attributes: { Id: 'DoiTuong' } }],
  })
  signed.SignatureAlgorithms = { [algorithm]: signerOf(key, algorithm) }
  signed.addReference({
    xpath: '/*',
    isEmptyUri: true,
    transforms: [algorithms.enveloped, algorithms.exclusive],
    digestAlgorithm: algorithms.sha256,
  })
  signed.addReference({
    xpath: `//*[@Id='ThuocTinhKy']`,
    type: 'http://uri.etsi.org/01903#SignedProperties',
    transforms: [algorithms.exclusive],
    digestAlgorithm: algorithms.sha256,
  })
  try {
    await compute(signed, xml)
    return accept(signed.getSignedXml())
  } catch (error) {
    const refusal: KeyRefusal = error instanceof KeyFault ? error.refusal : { code: 'signature.key-unavailable' }
    return refuse(refusal)
  }
}

const compute = (signed: SignedXml, xml: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const options = { prefix: 'ds', attrs: { Id: 'ChuKy' }, location: { reference: '/*', action: 'append' as const } }
    signed.computeSignature(xml, options, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })

/** How the library asks a key that answers later. */
const signerOf = (key: SigningKey, algorithm: string) =>
  class {
    getAlgorithmName = () => algorithm
    verifySignature = () => false
    getSignature = (info: unknown, _key: unknown, callback?: (error: Error | null, value?: string) => void): string => {
      key.sign(Buffer.from(String(info), 'utf8')).then(
        (value) => {
          const raw = key.algorithm === 'rsa-sha256' ? Buffer.from(value) : pointSignature(value)
          callback?.(null, raw.toString('base64'))
        },
        (error: unknown) => callback?.(error instanceof Error ? error : new Error('not signed')),
      )
      return ''
    }
  }

const keyInfo = (chain: readonly Uint8Array[]): string => {
  const certificates = chain.map(
    (each) => `<ds:X509Certificate>${Buffer.from(each).toString('base64')}</ds:X509Certificate>`,
  )
  return `<ds:X509Data>${certificates.join('')}</ds:X509Data>`
}

const qualifyingProperties = (own: Uint8Array, signingTime: Temporal.Instant): string => {
  const { issuer, serial } = issuerAndSerial(own)
  const issuerSerial = sequence(sequence(tlv(0xa4, issuer)), serial).toString('base64')
  const digest = createHash('sha256').update(own).digest('base64')
  const time = signingTime.toString({ smallestUnit: 'second', timeZone: 'Asia/Ho_Chi_Minh' })
  return (
    `<xades:QualifyingProperties xmlns:xades="${xades}" Target="#ChuKy">` +
    '<xades:SignedProperties Id="ThuocTinhKy"><xades:SignedSignatureProperties>' +
    `<xades:SigningTime>${time}</xades:SigningTime>` +
    '<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>' +
    `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${algorithms.sha256}"/>` +
    `<ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${digest}</ds:DigestValue></xades:CertDigest>` +
    `<xades:IssuerSerialV2>${issuerSerial}</xades:IssuerSerialV2>` +
    '</xades:Cert></xades:SigningCertificateV2>' +
    '</xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties>'
  )
}
