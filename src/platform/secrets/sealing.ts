import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

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
  /** Under the secrets that were in use before, the last one first: what lies under them is read, and nothing is written under them. */
  readonly earlier: readonly Sealing[]
  /** Whether a sealed value lies under this very secret. */
  readonly opens: (sealed: Uint8Array) => boolean
  /** The one of this and the earlier ones that a sealed value lies under. Throws when it is none of them. */
  readonly under: (sealed: Uint8Array) => Sealing
}

/** The secret in use, and those that were in use before it, the last one first. */
export type Secrets = readonly [current: string, ...earlier: string[]]

const versionByte = 1
const nonceBytes = 12
const tagBytes = 16

const derive = (secret: string, province: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, province, `motcua/${purpose}`, 32))

/** Made ready once: a key given as bytes costs several times what it is used for. */
const ready = (key: Buffer): KeyObject => createSecretKey(key)

const openWith = (sealKey: KeyObject, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed)
  if (bytes.length < 1 + nonceBytes + tagBytes || bytes[0] !== versionByte) throw new Error('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, 1 + nonceBytes))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, bytes.length - tagBytes)), decipher.final()])
}

const opensWith = (sealKey: KeyObject, sealed: Uint8Array): boolean => {
  try {
    openWith(sealKey, sealed)
    return true
  } catch {
    return false
  }
}

export const openSealing = (secrets: string | Secrets, province: string): Sealing => {
  const [secret, ...before] = typeof secrets === 'string' ? ([secrets] as const) : secrets
  const sealKey = ready(derive(secret, province, 'seal'))
  const hashKey = ready(derive(secret, province, 'hash'))
  const earlier = before.map((one) => openSealing(one, province))

  const under = (sealed: Uint8Array): Sealing => {
    if (opensWith(sealKey, sealed)) return sealing
    const found = earlier.find((one) => one.opens(sealed))
    if (found === undefined) throw new Error('a sealed value that no known secret opens')
    return found
  }

  // Nearly everything lies under the secret in use: it is opened once, and only then are the earlier ones asked.
  const openBytes = (sealed: Uint8Array): Buffer => {
    try {
      return openWith(sealKey, sealed)
    } catch (fault) {
      if (earlier.length === 0) throw fault
      return under(sealed).openBytes(sealed)
    }
  }

  const sealing: Sealing = {
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
    earlier,
    opens: (sealed) => opensWith(sealKey, sealed),
    under,
  }
  return sealing
}

/** All hashes under which a value may have been kept, the one in use first. */
export const hashesOf = (sealing: Pick<Sealing, 'hash' | 'earlier'>, value: string): readonly Buffer[] =>
  [sealing, ...sealing.earlier].map((one) => one.hash(value))

/** Compares two texts in a time that does not tell where they differ. */
export const sameSecret = (left: string, right: string): boolean => {
  const leftBytes = Buffer.from(left)
  const rightBytes = Buffer.from(right)
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}
