import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DraftRecipient } from '../domain/drafting/draft-head.ts'
import { receiverKey } from '../domain/mailing.ts'
import type { OutsideReceiver } from './mailing/outside-receivers.ts'

/** A receiver outside that was reached by e-mail as the document was issued. */
export type MailedRecipient = { readonly recipientId: string; readonly email: string }

const noAddresses: ReadonlyMap<string, OutsideReceiver> = new Map()

/**
 * To whom the document goes, in the order in which they stand on it; each waits for the way it is sent. Outside, whoever has an e-mail address in
 * `book` is reached by it, the others on paper. Answers who is mailed, each once.
 */
export const saveRecipients = async (
  tx: Tx,
  documentId: string,
  recipients: readonly DraftRecipient[],
  at: Temporal.Instant,
  book = noAddresses,
): Promise<readonly MailedRecipient[]> => {
  if (recipients.length === 0) return []
  const rows = recipients.map((one, position) => {
    const known = one.agencyId === null ? book.get(receiverKey(one.name)) : undefined
    const email = one.purpose === 'archive' ? '' : (known?.email ?? '')
    return {
      ...one,
      ...{ id: newId(), position: position + 1, email, address: known?.address ?? '' },
      channel: email !== '' && one.channel === 'paper' ? 'electronic' : one.channel,
      way: one.agencyId !== null && one.channel !== 'paper' ? 'inside' : email === '' ? '' : 'e-mail',
    }
  })
  await sql`
    insert into document_recipient
      (id, document_id, position, kind, agency_id, name, purpose, channel, way, address, state, changed_at)
    select id, ${documentId}, position, case when "agencyId" is null then 'outside' else 'agency' end, "agencyId", name, purpose,
      channel, way, address, 'waiting', ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, position integer, "agencyId" uuid, name text, purpose text, channel text, way text, address text)`.execute(
    tx,
  )
  const mailed = new Map<string, MailedRecipient>()
  for (const { id, name, email } of rows)
    if (email !== '' && !mailed.has(receiverKey(name))) mailed.set(receiverKey(name), { recipientId: id, email })
  return [...mailed.values()]
}

/** A receiver of a document that is not on this system. */
export const findOutsideRecipient = async (
  reader: Reader,
  documentId: string,
  id: string,
): Promise<{ readonly name: string } | null> => {
  const row = await reader
    .selectFrom('document_recipient')
    .select('name')
    .where('id', '=', id)
    .where('document_id', '=', documentId)
    .where('agency_id', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Agencies of the province that the document goes to and that have nothing yet, each once. */
export const listWaitingInside = async (tx: Tx, documentId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('document_recipient')
    .select('agency_id as agencyId')
    .where('document_id', '=', documentId)
    .where('kind', '=', 'agency')
    .where('agency_id', 'is not', null)
    .where('state', '=', 'waiting')
    .where('channel', '<>', 'paper')
    .groupBy('agency_id')
    .orderBy((row) => row.fn.min('position'))
    .$narrowType<{ agencyId: string }>()
    .execute()
  return rows.map(({ agencyId }) => agencyId)
}

/** What was laid into whose registry, by the agency. */
export const markArrived = async (
  tx: Tx,
  documentId: string,
  received: ReadonlyMap<string, { readonly documentId: string }>,
  at: Temporal.Instant,
): Promise<void> => {
  const [agencies, documents] = [[...received.keys()], [...received.values()].map((one) => one.documentId)]
  await sql`
    update document_recipient r set state = 'arrived', received_document_id = one.document_id, sent_at = ${at}, changed_at = ${at}
    from unnest(${agencies}::uuid[], ${documents}::uuid[]) as one (agency_id, document_id)
    where r.document_id = ${documentId} and r.agency_id = one.agency_id and r.kind = 'agency' and r.state = 'waiting'
      and r.channel <> 'paper'`.execute(tx)
}

/** A recalled document: every recipient is told by the state of its own line. Answers what was received on this system. */
export const recallFromRecipients = async (
  tx: Tx,
  documentId: string,
  at: Temporal.Instant,
): Promise<readonly string[]> => {
  const rows = await tx
    .updateTable('document_recipient')
    .set({ state: 'recalled', changed_at: at })
    .where('document_id', '=', documentId)
    .returning('received_document_id as id')
    .execute()
  return rows.flatMap(({ id }) => (id === null ? [] : [id])).sort()
}

/** The receiver of a document says that what was taken back is out of use there. */
export const confirmRecall = async (tx: Tx, receivedDocumentId: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('document_recipient')
    .set({ recall_confirmed_at: at, changed_at: at })
    .where('received_document_id', '=', receivedDocumentId)
    .execute()
}

/** How a receiver that is not on this system was reached. Answers its name, null when there is none such. */
export const updateReceiver = async (
  tx: Tx,
  documentId: string,
  id: string,
  told: {
    readonly way: string
    readonly address: string
    readonly tracking: string
    readonly envelopes: number
    readonly note: string
    readonly state: string
    readonly at: Temporal.Instant
  },
): Promise<string | null> => {
  const { at, address, ...others } = told
  // An address that was known stays when none is typed.
  const columns = address === '' ? others : { ...others, address }
  const rows = await tx
    .updateTable('document_recipient')
    .set((set) => ({ ...columns, changed_at: at, sent_at: set.fn.coalesce('sent_at', set.val(at)) }))
    .where('id', '=', id)
    .where('document_id', '=', documentId)
    .where('received_document_id', 'is', null)
    .returning('name')
    .execute()
  return rows[0]?.name ?? null
}
