import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { DraftRecipient } from '../domain/drafting/draft-head.ts'

/** To whom the document goes, in the order in which they stand on it; each waits for the way it is sent. */
export const saveRecipients = async (
  tx: Tx,
  documentId: string,
  recipients: readonly DraftRecipient[],
  at: Temporal.Instant,
): Promise<void> => {
  if (recipients.length === 0) return
  const rows = recipients.map((one, position) => ({ id: newId(), position: position + 1, ...one }))
  await sql`
    insert into document_recipient (id, document_id, position, kind, agency_id, name, purpose, channel, state, changed_at)
    select id, ${documentId}, position, case when "agencyId" is null then 'outside' else 'agency' end, "agencyId", name, purpose,
      channel, 'waiting', ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, position integer, "agencyId" uuid, name text, purpose text, channel text)`.execute(tx)
}

export type InsideRecipient = { readonly id: string; readonly agencyId: string }

/** Recipients that are agencies of the province and have nothing yet. */
export const listWaitingInside = async (tx: Tx, documentId: string): Promise<readonly InsideRecipient[]> =>
  tx
    .selectFrom('document_recipient')
    .select(['id', 'agency_id as agencyId'])
    .where('document_id', '=', documentId)
    .where('kind', '=', 'agency')
    .where('agency_id', 'is not', null)
    .where('state', '=', 'waiting')
    .where('channel', '<>', 'paper')
    .orderBy('position')
    .$narrowType<{ agencyId: string }>()
    .execute()

export const markArrived = async (
  tx: Tx,
  id: string,
  receivedDocumentId: string,
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .updateTable('document_recipient')
    .set({ state: 'arrived', received_document_id: receivedDocumentId, sent_at: at, changed_at: at })
    .where('id', '=', id)
    .execute()
}

/** What the issued document replaces or recalls is out of force with it. @legal ND-30-2020 Điều 18 */
export const endAsLinked = async (tx: Tx, documentId: string, at: Temporal.Instant): Promise<void> => {
  await sql`
    update official_document d set state = case link.kind when 'replaces' then 'replaced' else 'recalled' end,
      updated_at = ${at}, version = d.version + 1
    from document_link link, official_document own
    where own.id = ${documentId} and link.from_id = own.id and link.to_id = d.id and link.kind in ('replaces', 'recalls')
      and d.agency_id = own.agency_id and d.direction = 'outgoing' and d.state = 'issued'`.execute(tx)
}

/** A recalled document: every recipient is told by the state of its own line. */
export const recallFromRecipients = async (tx: Tx, documentId: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('document_recipient')
    .set({ state: 'recalled', changed_at: at })
    .where('document_id', '=', documentId)
    .execute()
}
