import { usableAddress } from '#kernel/mail-address.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { queueMessage } from '../store/messages.ts'

export type OfficerLetter = {
  readonly template: string
  readonly accountId: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly at: Temporal.Instant
}

/** Keeps a letter to an officer and queues it, in the transaction of whoever writes it; to nobody where the address is none. */
export const queueOfficerLetter = async (
  tx: Tx,
  sealing: Pick<Sealing, 'seal'>,
  letter: OfficerLetter,
): Promise<void> => {
  const address = usableAddress(letter.to)
  if (address === null) return
  await queueMessage(tx, {
    template: letter.template,
    dossierId: null,
    accountId: letter.accountId,
    eventId: null,
    recipientSealed: sealing.seal(address),
    subject: letter.subject,
    bodySealed: sealing.seal(letter.body),
    createdAt: letter.at,
  })
}
