import { formatInstant, instantOf } from '#kernel/time.ts'
import type {
  CertificateReport,
  PdfReport,
  SignatureReport,
  TimeStampReport,
} from '#platform/signing/verification/verification-report.ts'
import type { Messages } from '#web/messages/index.ts'

export type EvidenceRow = { readonly term: string; readonly value: string }

const momentText = (at: number): string => formatInstant(instantOf(new Date(at)))

const sourceText = (t: Messages, source: CertificateReport['source']): string => {
  switch (source) {
    case 'ocsp':
      return t.verification.byOcsp
    case 'crl':
      return t.verification.byCrl
    default:
      return t.verification.byRegister
  }
}

const revocationText = (t: Messages, link: CertificateReport): string => {
  const { verification } = t
  const source = sourceText(t, link.source)
  switch (link.revocation) {
    case 'root':
      return verification.linkRoot
    case 'good':
      return verification.linkGood(source, momentText(link.toldAt ?? 0))
    case 'revoked':
      return verification.linkRevoked(momentText(link.revokedAt ?? 0), source)
    case 'unknown':
      return verification.linkUnknown
  }
}

/** From the signer's certificate to the root, each with its time and what its issuer says. */
const chainRows = (t: Messages, chain: readonly CertificateReport[]): readonly EvidenceRow[] =>
  chain.map((link, index) => ({
    term: t.verification.chainLink(index + 1),
    value: t.verification.chainText(
      link.subject,
      momentText(link.notBefore),
      momentText(link.notAfter),
      revocationText(t, link),
    ),
  }))

export const stampText = (t: Messages, stamp: TimeStampReport): string => {
  const { verification } = t
  const words = {
    proof: verification.stampProof,
    expired: verification.stampEnded,
    untrusted: verification.stampForeign,
    wrong: verification.stampNotRight,
  } as const
  return verification.stampLine(momentText(stamp.at), stamp.authority, words[stamp.state], momentText(stamp.holdsUntil))
}

export const levelText = (t: Messages, { level }: Pick<SignatureReport, 'level'>): string => {
  const { verification } = t
  const words = {
    'B-B': verification.levelB,
    'B-T': verification.levelT,
    'B-LT': verification.levelLt,
    'B-LTA': verification.levelLta,
  } as const
  return words[level]
}

/** What the answer rests on: the level, the time-stamp, the chain. */
export const evidenceRows = (t: Messages, signature: SignatureReport): readonly EvidenceRow[] => [
  { term: t.verification.level, value: levelText(t, signature) },
  ...(signature.reason === undefined || signature.reason === ''
    ? []
    : [{ term: t.verification.reason, value: signature.reason }]),
  ...(signature.timeStamp === undefined
    ? []
    : [{ term: t.verification.timeStamp, value: stampText(t, signature.timeStamp) }]),
  ...chainRows(t, signature.chain),
]

export const documentStampTexts = (t: Messages, report: PdfReport): readonly string[] =>
  report.timeStamps.map((stamp) => stampText(t, stamp))
