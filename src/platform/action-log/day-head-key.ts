import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Sealing } from '../secrets/sealing.ts'

/** The key of an installation and province for the heads of days: who holds the secret holds the key, and nothing else is to be kept. */
export type DayHeadKey = { readonly publicKey: string; readonly sign: (message: Buffer) => Buffer }

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS#8.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export const openDayHeadKey = (sealing: Pick<Sealing, 'keyFor'>): DayHeadKey => {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Head, sealing.keyFor('day-head')]),
    format: 'der',
    type: 'pkcs8',
  })
  return {
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
    sign: (message) => sign(null, message, key),
  }
}

/** The key in use, and those of the secrets before it. */
export const dayHeadKeys = (sealing: Pick<Sealing, 'keyFor' | 'earlier'>): readonly DayHeadKey[] =>
  [sealing, ...sealing.earlier].map(openDayHeadKey)

export const isSignedBy = (publicKey: string, message: Buffer, signature: Buffer): boolean => {
  try {
    return verify(null, message, createPublicKey(publicKey), signature)
  } catch {
    return false
  }
}
