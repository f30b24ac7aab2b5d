import { type KeyObject, verify } from 'node:crypto'

const digests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}

/** Whether a key made the signature over some bytes, by the algorithm that a certificate, a list or an answer names. SHA-1 is not taken. */
export const isSignedBy = (bytes: Uint8Array, algorithm: string, signature: Uint8Array, key: KeyObject): boolean => {
  const digest = digests[algorithm]
  try {
    return digest !== undefined && verify(digest, bytes, key, signature)
  } catch {
    return false
  }
}
