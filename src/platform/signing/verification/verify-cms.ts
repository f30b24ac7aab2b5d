import { constants, createHash, verify, type X509Certificate } from 'node:crypto'
import { oids, type ParsedSignedData } from '../cms/cms.ts'
import { parseSignedData } from '../cms/cms-parse.ts'
import { childOf, childrenOf, octetsOf, oidOf, parse } from '../cms/der.ts'
import { readTimeStampInfo } from '../timestamp.ts'
import {
  type ChainState,
  chainState,
  mayBeUsedFor,
  readableCertificates,
  signerCertificate,
  type Trust,
} from './certificate-trust.ts'
import { allowed, type Finding, finding } from './verification-report.ts'

export type CmsReport = {
  readonly signer: X509Certificate | undefined
  readonly integrity: 'intact' | 'changed' | 'unknown'
  readonly certificate: ChainState | 'unknown'
  /** Milliseconds since 1970, from a time-stamp that holds. */
  readonly stampedAt: number | undefined
  readonly findings: readonly Finding[]
}

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.3.14.3.2.26': 'sha1',
}

/** Signatures have some ten thousand bytes; the reader of ASN.1 is not fed with more than this. */
const longestSignature = 500_000

const rsaPss = '1.2.840.113549.1.1.10'

/** Judges a detached signature over the given parts of a file. Never throws. `claimedAt` counts where no time-stamp holds. */
export const verifyDetached = (
  contents: Uint8Array,
  signedParts: readonly Uint8Array[],
  trust: Trust,
  claimedAt: number | undefined,
): CmsReport => {
  try {
    if (contents.length > longestSignature) return unreadable
    const signed = parseSignedData(contents)
    const certificates = readableCertificates(signed.certificates)
    const signer = signerCertificate(signed, certificates)
    if (signer === undefined) return unreadable
    const findings = [
      ...signatureFindings(signed, signer, signedParts),
      ...(contents.subarray(signed.length).some((byte) => byte !== 0) ? [finding('signature.padding-used')] : []),
    ]
    const stamp = checkTimeStamp(signed, trust)
    const at = stamp.at ?? claimedAt
    const state = at === undefined ? 'unknown' : chainState(signer, certificates, trust, at)
    const isFit = mayBeUsedFor(signer, 'document')
    return {
      signer,
      integrity: findings.some((found) => !found.isAllowed) ? 'changed' : 'intact',
      certificate: state,
      stampedAt: stamp.at,
      findings: [
        ...findings,
        ...stamp.findings,
        ...(state === 'trusted'
          ? []
          : [finding(state === 'unknown' ? 'time.missing' : (`certificate.${state}` as const))]),
        ...(isFit ? [] : [finding('certificate.not-for-signing')]),
      ],
    }
  } catch {
    return unreadable
  }
}

const unreadable: CmsReport = {
  signer: undefined,
  integrity: 'unknown',
  certificate: 'unknown',
  stampedAt: undefined,
  findings: [finding('signature.unreadable')],
}

const signatureFindings = (
  signed: ParsedSignedData,
  signer: X509Certificate,
  parts: readonly Uint8Array[],
): readonly Finding[] => {
  const hash = hashes[signed.digestAlgorithm]
  if (hash === undefined) return [finding('signature.unreadable')]
  const digest = createHash(hash)
  for (const part of parts) digest.update(part)
  const stated = signed.attributes.get(oids.messageDigest)
  const isSameDigest = stated !== undefined && octetsOf(parse(stated)).equals(digest.digest())
  return [
    ...(isSameDigest ? [] : [finding('signature.digest-differs')]),
    ...(isValueRight(signed, signer, hash) ? [] : [finding('signature.value-wrong')]),
    ...(namesCertificate(signed, signer) ? [] : [finding('signature.certificate-exchanged')]),
    ...(hash === 'sha1' ? [allowed('signature.algorithm-weak')] : []),
  ]
}

const isValueRight = (signed: ParsedSignedData, signer: X509Certificate, hash: string): boolean => {
  const key = signer.publicKey
  const padding = signed.signatureAlgorithm === rsaPss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  try {
    const options = key.asymmetricKeyType === 'rsa' ? { key, padding } : { key }
    return verify(hash, signed.signedAttributes, options, signed.signature)
  } catch {
    return false
  }
}

/** The signed attribute that ties the signature to one certificate (RFC 5035). Old signatures without it are taken. */
const namesCertificate = (signed: ParsedSignedData, signer: X509Certificate): boolean => {
  const attribute = signed.attributes.get(oids.signingCertificateV2)
  if (attribute === undefined) return true
  const reference = childOf(childOf(parse(attribute), 0), 0)
  const first = childrenOf(reference)[0]
  const isDefault = first !== undefined && first.idBlock.tagNumber === 4
  const hash = isDefault ? 'sha256' : hashes[oidOf(childOf(first, 0))]
  if (hash === undefined) return false
  return octetsOf(childOf(reference, isDefault ? 0 : 1)).equals(createHash(hash).update(signer.raw).digest())
}

type Stamp = { readonly at: number | undefined; readonly findings: readonly Finding[] }

/** A time-stamp counts when it is about this signature, unchanged, and from a trusted authority. */
const checkTimeStamp = (signed: ParsedSignedData, trust: Trust): Stamp => {
  const token = signed.unsignedAttributes.get(oids.timeStampToken)
  if (token === undefined) return { at: undefined, findings: [] }
  const wrong: Stamp = { at: undefined, findings: [finding('time-stamp.wrong')] }
  try {
    const stamp = parseSignedData(token)
    const certificates = readableCertificates(stamp.certificates)
    const signer = signerCertificate(stamp, certificates)
    if (stamp.contentType !== oids.timeStampInfo || stamp.content === undefined || signer === undefined) return wrong
    const info = readTimeStampInfo(stamp.content)
    const hash = hashes[info.digestAlgorithm]
    if (hash === undefined || !info.digest.equals(createHash(hash).update(signed.signature).digest())) return wrong
    if (signatureFindings(stamp, signer, [stamp.content]).some((found) => !found.isAllowed)) return wrong
    const isTrusted =
      chainState(signer, certificates, trust, info.at) === 'trusted' && mayBeUsedFor(signer, 'time-stamp')
    return isTrusted ? { at: info.at, findings: [] } : { at: undefined, findings: [finding('time-stamp.untrusted')] }
  } catch {
    return wrong
  }
}
