import type { Clock } from '#kernel/time.ts'
import type { EngagementLetter } from '#modules/meetings/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { engagementLetter } from '../domain/engagement-letter.ts'
import { queueOfficerLetter } from './queue-officer-letter.ts'

export type EngagementLetterDeps = {
  readonly clock: Clock
  readonly sealing: Pick<Sealing, 'seal'>
  /** Where officers find the calendar, without a slash at the end. */
  readonly planUrl: string
}

/** Writes the letter about an engagement and queues it, in the transaction that keeps that its reader was told. */
export const writeEngagementLetter = (
  tx: Tx,
  { clock, sealing, planUrl }: EngagementLetterDeps,
  letter: EngagementLetter,
): Promise<void> =>
  queueOfficerLetter(tx, sealing, {
    template: 'engagement-told',
    accountId: letter.accountId,
    to: letter.to,
    at: clock.now(),
    ...engagementLetter({ ...letter, link: `${planUrl}/${letter.engagementId}` }),
  })
