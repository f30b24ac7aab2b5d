import { type RevocationAnswer, revocationState } from '../revocation/revocation-state.ts'
import type { ChainLink } from './certificate-trust.ts'
import type { DocumentStamp } from './document-time-stamps.ts'
import type { EmbeddedAnswer, ValidationData } from './validation-data.ts'
import type { CertificateReport, SignatureLevel } from './verification-report.ts'
import type { CmsReport } from './verify-cms.ts'

/**
 * The baseline level that a signature reaches in its file (ETSI EN 319 142-1, 6): T its time is proven, LT the file itself says of every
 * certificate that it stood, LTA a time-stamp of the whole document that still proves is over all of that.
 */
export const signatureLevel = (
  cms: CmsReport,
  data: ValidationData,
  stamps: readonly DocumentStamp[],
): SignatureLevel => {
  if (cms.integrity !== 'intact' || cms.time?.isProven !== true) return 'B-B'
  if (!isToldIn(cms, data.answers)) return 'B-T'
  const isKept = stamps.some(
    ({ signed, stamp }) =>
      stamp.state === 'proof' &&
      isToldIn(
        cms,
        data.answers.filter((answer: EmbeddedAnswer) => answer.offset < signed.range.end),
      ),
  )
  return isKept ? 'B-LTA' : 'B-LT'
}

const isToldIn = (cms: CmsReport, answers: readonly RevocationAnswer[]): boolean =>
  areTold(cms.chain?.links ?? [], answers, cms.time?.at ?? 0) &&
  areTold(cms.stamp?.chain?.links ?? [], answers, cms.stamp?.at ?? 0)

/** The last link is the root, of which nobody tells. */
const areTold = (links: readonly ChainLink[], answers: readonly RevocationAnswer[], at: number): boolean =>
  links.every(
    ({ certificate, issuer }) =>
      issuer === undefined || revocationState(certificate, issuer, answers, at).status !== 'unknown',
  )

/** The chain as a reader is told of it. */
export const chainReport = (links: readonly ChainLink[]): readonly CertificateReport[] =>
  links.map(({ certificate, issuer, revocation }) => ({
    der: Uint8Array.from(certificate.raw),
    subject: /(?:^|\n)CN=([^\n]*)/.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', '),
    serial: certificate.serialNumber,
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
    revocation: issuer === undefined ? 'root' : revocation.status,
    source:
      revocation.status === 'unknown'
        ? undefined
        : revocation.answer === undefined
          ? 'register'
          : revocation.answer.kind,
    toldAt: revocation.status === 'unknown' ? undefined : revocation.thisUpdate,
    revokedAt: revocation.status === 'revoked' ? revocation.revokedAt : undefined,
  }))
