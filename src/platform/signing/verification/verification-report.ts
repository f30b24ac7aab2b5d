import type { Temporal } from '#kernel/time.ts'

/** Something seen about a signature or after it. Every code has words on the verification page. */
export type FindingCode =
  /* about the signature itself */
  | 'signature.unreadable'
  | 'signature.digest-differs'
  | 'signature.value-wrong'
  | 'signature.certificate-exchanged'
  | 'signature.algorithm-weak'
  | 'signature.padding-used'
  | 'byte-range.malformed'
  | 'byte-range.not-from-start'
  | 'byte-range.overlaps'
  | 'byte-range.gap-wrong'
  | 'byte-range.beyond-end'
  | 'certificate.expired'
  | 'certificate.not-yet-valid'
  | 'certificate.untrusted'
  | 'certificate.not-for-signing'
  | 'certificate.revoked'
  | 'certificate.unchecked'
  | 'certificate.revoked-later'
  | 'certificate.expired-since'
  | 'time-stamp.wrong'
  | 'time-stamp.untrusted'
  | 'time-stamp.expired'
  | 'time.missing'
  /* what came later */
  | 'later.field-filled'
  | 'later.signature'
  | 'later.time-stamp'
  | 'later.validation-data'
  | 'later.metadata'
  | 'later.field-filled-unsealed'
  | 'later.field-changed'
  | 'later.field-added'
  | 'later.field-removed'
  | 'later.form-changed'
  | 'later.annotation-added'
  | 'later.annotation-changed'
  | 'later.page-content-replaced'
  | 'later.page-changed'
  | 'later.page-added'
  | 'later.page-removed'
  | 'later.catalog-changed'
  | 'later.object-replaced'
  | 'later.object-unexplained'
  | 'later.bytes-unaccounted'
  | 'later.revision-broken'
  | 'later.signature-removed'

export type Finding = {
  readonly code: FindingCode
  /** False when it takes the document's validity away. */
  readonly isAllowed: boolean
  readonly page?: number
  readonly field?: string
  /** The text that was filled in. */
  readonly text?: string
  readonly object?: number
}

export const signatureLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type SignatureLevel = (typeof signatureLevels)[number]

/** Times are milliseconds since 1970. */
export type CertificateReport = {
  readonly der: Uint8Array
  readonly subject: string
  readonly serial: string
  readonly notBefore: number
  readonly notAfter: number
  /** `root`: believed without proof, nobody speaks for it. */
  readonly revocation: 'good' | 'revoked' | 'unknown' | 'root'
  /** Who told, and as of when. */
  readonly source: 'ocsp' | 'crl' | 'register' | undefined
  readonly toldAt: number | undefined
  readonly revokedAt: number | undefined
}

/** A time-stamp, of one signature or of the whole document. Times are milliseconds since 1970. */
export type TimeStampReport = {
  readonly at: number
  readonly authority: string
  readonly state: 'proof' | 'expired' | 'untrusted' | 'wrong'
  readonly holdsUntil: number
}

export type SignatureReport = {
  readonly field: string
  readonly signerName: string
  readonly organisation: string | undefined
  readonly locality: string | undefined
  readonly issuerName: string
  readonly certificateSerial: string
  /** `time-stamp`: sworn by a trusted authority. `claimed`: what the signer's machine said. */
  readonly signedAt: Temporal.Instant | undefined
  readonly signedAtSource: 'time-stamp' | 'claimed' | 'unknown'
  readonly integrity: 'intact' | 'changed' | 'unknown'
  readonly certificate: 'trusted' | 'untrusted' | 'expired' | 'not-yet-valid' | 'revoked' | 'unchecked' | 'unknown'
  /** How long it can be checked: B-B now, B-T its time is proven, B-LT without asking anybody, B-LTA when all certificates have ended. */
  readonly level: SignatureLevel
  /** The certificates from the signer's to the root, as far as they were found. */
  readonly chain: readonly CertificateReport[]
  readonly timeStamp: TimeStampReport | undefined
  /** Why it was signed, as the signer wrote. */
  readonly reason: string | undefined
  /** Which revision of the file it covers, from 1, and whether that is all of it. */
  readonly revision: number
  readonly coversWholeFile: boolean
  readonly findings: readonly Finding[]
  /** Intact, trusted, and nothing came later that may not. */
  readonly isValid: boolean
}

export type PdfReport = {
  /**
   * `valid`: every signature is. `untrusted`: nothing was changed, but a certificate is not vouched for at the time of signing.
   * `altered`: content or structure differs from what was signed. `unsigned`: no signature. `unreadable`: not a file that can be judged.
   */
  readonly verdict: 'valid' | 'untrusted' | 'altered' | 'unsigned' | 'unreadable'
  readonly signatures: readonly SignatureReport[]
  /** Of the whole document, earliest first. */
  readonly timeStamps: readonly TimeStampReport[]
  readonly revisions: number
  /** What concerns the file and no single signature. */
  readonly findings: readonly Finding[]
  /** Why the file cannot be read, for the log. */
  readonly fault?: string
}

export const finding = (code: FindingCode, more: Omit<Finding, 'code' | 'isAllowed'> = {}): Finding => ({
  code,
  isAllowed: false,
  ...more,
})
export const allowed = (code: FindingCode, more: Omit<Finding, 'code' | 'isAllowed'> = {}): Finding => ({
  code,
  isAllowed: true,
  ...more,
})
