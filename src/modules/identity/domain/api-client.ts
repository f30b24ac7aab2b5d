import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'

/**
 * What another system may do: hand filings in through a channel, call them by the numbers of an issuer, and vouch that a paper lies in a
 * state database or in the owner's electronic store. Nothing else is granted to a system that acts for itself.
 */
export const MachineGrant = z
  .string()
  .regex(
    /^(?:file:(?:national-portal|post|other-office)|claim:(?:database|store)|issuer:[A-Za-z0-9][A-Za-z0-9._-]{0,62})$/,
  )

/** What somebody's own program may do in his name: look, act as well, or sign and seal, which no key may for long. */
export const PersonGrant = z.enum(['read', 'act', 'sign'])
export type PersonGrant = z.infer<typeof PersonGrant>

/** Longer than this nobody's program acts for him without being asked again. */
export const longestKeyDays = 90

/** A key as it is listed: the key itself is told once, when it is made. */
export type ApiClient = {
  readonly id: string
  readonly name: string
  readonly grants: readonly string[]
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant | null
  readonly disabledAt: Temporal.Instant | null
}

export type ApiClientRefusal =
  | { readonly code: 'api-client.not-permitted' }
  /** The province lets no key sign, or whoever asks is no officer. */
  | { readonly code: 'api-client.signing-not-granted' }
  /** Also said to whoever may not know that it is there. */
  | { readonly code: 'api-client.not-found' }
