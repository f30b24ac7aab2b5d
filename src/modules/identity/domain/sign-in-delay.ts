import type { Temporal } from '#kernel/time.ts'

/** What is remembered of failed tries of one login from one source. */
export type SignInDelay = { readonly failures: number; readonly nextAttemptAt: Temporal.Instant }

/** Typing errors happen: so many tries cost nothing. */
const freeFailures = 3
const longestPauseSeconds = 15 * 60
/** After a day of quiet the past is forgotten. */
const forgottenAfterHours = 24

/** Seconds to wait after so many failures: none for the first three, then 2, 4, 8 … up to a quarter of an hour. */
export const pauseAfter = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(longestPauseSeconds, 2 ** Math.min(failures - freeFailures, 20))

export type AttemptVerdict =
  | { readonly kind: 'go'; readonly next: SignInDelay }
  | { readonly kind: 'wait'; readonly seconds: number }

/**
 * Whether a try may be made now. It is counted as failed before its password is looked at, so that many at the same time cannot outrun
 * the count; a right password clears it.
 */
export const decideAttempt = (delay: SignInDelay | null, now: Temporal.Instant): AttemptVerdict => {
  const waitMs = delay === null ? 0 : delay.nextAttemptAt.epochMilliseconds - now.epochMilliseconds
  if (waitMs > 0) return { kind: 'wait', seconds: Math.ceil(waitMs / 1_000) }
  const isForgotten = -waitMs > forgottenAfterHours * 3_600_000
  const failures = (delay === null || isForgotten ? 0 : delay.failures) + 1
  return { kind: 'go', next: { failures, nextAttemptAt: now.add({ seconds: pauseAfter(failures) }) } }
}
