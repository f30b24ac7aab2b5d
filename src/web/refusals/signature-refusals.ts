import { formatInstant } from '#kernel/time.ts'
import type { SignatureRefusal } from '#modules/signatures/domain/index.ts'
import type { Messages } from '../messages/index.ts'

type Of<Code extends SignatureRefusal['code']> = SignatureRefusal & { readonly code: Code }
type CertificateCode = Extract<SignatureRefusal['code'], `signature.certificate-${string}`>

const certificateText = (t: Messages, refusal: Of<CertificateCode>): string => {
  const { signing } = t
  switch (refusal.code) {
    case 'signature.certificate-expired':
      return signing.certificateExpired(formatInstant(refusal.until))
    case 'signature.certificate-not-yet-valid':
      return signing.certificateNotYetValid(formatInstant(refusal.from))
    case 'signature.certificate-revoked':
      return signing.certificateRevoked(formatInstant(refusal.since))
    case 'signature.certificate-untrusted':
      return signing.certificateUntrusted
    case 'signature.certificate-unchecked':
      return signing.certificateUnchecked
    case 'signature.certificate-not-for-signing':
      return signing.certificateNotForSigning
  }
}

const otherText = (t: Messages, refusal: Exclude<SignatureRefusal, Of<CertificateCode>>): string => {
  const { signing } = t
  switch (refusal.code) {
    case 'signature.key-missing':
      return signing.keyMissing
    case 'signature.key-place-closed':
      return signing.keyPlaceClosed
    case 'signature.key-unavailable':
      return signing.keyUnavailable
    case 'signature.confirmation-wrong':
      return signing.confirmationWrong(refusal.triesLeft)
    case 'signature.confirmation-expired':
      return signing.confirmationExpired
    case 'signature.key-locked':
      return signing.keyLocked
    case 'signature.credential-revoked':
      return signing.credentialRevoked
    case 'signature.time-stamp-unavailable':
      return signing.timeStampUnavailable
    case 'signature.field-taken':
    case 'signature.text-taken':
      return signing.takenAlready
    case 'signature.leader-missing':
      return signing.leaderMissing
    case 'signature.picture-unusable':
      return signing.pictureUnusable
    case 'signature.text-not-printable':
      return signing.textNotPrintable
    case 'signature.field-missing':
    case 'pdf.unreadable':
    case 'pdf.encrypted':
    case 'pdf.has-form':
    case 'pdf.page-missing':
      return signing.fileUnfit(refusal.code)
  }
}

const isCertificate = (refusal: SignatureRefusal): refusal is Of<CertificateCode> =>
  refusal.code.startsWith('signature.certificate-')

/** Why a document was not signed, and what to do: every code has its words, or this does not compile. */
export const signatureRefusalText = (t: Messages, refusal: SignatureRefusal): string =>
  isCertificate(refusal) ? certificateText(t, refusal) : otherText(t, refusal)
