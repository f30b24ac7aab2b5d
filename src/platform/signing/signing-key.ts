import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'

export type SignatureAlgorithm = 'rsa-sha256' | 'ecdsa-sha256'

/**
 * A key that can sign, wherever it lies: in a PKCS#12 file, a token (PKCS#11) or a remote service. The private part never passes.
 * `sign` gets the bytes to be signed (not their digest) and gives an RSA PKCS#1 v1.5 or a DER-encoded ECDSA signature over SHA-256.
 */
export type SigningKey = {
  readonly algorithm: SignatureAlgorithm
  /** The signer's own certificate first, then the issuers; DER. */
  readonly certificateChain: readonly Uint8Array[]
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** Why the device or service that holds a key did not sign. */
export type KeyRefusal =
  | { readonly code: 'signature.key-unavailable' }
  /** The PIN or the one-time code is wrong; what is left of the tries, when the device says so. */
  | { readonly code: 'signature.confirmation-wrong'; readonly triesLeft?: number }
  /** Too many wrong tries, or the holder locked it. */
  | { readonly code: 'signature.key-locked' }
  /** The service or the token says that the certificate no longer stands. */
  | { readonly code: 'signature.credential-revoked' }
  /** The confirmation was right, but its time is over. */
  | { readonly code: 'signature.confirmation-expired' }

/** Thrown by `sign` of a key when whoever holds it says why not; anything else thrown means that it cannot be reached. */
export class KeyFault extends Error {
  readonly refusal: KeyRefusal
  constructor(refusal: KeyRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** A key held in memory: of the demo certificate authority, or read from a PKCS#12 file. Throws when certificate and key do not belong together. */
export const localSigningKey = (privateKeyPkcs8: Uint8Array, certificateChain: readonly Uint8Array[]): SigningKey => {
  const key = createPrivateKey({ key: Buffer.from(privateKeyPkcs8), format: 'der', type: 'pkcs8' })
  const own = certificateChain[0]
  if (own === undefined || !new X509Certificate(own).checkPrivateKey(key))
    throw new RangeError('certificate and key do not belong together')
  return { algorithm: algorithmOf(key), certificateChain, sign: async (bytes) => sign('sha256', bytes, key) }
}

const algorithmOf = (key: KeyObject): SignatureAlgorithm => {
  if (key.asymmetricKeyType === 'rsa') return 'rsa-sha256'
  if (key.asymmetricKeyType === 'ec') return 'ecdsa-sha256'
  throw new RangeError(`key type not usable: ${key.asymmetricKeyType}`)
}
