import { usableAddress } from '#kernel/mail-address.ts'
import type { Clock } from '#kernel/time.ts'
import type { HandOverLetter } from '#modules/archive/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { handOverLetter } from '../domain/hand-over-letter.ts'
import { queueMessage } from '../store/messages.ts'

export type HandOverLetterDeps = {
  readonly clock: Clock
  readonly sealing: Pick<Sealing, 'seal'>
  /** Where officers hand files over. */
  readonly link: string
}

/** Writes the letter about files that are due for the archive and queues it, in the transaction that keeps that it was written. */
export const writeHandOverLetter = async (
  tx: Tx,
  { clock, sealing, link }: HandOverLetterDeps,
  letter: HandOverLetter,
): Promise<void> => {
  const address = usableAddress(letter.to)
  if (address === null) return
  const { subject, body } = handOverLetter({ link, files: letter.files })
  await queueMessage(tx, {
    template: 'files-for-the-archive',
    dossierId: null,
    accountId: letter.accountId,
    eventId: null,
    recipientSealed: sealing.seal(address),
    subject,
    bodySealed: sealing.seal(body),
    createdAt: clock.now(),
  })
}
