export type { Appearance } from './appearance/appearance.ts'
export {
  type CertifiedKey,
  createAuthority,
  type IssueOptions,
  issueCertificate,
  type KeyType,
  type Subject,
  type Validity,
} from './certificate-authority.ts'
export { localTimeStampAuthority } from './cms/local-time-stamp-authority.ts'
export { numberAndSeal, type SealRequest } from './number-and-seal.ts'
export { outcomeFields } from './outcome-fields.ts'
export { type Pkcs12Refusal, readPkcs12, writePkcs12 } from './pkcs12.ts'
export { type PrepareRefusal, prepareForm } from './prepare-form.ts'
export { type SignatureRequest, type SigningRefusal, signPdf } from './sign-pdf.ts'
export { localSigningKey, type SignatureAlgorithm, type SigningKey } from './signing-key.ts'
export { httpTimeStampAuthority, type TimeStampAuthority } from './timestamp.ts'
export type { Trust } from './verification/certificate-trust.ts'
export type { Finding, FindingCode, PdfReport, SignatureReport } from './verification/verification-report.ts'
export { type VerifyOptions, verifyPdf } from './verification/verify-pdf.ts'
