import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import { enqueueMany, jobOfRow } from '#platform/jobs/enqueue.ts'
import { type MailingKind, type MailingState, mostMailTries } from '../../domain/mailing.ts'

export const mailDocumentTask = 'mail-document'

type Asked = { readonly at: Temporal.Instant; readonly by: string }

const jobs = jobOfRow(mailDocumentTask, 'mailingId', sql.ref('fresh.id'), mostMailTries)

/** Asks that the document be mailed to receivers, each once, by jobs that run when the deed is committed. */
export const askMails = async (
  tx: Tx,
  documentId: string,
  to: readonly { readonly recipientId: string; readonly email: string }[],
  { at, by }: Asked,
): Promise<void> => {
  if (to.length === 0) return
  const rows = to.map((one) => ({ id: newId(), ...one }))
  await sql`
    with fresh as (
      insert into document_mailing (id, document_id, recipient_id, kind, address, asked_at, asked_by)
      select id, ${documentId}, "recipientId", 'issue', email, ${at}, ${by}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, "recipientId" uuid, email text)
      on conflict on constraint document_mailing_once do nothing
      returning id)
    select ${jobs} from fresh`.execute(tx)
}

/**
 * Tells everybody to whom the document may have been mailed what became of it. Out of force, it is mailed to nobody any more: a letter that is on
 * its way while this is written counts as one that has left.
 */
export const tellMailed = async (
  tx: Tx,
  documentId: string,
  change: { readonly kind: Exclude<MailingKind, 'issue'>; readonly changedById: string | null },
  { at, by }: Asked,
): Promise<void> => {
  const { kind, changedById } = change
  if (kind !== 'correction')
    await sql`update document_mailing set state = 'stopped', ended_at = ${at}
      where document_id = ${documentId} and kind = 'issue' and state = 'waiting'`.execute(tx)
  await sql`
    with fresh as (
      insert into document_mailing (id, document_id, recipient_id, kind, changed_by_id, address, asked_at, asked_by)
      select gen_random_uuid(), m.document_id, m.recipient_id, ${kind}, ${changedById}::uuid, m.address, ${at}, ${by}
      from document_mailing m where m.document_id = ${documentId} and m.kind = 'issue' and m.attempts > 0
        and m.state in ('sent', 'kept', 'waiting', 'stopped', 'given-up')
      on conflict on constraint document_mailing_once do nothing
      returning id)
    select ${jobs} from fresh`.execute(tx)
}

export type Mailing = {
  readonly id: string
  readonly documentId: string
  readonly recipientId: string
  readonly kind: MailingKind
  readonly state: MailingState
  readonly address: string
  readonly round: number
  readonly attempts: number
}

/** The mails to a receiver, the first one first. The document is locked by the caller. */
export const listMailings = async (tx: Tx, recipientId: string): Promise<readonly Mailing[]> => {
  const rows = await tx
    .selectFrom('document_mailing')
    .select([
      'id',
      'document_id as documentId',
      'recipient_id as recipientId',
      'kind',
      'state',
      'address',
      'round',
      'attempts',
    ])
    .where('recipient_id', '=', recipientId)
    .orderBy('asked_at')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as MailingKind, state: row.state as MailingState }))
}

/** Once more, to where the receiver is reached now. What has left is sent as another letter, what may not have left as the same one. */
export const askAgain = async (tx: Tx, mailing: Mailing, address: string, { at, by }: Asked): Promise<void> => {
  await tx
    .updateTable('document_mailing')
    .set({
      state: 'waiting',
      address,
      attempts: 0,
      fault: '',
      round: mailing.state === 'sent' || mailing.address !== address ? mailing.round + 1 : mailing.round,
      asked_at: at,
      asked_by: by,
      ended_at: null,
    })
    .where('id', '=', mailing.id)
    .execute()
  await enqueueMany(tx, mailDocumentTask, [{ payload: { mailingId: mailing.id } }], { maxAttempts: mostMailTries })
}

export type MailToSend = Mailing & {
  readonly agencyId: string
  readonly agencyName: string
  readonly agencyEmail: string
  readonly receiver: string
  readonly typeCode: string
  readonly subject: string
  readonly number: number | null
  readonly notation: string
  readonly date: Temporal.PlainDate | null
  readonly reason: string
  readonly issuedAttachmentId: string | null
  readonly byType: string | null
  readonly byNumber: number | null
  readonly byNotation: string | null
  readonly byDate: Temporal.PlainDate | null
}

/** Counts a try before it is made, so that a crash in it is seen; null when it does not wait any more. */
export const beginMailTry = async (tx: Tx, id: string): Promise<MailToSend | null> => {
  const answer = await sql<MailToSend>`
    with tried as (
      update document_mailing set attempts = attempts + 1 where id = ${id} and state = 'waiting' returning *)
    select m.id, m.document_id as "documentId", m.recipient_id as "recipientId", m.kind, m.state, m.address, m.round, m.attempts,
      d.agency_id as "agencyId", a.name as "agencyName", a.email as "agencyEmail", r.name as receiver, d.type_code as "typeCode",
      d.subject, d.code_number as number, d.code_notation as notation, d.document_date as date, d.ended_reason as reason,
      p.issued_attachment_id as "issuedAttachmentId", n.type_code as "byType", n.code_number as "byNumber",
      n.code_notation as "byNotation", n.document_date as "byDate"
    from tried m join official_document d on d.id = m.document_id join agency a on a.id = d.agency_id
    join document_recipient r on r.id = m.recipient_id left join outgoing_paper p on p.document_id = d.id
    left join official_document n on n.id = m.changed_by_id`.execute(tx)
  return answer.rows[0] ?? null
}

export type MailEnd =
  | { readonly state: 'sent' | 'kept' }
  | { readonly state: 'refused' | 'given-up' | 'waiting'; readonly fault: string }

/** What a try came to. A mail that left while it was stopped has left; whoever asked anew since is not answered by an older try. */
export const endMailTry = async (tx: Tx, mail: MailToSend, end: MailEnd, at: Temporal.Instant): Promise<void> => {
  const from: readonly MailingState[] = end.state === 'sent' ? ['waiting', 'stopped'] : ['waiting']
  const ended = end.state === 'waiting' ? null : at
  await tx
    .updateTable('document_mailing')
    .set({ state: end.state, fault: 'fault' in end ? end.fault.slice(0, 100) : '', ended_at: ended })
    .where('id', '=', mail.id)
    .where('round', '=', mail.round)
    .where('state', 'in', [...from])
    .execute()
  if (end.state !== 'sent' || mail.kind !== 'issue') return
  await tx
    .updateTable('document_recipient')
    .set((set) => ({ state: 'sent', way: 'e-mail', changed_at: at, sent_at: set.fn.coalesce('sent_at', set.val(at)) }))
    .where('id', '=', mail.recipientId)
    .where('state', '=', 'waiting')
    .execute()
}
