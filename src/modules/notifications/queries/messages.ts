import { maskAddress } from '#kernel/mail-address.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

export type MessageState = 'queued' | 'sent' | 'kept' | 'failed'

/** A letter as it was written, for the mailbox of the demo. */
export type MailboxLetter = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly state: MessageState
  readonly dossierCode: string
  readonly createdAt: Temporal.Instant
}

export type MailboxPlace = { readonly createdAt: Temporal.Instant; readonly id: string }

/** The letters of a province, the newest first, opened: only the demo may show them. */
export const listMailbox = async (
  reader: Reader,
  sealing: Pick<Sealing, 'open'>,
  page: { readonly after?: MailboxPlace; readonly limit: number },
): Promise<readonly MailboxLetter[]> => {
  const { after } = page
  let query = reader
    .selectFrom('message')
    .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
    .select(['message.id', 'message.recipient_sealed', 'message.subject', 'message.body_sealed', 'message.state'])
    .select(['message.created_at', 'dossier.code'])
  if (after !== undefined) {
    query = query.where((where) =>
      where(where.refTuple('message.created_at', 'message.id'), '<', where.tuple(after.createdAt, after.id)),
    )
  }
  const rows = await query
    .orderBy('message.created_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    to: sealing.open(row.recipient_sealed),
    subject: row.subject,
    body: sealing.open(row.body_sealed),
    state: row.state as MessageState,
    dossierCode: row.code ?? '',
    createdAt: row.created_at,
  }))
}

/** What was told to whom, when, and under which reference of the mail server: the proof an officer can show. */
export type Delivery = {
  readonly id: string
  readonly template: string
  readonly subject: string
  readonly to: string
  readonly state: MessageState
  readonly attempts: number
  readonly createdAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly reference: string
  readonly lastError: string
}

export const deliveriesOfDossier = async (
  reader: Reader,
  sealing: Pick<Sealing, 'open'>,
  dossierId: string,
): Promise<readonly Delivery[]> => {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    template: row.template,
    subject: row.subject,
    to: maskAddress(sealing.open(row.recipient_sealed)),
    state: row.state as MessageState,
    attempts: row.attempts,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    reference: row.provider_reference,
    lastError: row.last_error,
  }))
}
