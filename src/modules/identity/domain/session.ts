import type { Temporal } from '#kernel/time.ts'
import type { CitizenActor, OfficerActor } from './actor.ts'

/** Who is behind a session token. */
export type LoadedSession = NoSession | ExpiredSession | OpenSession

export type NoSession = { readonly kind: 'none' }

/** The person was away too long. What they were about to post is kept for the same account. */
export type ExpiredSession = {
  readonly kind: 'expired'
  readonly accountId: string
  readonly accountKind: 'citizen' | 'officer'
}

export type OpenSession = {
  readonly kind: 'open'
  readonly actor: CitizenActor | OfficerActor
  readonly login: string
  /** What stands for the token in the database. */
  readonly tokenHash: Buffer
  readonly csrfSecret: string
  readonly mustChangePassword: boolean
  /** The rules ask a second factor of this officer, and there is none yet. */
  readonly mustSetUpSecondFactor: boolean
  readonly idleMinutes: number
  readonly expiresAt: Temporal.Instant
}

export const noSession: NoSession = { kind: 'none' }
