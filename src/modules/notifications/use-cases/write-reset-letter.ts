import { usableAddress } from '#kernel/mail-address.ts'
import type { Clock } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { resetLetter } from '../domain/reset-letter.ts'
import { queueMessage } from '../store/messages.ts'

export type ResetLetterDeps = { readonly clock: Clock; readonly sealing: Pick<Sealing, 'seal'> }

export type ResetLetterFacts = {
  readonly accountId: string
  readonly to: string
  readonly link: string
  readonly minutes: number
  readonly provinceName: string
}

/** Writes the letter with the link that replaces a forgotten password, and queues it, in the transaction that makes the link. */
export const writeResetLetter = async (
  tx: Tx,
  { clock, sealing }: ResetLetterDeps,
  facts: ResetLetterFacts,
): Promise<void> => {
  const address = usableAddress(facts.to)
  if (address === null) return
  const { subject, body } = resetLetter(facts)
  await queueMessage(tx, {
    template: 'password-reset',
    dossierId: null,
    accountId: facts.accountId,
    eventId: null,
    recipientSealed: sealing.seal(address),
    subject,
    bodySealed: sealing.seal(body),
    createdAt: clock.now(),
  })
}
