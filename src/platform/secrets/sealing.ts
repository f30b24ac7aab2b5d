import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * What the secret of the installation is used for in one province: sealing personal values (AES-256-GCM) and the keyed hash by which
 * an exact value is found again without being readable.
 */
export type Sealing = {
  readonly seal: (plain: string | Uint8Array) => Buffer
  readonly open: (sealed: Uint8Array) => string
  readonly openBytes: (sealed: Uint8Array) => Buffer
  readonly hash: (value: string) => Buffer
  /** A key of its own for another purpose, such as signing cookies; the same purpose gives the same key. */
  readonly keyFor: (purpose: string) => Buffer
}

const versionByte = 1
const nonceBytes = 12
const tagBytes = 16

const derive = (secret: string, province: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, province, `motcua/${purpose}`, 32))

export const openSealing = (secret: string, province: string): Sealing => {
  const sealKey = derive(secret, province, 'seal')
  const hashKey = derive(secret, province, 'hash')

  const openBytes = (sealed: Uint8Array): Buffer => {
    const bytes = Buffer.from(sealed)
    if (bytes.length < 1 + nonceBytes + tagBytes || bytes[0] !== versionByte) throw new Error('not a sealed value')
    const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, 1 + nonceBytes))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, bytes.length - tagBytes)), decipher.final()])
  }

  return {
    seal: (plain) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.from([versionByte]), nonce, body, cipher.getAuthTag()])
    },
    openBytes,
    open: (sealed) => openBytes(sealed).toString('utf8'),
    hash: (value) => createHmac('sha256', hashKey).update(value).digest(),
    keyFor: (purpose) => derive(secret, province, `key/${purpose}`),
  }
}

/** Compares two texts in a time that does not tell where they differ. */
export const sameSecret = (left: string, right: string): boolean => {
  const leftBytes = Buffer.from(left)
  const rightBytes = Buffer.from(right)
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}
