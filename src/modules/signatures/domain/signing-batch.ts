import type { Temporal } from '#kernel/time.ts'
import type { KeyRefusal } from './refusals.ts'

/** One paper of a batch, as it was read when the batch was put together. */
export type BatchItem = {
  readonly position: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  /** What it was called on the page; no name of a citizen. */
  readonly title: string
  readonly state: 'waiting' | 'signed' | 'refused'
  /** Why it was not signed: the refusal of the deed as it stood. */
  readonly refusal: { readonly code: string } | null
}

/** `sign`: with the officer's own key; `number`: the clerk numbers and seals with the key of an agency. */
export type BatchDeedKind = 'sign' | 'number'

export type SigningBatch = {
  readonly id: string
  readonly deed: BatchDeedKind
  /** Whose seal it is; null for an officer's own signature. */
  readonly agencyId: string | null
  /** Until when somebody is signing it; past or null when nobody is. */
  readonly heldUntil: Temporal.Instant | null
  /** Why it stopped with papers left; null when it goes on, is done, or was cut off without a word. */
  readonly stoppedBecause: KeyRefusal | null
  readonly items: readonly BatchItem[]
}

/** What one confirmation may sign. */
export const mostInBatch = 100

export type BatchRefusal =
  | { readonly code: 'batch.not-permitted' }
  | { readonly code: 'batch.empty' }
  | { readonly code: 'batch.too-many' }
  /** The same paper twice. */
  | { readonly code: 'batch.doubled' }
  | { readonly code: 'batch.not-found' }
  /** It is being signed right now, from another page. */
  | { readonly code: 'batch.running' }

/** How far a batch is. */
export const batchProgress = (batch: Pick<SigningBatch, 'items'>) => {
  const count = (state: BatchItem['state']): number => batch.items.filter((item) => item.state === state).length
  return { signed: count('signed'), refused: count('refused'), waiting: count('waiting'), all: batch.items.length }
}
