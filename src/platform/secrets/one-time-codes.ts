import { Secret, TOTP } from 'otpauth'
import type { Temporal } from '#kernel/time.ts'

/** What every authenticator app understands (RFC 6238): SHA-1, six digits, a new code every thirty seconds. */
const digits = 6
const periodSeconds = 30
const secretBytes = 20
/** A telephone's clock may be one step off in either direction. */
const stepsOff = 1

/** A fresh secret in base32, as people type it into an app. */
export const newCodeSecret = (): string => new Secret({ size: secretBytes }).base32

const generatorOf = (secret: string, names: { readonly issuer: string; readonly label: string }): TOTP =>
  new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits, period: periodSeconds })

/** The address by which an app takes the secret over from a QR code. */
export const codeSecretAddress = (secret: string, names: { readonly issuer: string; readonly label: string }): string =>
  generatorOf(secret, names).toString()

/** The code of an instant, as an app shows it. */
export const codeAt = (secret: string, at: Temporal.Instant): string =>
  generatorOf(secret, { issuer: '', label: '' }).generate({ timestamp: at.epochMilliseconds })

/** The time step a code belongs to, or null when it is none of this secret around now. */
export const stepOfCode = (secret: string, code: string, now: Temporal.Instant): number | null => {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.epochMilliseconds
  const off = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits,
    period: periodSeconds,
    timestamp,
    window: stepsOff,
  })
  return off === null ? null : Math.floor(timestamp / (periodSeconds * 1_000)) + off
}
