import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { SettingKey } from './setting-key.ts'

/**
 * How long a session lives without a deed. What the law bounds for programs that keep important data is 15 minutes.
 * @legal QCVN-12-2026 3.6.2.1.8
 */
export const officerIdleMinutes: SettingKey<number> = {
  key: 'session.officer-idle-minutes',
  schema: z.int().min(1).max(15),
  whenUndecided: 15,
}

export const citizenIdleMinutes: SettingKey<number> = {
  key: 'session.citizen-idle-minutes',
  schema: z.int().min(20).max(1_440),
  whenUndecided: 120,
}

/** A working day with its breaks; after it one signs in again, however busy. */
export const longestSessionHours = { officer: 12, citizen: 24 } as const

/** A deed is noted in the row at most this often, so that reading pages does not write at every click. */
export const noteEverySeconds = 60

export type SessionTimes = { readonly expiresAt: Temporal.Instant; readonly endsAt: Temporal.Instant }

export const newSessionTimes = (
  kind: 'citizen' | 'officer',
  idleMinutes: number,
  now: Temporal.Instant,
): SessionTimes => {
  const endsAt = now.add({ hours: longestSessionHours[kind] })
  return { endsAt, expiresAt: earlier(now.add({ minutes: idleMinutes }), endsAt) }
}

/** When a session ends that is used now. */
export const expiryAfterUse = (
  idleMinutes: number,
  endsAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant => earlier(now.add({ minutes: idleMinutes }), endsAt)

const earlier = (left: Temporal.Instant, right: Temporal.Instant): Temporal.Instant =>
  left.epochMilliseconds <= right.epochMilliseconds ? left : right
