import { createHash, type X509Certificate } from 'node:crypto'
import { oids } from '../cms/cms.ts'
import { parseSignedData } from '../cms/cms-parse.ts'
import { readTimeStampInfo } from '../timestamp.ts'
import {
  type ChainJudgement,
  judgeChain,
  mayBeUsedFor,
  readableCertificates,
  signerCertificate,
  type Trust,
} from './certificate-trust.ts'
import { hashes, signatureFindings } from './signed-attributes.ts'
import type { TimeStampReport } from './verification-report.ts'

export type JudgedStamp = {
  /** `expired`: it was right when given, but the authority's certificate has ended since, and nothing later vouches for it. */
  readonly state: 'proof' | 'expired' | 'untrusted' | 'wrong'
  /** Milliseconds since 1970. */
  readonly at: number | undefined
  readonly signer: X509Certificate | undefined
  readonly chain: ChainJudgement | undefined
}

const wrong: JudgedStamp = { state: 'wrong', at: undefined, signer: undefined, chain: undefined }

/**
 * Judges a time-stamp token over some bytes. It proves a time as long as the certificate of its authority holds; `seenAt` is now, or the
 * time at which a later time-stamp saw it. Never throws.
 */
export const judgeTimeStamp = (
  token: Uint8Array,
  parts: readonly Uint8Array[],
  trust: Trust,
  others: readonly X509Certificate[],
  seenAt: number,
): JudgedStamp => {
  try {
    const stamp = parseSignedData(token)
    const certificates = [...readableCertificates(stamp.certificates), ...others]
    const signer = signerCertificate(stamp, certificates)
    if (stamp.contentType !== oids.timeStampInfo || stamp.content === undefined || signer === undefined) return wrong
    const info = readTimeStampInfo(stamp.content)
    const hash = hashes[info.digestAlgorithm]
    if (hash === undefined) return wrong
    const digest = createHash(hash)
    for (const part of parts) digest.update(part)
    if (!info.digest.equals(digest.digest())) return wrong
    if (signatureFindings(stamp, signer, [stamp.content]).some((found) => !found.isAllowed)) return wrong
    // Nobody asks a hard policy of authorities: they are revoked so rarely that many publish nothing that answers at once.
    const chain = judgeChain(signer, certificates, { ...trust, policy: 'soft' }, { at: info.at, isProven: true })
    const isTrusted = chain.state === 'trusted' && mayBeUsedFor(signer, 'time-stamp')
    const state = !isTrusted ? 'untrusted' : seenAt > signer.validToDate.getTime() ? 'expired' : 'proof'
    return { state, at: info.at, signer, chain }
  } catch {
    return wrong
  }
}

/** What a reader is told of a time-stamp. */
export const timeStampReport = (stamp: JudgedStamp): TimeStampReport | undefined =>
  stamp.at === undefined || stamp.signer === undefined
    ? undefined
    : {
        at: stamp.at,
        authority: /(?:^|\n)CN=([^\n]*)/.exec(stamp.signer.subject)?.[1] ?? '',
        state: stamp.state,
        holdsUntil: stamp.signer.validToDate.getTime(),
      }
