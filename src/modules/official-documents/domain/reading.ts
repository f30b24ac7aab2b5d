import type { Temporal } from '#kernel/time.ts'
import { partOfStep } from './incoming.ts'

/** What is known of one of those who were told of a document. */
export type ReadingLine = {
  readonly stepKey: string
  readonly state: string
  readonly openedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
}

/** Whether somebody was to know of it, has not opened it, and has no reminder that still gives him time. */
export const waitsForReader = ({ stepKey, state, openedAt, dueAt }: ReadingLine, now: Temporal.Instant): boolean =>
  partOfStep(stepKey) === 'informed' &&
  state === 'open' &&
  openedAt === null &&
  (dueAt === null || dueAt.epochMilliseconds <= now.epochMilliseconds)
