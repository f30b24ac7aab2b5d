import type { X509Certificate } from 'node:crypto'
import { oids, type ParsedSignedData } from '../cms/cms.ts'
import { parseSignedData } from '../cms/cms-parse.ts'
import {
  type ChainJudgement,
  type ChainState,
  judgeChain,
  mayBeUsedFor,
  readableCertificates,
  signerCertificate,
  type TimeOfUse,
  type Trust,
} from './certificate-trust.ts'
import { signatureFindings } from './signed-attributes.ts'
import { type JudgedStamp, judgeTimeStamp } from './time-stamp-token.ts'
import { allowed, type Finding, finding } from './verification-report.ts'

export type CmsReport = {
  readonly signer: X509Certificate | undefined
  readonly integrity: 'intact' | 'changed' | 'unknown'
  readonly certificate: ChainState | 'unknown'
  /** The time that counts, and whether a time-stamp proves it. */
  readonly time: TimeOfUse | undefined
  readonly stamp: JudgedStamp | undefined
  readonly chain: ChainJudgement | undefined
  readonly findings: readonly Finding[]
}

/** What is known of a signature besides its bytes. Times are milliseconds since 1970. */
export type Circumstances = {
  readonly trust: Trust
  /** Certificates that the file carries elsewhere. */
  readonly others: readonly X509Certificate[]
  readonly now: number
  /** What the signer's machine said. */
  readonly claimedAt: number | undefined
  /** When a time-stamp over the whole document saw the signature, earliest first. */
  readonly seenAt: number | undefined
}

/** Signatures have some ten thousand bytes; the reader of ASN.1 is not fed with more than this. */
const longestSignature = 500_000

/** Judges a detached signature over the given parts of a file. Never throws. */
export const verifyDetached = (
  contents: Uint8Array,
  signedParts: readonly Uint8Array[],
  circumstances: Circumstances,
): CmsReport => {
  try {
    if (contents.length > longestSignature) return unreadable
    const signed = parseSignedData(contents)
    const certificates = [...readableCertificates(signed.certificates), ...circumstances.others]
    const signer = signerCertificate(signed, certificates)
    if (signer === undefined) return unreadable
    const own = [
      ...signatureFindings(signed, signer, signedParts),
      ...(contents.subarray(signed.length).some((byte) => byte !== 0) ? [finding('signature.padding-used')] : []),
    ]
    const stamp = stampOf(signed, circumstances)
    const time = timeOf(stamp, circumstances)
    const chain = time === undefined ? undefined : judgeChain(signer, certificates, circumstances.trust, time)
    return {
      signer,
      integrity: own.some((found) => !found.isAllowed) ? 'changed' : 'intact',
      certificate: chain?.state ?? 'unknown',
      time,
      stamp,
      chain,
      findings: [
        ...own,
        ...stampFindings(stamp),
        ...chainFindings(chain, signer, time, circumstances.now),
        ...(mayBeUsedFor(signer, 'document') ? [] : [finding('certificate.not-for-signing')]),
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
  time: undefined,
  stamp: undefined,
  chain: undefined,
  findings: [finding('signature.unreadable')],
}

const stampOf = (signed: ParsedSignedData, { trust, others, now, seenAt }: Circumstances): JudgedStamp | undefined => {
  const token = signed.unsignedAttributes.get(oids.timeStampToken)
  return token === undefined ? undefined : judgeTimeStamp(token, [signed.signature], trust, others, seenAt ?? now)
}

/** A time-stamp of the signature tells best; one of the whole document proves that the signature was there by then. */
const timeOf = (stamp: JudgedStamp | undefined, { claimedAt, seenAt }: Circumstances): TimeOfUse | undefined => {
  if (stamp?.state === 'proof' && stamp.at !== undefined) return { at: stamp.at, isProven: true }
  if (seenAt !== undefined) return { at: seenAt, isProven: true }
  if (stamp?.state === 'expired' && stamp.at !== undefined) return { at: stamp.at, isProven: false }
  return claimedAt === undefined ? undefined : { at: claimedAt, isProven: false }
}

const stampFindings = (stamp: JudgedStamp | undefined): readonly Finding[] => {
  switch (stamp?.state) {
    case 'wrong':
      return [finding('time-stamp.wrong')]
    case 'untrusted':
      return [finding('time-stamp.untrusted')]
    case 'expired':
      return [allowed('time-stamp.expired')]
    default:
      return []
  }
}

const chainFindings = (
  chain: ChainJudgement | undefined,
  signer: X509Certificate,
  time: TimeOfUse | undefined,
  now: number,
): readonly Finding[] => {
  if (chain === undefined || time === undefined) return [finding('time.missing')]
  if (chain.state !== 'trusted') return [finding(`certificate.${chain.state}`)]
  return [
    ...(chain.revokedLater === undefined ? [] : [allowed('certificate.revoked-later')]),
    // What the signer's own clock says is all there is, and it can no longer be held against the certificate.
    ...(!time.isProven && now > signer.validToDate.getTime() ? [allowed('certificate.expired-since')] : []),
  ]
}
