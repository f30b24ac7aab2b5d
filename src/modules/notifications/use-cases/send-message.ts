import type { Clock } from '#kernel/time.ts'
import { type Database, inOneStatement } from '#platform/database/connection.ts'
import { type Mailer, tryToSend } from '#platform/mail/mailer.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { beginAttempt, mostAttempts, type Outcome, type QueuedMessage, saveOutcome } from '../store/messages.ts'

export type SendDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly sealing: Pick<Sealing, 'open'>
  readonly mailer: Mailer
}

const outcomeOf = async (deps: SendDeps, message: QueuedMessage): Promise<Outcome> => {
  const mail = {
    messageId: message.id,
    to: deps.sealing.open(message.recipientSealed),
    subject: message.subject,
    text: deps.sealing.open(message.bodySealed),
  }
  const sent = await tryToSend(deps.mailer, mail, { attempts: message.attempts, most: mostAttempts })
  const at = deps.clock.now()
  switch (sent.kind) {
    case 'sent':
      return { state: 'sent', reference: sent.reference, at }
    case 'kept':
      return { state: 'kept', at }
    case 'again':
      return { state: 'queued', error: sent.fault }
    case 'refused':
    case 'given-up':
      return { state: 'failed', error: sent.fault }
  }
}

/**
 * Sends a queued letter, with the same message id at each try. Throws when the server was away or asked to wait, so that the queue
 * tries again with growing pauses; what was refused for good, or tried too often, is failed. No transaction is open while it leaves.
 */
export const sendMessage = async (deps: SendDeps, messageId: string): Promise<void> => {
  const message = await inOneStatement(deps.database, (tx) => beginAttempt(tx, messageId))
  if (message === null) return
  const outcome = await outcomeOf(deps, message)
  await inOneStatement(deps.database, (tx) => saveOutcome(tx, messageId, outcome))
  if (outcome.state === 'queued') throw new Error(`letter not sent: ${outcome.error}`)
}
