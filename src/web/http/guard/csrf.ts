import { createHmac, randomBytes } from 'node:crypto'
import { type Sealing, sameSecret } from '#platform/secrets/sealing.ts'

/**
 * A form shows its secret under a fresh mask each time: a compressed page whose length can be measured from outside gives nothing away.
 */
export const maskToken = (secret: string): string => {
  const bytes = Buffer.from(secret, 'base64url')
  const mask = randomBytes(bytes.length)
  const masked = bytes.map((byte, index) => byte ^ (mask[index] ?? 0))
  return Buffer.concat([mask, masked]).toString('base64url')
}

const unmask = (token: string): string => {
  const bytes = Buffer.from(token, 'base64url')
  const half = bytes.length / 2
  const plain = bytes.subarray(0, half).map((byte, index) => byte ^ (bytes[half + index] ?? 0))
  return Buffer.from(plain).toString('base64url')
}

export const isTokenOf = (secret: string, token: string): boolean =>
  token.length > 0 && token.length < 200 && Buffer.from(token, 'base64url').length % 2 === 0
    ? sameSecret(unmask(token), secret)
    : false

const signature = (sealing: Sealing, secret: string): string =>
  createHmac('sha256', sealing.keyFor('csrf-cookie')).update(secret).digest('base64url')

/** The secret of a browser nobody is signed in with lies in a cookie that only this province can have signed. */
export const newAnonymousCookie = (sealing: Sealing): string => {
  const secret = randomBytes(32).toString('base64url')
  return `${secret}.${signature(sealing, secret)}`
}

export const secretOfCookie = (sealing: Sealing, cookie: string | undefined): string | undefined => {
  const [secret, signed] = cookie?.split('.') ?? []
  if (secret === undefined || signed === undefined) return undefined
  const isOurs = [sealing, ...sealing.earlier].some((one) => sameSecret(signed, signature(one, secret)))
  return isOurs ? secret : undefined
}

export type OriginHeaders = {
  readonly host: string
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

/**
 * Whether a browser says that the request was begun by a page of ours. A browser that says nothing at all is left to the token.
 */
export const comesFromHere = ({ host, origin, fetchSite }: OriginHeaders): boolean => {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false
  if (origin === undefined) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
