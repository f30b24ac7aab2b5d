import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewMessage = {
  readonly template: string
  /** Null for letters about an account. */
  readonly dossierId: string | null
  readonly accountId: string | null
  readonly eventId: string | null
  readonly recipientSealed: Buffer
  readonly subject: string
  readonly bodySealed: Buffer
  readonly createdAt: Temporal.Instant
}

/** Queues a letter, once for an event and a template; null when it was queued before. */
export const insertMessage = async (tx: Tx, fresh: NewMessage): Promise<string | null> => {
  const inserted = await tx
    .insertInto('message')
    .values({
      id: newId(),
      channel: 'e-mail',
      template: fresh.template,
      dossier_id: fresh.dossierId,
      account_id: fresh.accountId,
      event_id: fresh.eventId,
      recipient_sealed: fresh.recipientSealed,
      subject: fresh.subject,
      body_sealed: fresh.bodySealed,
      state: 'queued',
      created_at: fresh.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'template', 'channel']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id ?? null
}

export type QueuedMessage = {
  readonly id: string
  readonly recipientSealed: Buffer
  readonly subject: string
  readonly bodySealed: Buffer
  readonly attempts: number
}

/** Counts a try before it is made, so that a crash in it is seen; null when the letter has left already. */
export const beginAttempt = async (tx: Tx, id: string): Promise<QueuedMessage | null> => {
  const row = await tx
    .updateTable('message')
    .set((update) => ({ attempts: update('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning(['id', 'recipient_sealed as recipientSealed', 'subject', 'body_sealed as bodySealed', 'attempts'])
    .executeTakeFirst()
  return row ?? null
}

export type Outcome =
  | { readonly state: 'sent'; readonly reference: string; readonly at: Temporal.Instant }
  | { readonly state: 'kept'; readonly at: Temporal.Instant }
  | { readonly state: 'failed' | 'queued'; readonly error: string }

export const saveOutcome = async (tx: Tx, id: string, outcome: Outcome): Promise<void> => {
  const { state } = outcome
  await tx
    .updateTable('message')
    .set({
      state,
      provider_reference: state === 'sent' ? outcome.reference : '',
      last_error: 'error' in outcome ? outcome.error : '',
      sent_at: 'at' in outcome ? outcome.at : null,
    })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}
