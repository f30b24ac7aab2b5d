import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import { jobOfRow } from '#platform/jobs/enqueue.ts'

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

export const sendMessageTask = 'send-message'
export const mostAttempts = 25

/** Writes a letter and queues its sending, in one statement; once for an event and a template: false when it was queued before. */
export const queueMessage = async (tx: Tx, fresh: NewMessage): Promise<boolean> => {
  const queued = await sql`
    with fresh as (
      insert into message (id, channel, template, dossier_id, account_id, event_id, recipient_sealed, subject, body_sealed, state, created_at)
      values (${newId()}, 'e-mail', ${fresh.template}, ${fresh.dossierId}, ${fresh.accountId}, ${fresh.eventId},
        ${fresh.recipientSealed}, ${fresh.subject}, ${fresh.bodySealed}, 'queued', ${fresh.createdAt})
      on conflict (event_id, template, channel) do nothing
      returning id
    )
    select ${jobOfRow(sendMessageTask, 'messageId', sql.ref('fresh.id'), mostAttempts)} from fresh`.execute(tx)
  return queued.rows.length > 0
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
