import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'

/**
 * What another system may do: hand filings in through a channel, and call them by the numbers of an issuer. Nothing else is granted to a
 * system that acts for itself.
 */
export const MachineGrant = z
  .string()
  .regex(/^(?:file:(?:national-portal|post|other-office)|issuer:[A-Za-z0-9][A-Za-z0-9._-]{0,62})$/)

/** What somebody's own program may do in his name: look, or act as well. */
export const PersonGrant = z.enum(['read', 'act'])
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
  /** Also said to whoever may not know that it is there. */
  | { readonly code: 'api-client.not-found' }
