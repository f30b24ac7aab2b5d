import type { Temporal } from '#kernel/time.ts'

/** Why a certificate is not signed with. */
export type CertificateRefusal =
  | { readonly code: 'signature.certificate-expired'; readonly until: Temporal.Instant }
  | { readonly code: 'signature.certificate-not-yet-valid'; readonly from: Temporal.Instant }
  | { readonly code: 'signature.certificate-revoked'; readonly since: Temporal.Instant }
  /** No chain of issuers leads to a root that the province believes. */
  | { readonly code: 'signature.certificate-untrusted' }
  /** Nobody says that it still stands, and the province wants somebody to. */
  | { readonly code: 'signature.certificate-unchecked' }
  | { readonly code: 'signature.certificate-not-for-signing' }

/** Why whoever holds the key did not sign; as `#platform/signing` says it. */
export type KeyRefusal =
  | { readonly code: 'signature.key-unavailable' }
  | { readonly code: 'signature.confirmation-wrong'; readonly triesLeft?: number }
  | { readonly code: 'signature.confirmation-expired' }
  | { readonly code: 'signature.key-locked' }
  | { readonly code: 'signature.credential-revoked' }

/** Why a file could not be prepared, signed or sealed; as `#platform/signing` says it. */
export type FileRefusal =
  | { readonly code: 'pdf.unreadable'; readonly reason: string }
  | { readonly code: 'pdf.encrypted' }
  | { readonly code: 'pdf.has-form' }
  | { readonly code: 'pdf.page-missing'; readonly page: number }
  | {
      readonly code:
        | 'signature.field-missing'
        | 'signature.field-taken'
        | 'signature.leader-missing'
        | 'signature.text-taken'
        | 'signature.text-not-printable'
      readonly field: string
    }
  | { readonly code: 'signature.picture-unusable' }
  | { readonly code: 'signature.time-stamp-unavailable' }

/** Why a key could not be taken in hand. */
export type OpenKeyRefusal =
  | { readonly code: 'signature.key-missing' }
  /** It lies on a token or at a service that this installation does not reach. */
  | { readonly code: 'signature.key-place-closed' }
  /** The province wants the time of every signature proven, and nobody proves it here. */
  | { readonly code: 'signature.time-stamp-unavailable' }
  | KeyRefusal
  | CertificateRefusal

/** Why a file that an administrator brings holds no key for us. */
export type EnrolledFileRefusal = {
  readonly code: 'pkcs12.not-opened' | 'pkcs12.old-encryption' | 'pkcs12.no-signing-key'
}

/** Why a key was not enrolled. */
export type EnrolRefusal =
  | { readonly code: 'key.not-permitted' }
  | { readonly code: 'key.holder-unknown' }
  | { readonly code: 'key.file-too-large' }
  /** RSA below 2048 bits, or a curve that readers do not know. */
  | { readonly code: 'key.too-weak' }
  | { readonly code: 'key.enrolled-already' }
  /** The certificate names somebody else; whoever knows that it is right says so. */
  | { readonly code: 'key.other-name'; readonly name: string }
  | EnrolledFileRefusal
  | CertificateRefusal

/** Why a key was not taken out of use. */
export type EndKeyRefusal =
  | { readonly code: 'key.not-permitted' }
  | { readonly code: 'key.unknown' }
  | { readonly code: 'key.reason-missing' }
  | { readonly code: 'key.ended-already' }

export type SignatureRefusal = OpenKeyRefusal | FileRefusal
