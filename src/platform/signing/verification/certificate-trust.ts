import { X509Certificate } from 'node:crypto'
import { Certificate } from 'pkijs'
import { toArrayBuffer } from '../certificate-authority.ts'
import { issuerAndSerial, type ParsedSignedData } from '../cms/cms.ts'

export type Trust = {
  /** Certificates (DER) that are believed without proof. */
  readonly roots: readonly Uint8Array[]
  /** Serial numbers (hexadecimal, upper case) that their issuer took back, by the issuer's subject. */
  readonly revoked?: ReadonlyMap<string, ReadonlySet<string>>
}

export type ChainState = 'trusted' | 'untrusted' | 'expired' | 'not-yet-valid' | 'revoked'

const longestChain = 8

/** Whether a chain of issuers leads from a certificate to a root, and each link was valid at a time (milliseconds since 1970). */
export const chainState = (
  own: X509Certificate,
  others: readonly X509Certificate[],
  trust: Trust,
  at: number,
): ChainState => {
  const roots = trust.roots.map((root) => new X509Certificate(root))
  let link = own
  for (let length = 0; length < longestChain; length += 1) {
    const state = linkState(link, trust, at)
    if (state !== 'trusted') return state
    if (roots.some((root) => root.raw.equals(link.raw))) return 'trusted'
    const issuer = [...roots, ...others].find((candidate) => candidate.ca && isIssuedBy(link, candidate))
    if (issuer === undefined || issuer.raw.equals(link.raw)) return 'untrusted'
    link = issuer
  }
  return 'untrusted'
}

const linkState = (link: X509Certificate, trust: Trust, at: number): ChainState => {
  if (at < link.validFromDate.getTime()) return 'not-yet-valid'
  if (at > link.validToDate.getTime()) return 'expired'
  return trust.revoked?.get(link.issuer)?.has(link.serialNumber.toUpperCase()) === true ? 'revoked' : 'trusted'
}

const isIssuedBy = (link: X509Certificate, issuer: X509Certificate): boolean => {
  try {
    return link.checkIssued(issuer) && link.verify(issuer.publicKey)
  } catch {
    return false
  }
}

export const readableCertificates = (certificates: readonly Uint8Array[]): readonly X509Certificate[] =>
  certificates.flatMap((certificate) => {
    try {
      return [new X509Certificate(certificate)]
    } catch {
      return []
    }
  })

/** The certificate that the signature names by issuer and serial number. */
export const signerCertificate = (
  signed: ParsedSignedData,
  all: readonly X509Certificate[],
): X509Certificate | undefined =>
  all.find((certificate) => {
    const { issuer, serial } = issuerAndSerial(certificate.raw)
    return issuer.equals(signed.issuer) && serial.equals(signed.serial)
  })

/** Documents need the bit digitalSignature or nonRepudiation (where usage is stated at all); time-stamps need their own purpose. */
export const mayBeUsedFor = (certificate: X509Certificate, purpose: 'document' | 'time-stamp'): boolean => {
  try {
    const extensions = Certificate.fromBER(toArrayBuffer(certificate.raw)).extensions ?? []
    if (purpose === 'time-stamp') return certificate.keyUsage?.includes('1.3.6.1.5.5.7.3.8') === true
    const usage = extensions.find((extension) => extension.extnID === '2.5.29.15')
    if (usage === undefined) return true
    const bits: unknown = usage.parsedValue?.valueBlock?.valueHexView
    return bits instanceof Uint8Array && ((bits[0] ?? 0) & 0b11000000) !== 0
  } catch {
    return false
  }
}
