import { X509Certificate } from 'node:crypto'
import { Certificate } from 'pkijs'
import { toArrayBuffer } from '../certificate-authority.ts'
import { issuerAndSerial, type ParsedSignedData } from '../cms/cms.ts'
import { type RevocationAnswer, type RevocationState, revocationState } from '../revocation/revocation-state.ts'

export type Trust = {
  /** Certificates (DER) that are believed without proof. */
  readonly roots: readonly Uint8Array[]
  /** What the house itself knows to be taken back: by the issuer's subject, serial number (hexadecimal, upper case) and since when (milliseconds). */
  readonly revoked?: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** What issuers said, besides what a file carries. */
  readonly answers?: readonly RevocationAnswer[]
  /** `hard`: a certificate of which nobody says that it still stood is not believed. */
  readonly policy?: 'soft' | 'hard'
}

export type ChainState = 'trusted' | 'untrusted' | 'expired' | 'not-yet-valid' | 'revoked' | 'unchecked'

/** A certificate of the chain with what its issuer said of it; nobody speaks for a root. */
export type ChainLink = {
  readonly certificate: X509Certificate
  readonly issuer: X509Certificate | undefined
  readonly revocation: RevocationState
}

export type ChainJudgement = {
  readonly state: ChainState
  /** The own certificate first, as far as issuers were found. */
  readonly links: readonly ChainLink[]
  /** Taken back, but after the time that is proven (milliseconds). */
  readonly revokedLater: number | undefined
}

/** A time (milliseconds since 1970), and whether a time-stamp proves it: what only the signer's clock said protects from no revocation. */
export type TimeOfUse = { readonly at: number; readonly isProven: boolean }

const longestChain = 8

/** Whether a chain of issuers leads from a certificate to a root, and each link held at a time. */
export const judgeChain = (
  own: X509Certificate,
  others: readonly X509Certificate[],
  trust: Trust,
  time: TimeOfUse,
): ChainJudgement => {
  const { path, isRooted } = pathOf(own, others, trust)
  const links = path.map((certificate, index): ChainLink => {
    const issuer = path[index + 1]
    const revocation: RevocationState =
      issuer === undefined ? { status: 'unknown' } : stateOf(certificate, issuer, trust, time.at)
    return { certificate, issuer, revocation }
  })
  const holds = links.map((link) => linkState(link, trust, time))
  const wrong = holds.find((state) => state !== 'trusted')
  const later = links.flatMap(({ revocation }) => (revocation.status === 'revoked' ? [revocation.revokedAt] : []))
  return {
    state: wrong ?? (isRooted ? 'trusted' : 'untrusted'),
    links,
    revokedLater: wrong === 'revoked' || later.length === 0 ? undefined : Math.min(...later),
  }
}

const pathOf = (own: X509Certificate, others: readonly X509Certificate[], trust: Trust) => {
  const roots = readableCertificates(trust.roots)
  const path = [own]
  for (let link = own; path.length <= longestChain; ) {
    const at = link
    if (roots.some((root) => root.raw.equals(at.raw))) return { path, isRooted: true }
    const issuer = [...roots, ...others].find((candidate) => candidate.ca && isIssuedBy(at, candidate))
    if (issuer === undefined || path.some((known) => known.raw.equals(issuer.raw))) break
    path.push(issuer)
    link = issuer
  }
  return { path, isRooted: false }
}

/** What the issuer said, or what the house knows; the earlier of two revocations. */
const stateOf = (certificate: X509Certificate, issuer: X509Certificate, trust: Trust, at: number): RevocationState => {
  const said = revocationState(certificate, issuer, trust.answers ?? [], at)
  const known = trust.revoked?.get(certificate.issuer)?.get(certificate.serialNumber.toUpperCase())
  if (known === undefined || (said.status === 'revoked' && said.revokedAt <= known)) return said
  return { status: 'revoked', answer: undefined, thisUpdate: known, revokedAt: known, reason: undefined }
}

const linkState = (link: ChainLink, trust: Trust, time: TimeOfUse): ChainState => {
  const { certificate, issuer, revocation } = link
  if (time.at < certificate.validFromDate.getTime()) return 'not-yet-valid'
  if (time.at > certificate.validToDate.getTime()) return 'expired'
  if (revocation.status === 'revoked' && !(time.isProven && time.at < revocation.revokedAt)) return 'revoked'
  if (trust.policy === 'hard' && issuer !== undefined && revocation.status === 'unknown') return 'unchecked'
  return 'trusted'
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

const timeStamping = '1.3.6.1.5.5.7.3.8'
const answering = '1.3.6.1.5.5.7.3.9'

/**
 * Documents need the bit digitalSignature or nonRepudiation (where usage is stated at all) and no certificate made for time-stamps or
 * for answering; time-stamps need their own purpose.
 */
export const mayBeUsedFor = (certificate: X509Certificate, purpose: 'document' | 'time-stamp'): boolean => {
  try {
    const purposes = certificate.keyUsage ?? []
    if (purpose === 'time-stamp') return purposes.includes(timeStamping)
    const isForOthers = purposes.length > 0 && purposes.every((each) => each === timeStamping || each === answering)
    if (isForOthers || certificate.ca) return false
    const extensions = Certificate.fromBER(toArrayBuffer(certificate.raw)).extensions ?? []
    const usage = extensions.find((extension) => extension.extnID === '2.5.29.15')
    if (usage === undefined) return true
    const bits: unknown = usage.parsedValue?.valueBlock?.valueHexView
    return bits instanceof Uint8Array && ((bits[0] ?? 0) & 0b11000000) !== 0
  } catch {
    return false
  }
}
