import type { signing as vietnamese } from '../vi/signing.ts'

export const signing: typeof vietnamese = {
  keyMissing: 'There is no valid signing key.',
  keyPlaceClosed: 'The key lies on a device or at a service that this system does not reach.',
  keyUnavailable: 'The device or service that holds the key cannot be reached. Nothing was signed.',
  confirmationWrong: (triesLeft) =>
    triesLeft === undefined ? 'The PIN or code is wrong.' : `The PIN or code is wrong; ${triesLeft} tries are left.`,
  confirmationExpired: 'The code is no longer valid. Get a new one and sign again.',
  keyLocked: 'The key is locked after too many wrong tries.',
  credentialRevoked: 'Whoever holds the key says that its certificate was revoked or suspended.',
  certificateExpired: (until) => `The certificate expired at ${until}.`,
  certificateNotYetValid: (from) => `The certificate is not valid before ${from}.`,
  certificateRevoked: (since) => `The certificate was revoked at ${since}.`,
  certificateUntrusted: 'The certificate was not issued by anybody the province trusts.',
  certificateUnchecked: 'The issuer could not be asked whether the certificate was revoked, and the province wants it.',
  certificateNotForSigning: 'This certificate was not issued for signing documents.',
  timeStampUnavailable: 'No time-stamp could be had. Nothing was signed.',
  takenAlready: 'The document has a signature, a number or a date here already.',
  leaderMissing: 'The document is not signed by who is answerable, so it cannot be sealed.',
  pictureUnusable: 'The picture of the signature cannot be used. It must be a PNG with transparency.',
  textNotPrintable: 'The number or the date has characters that cannot be printed.',
  fileUnfit: (code) => `The document file cannot be signed (${code}). Nothing has changed.`,
}
