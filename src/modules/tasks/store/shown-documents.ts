import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

/**
 * Who takes part in the tasks of a document, cancelled ones apart, is consulted on it; whoever does no longer sees it no more for them.
 * To be called after who takes part has changed. Who was asked to agree to a draft keeps that part.
 */
export const showDocumentOfTasks = async (tx: Tx, documentId: string | null, now: Temporal.Instant): Promise<void> => {
  if (documentId === null) return
  const named = sql`(select distinct p.unit_id, p.officer_id from task t join participant p on p.subject_id = t.id and p.subject_kind = 'task'
    where t.source_kind = 'document' and t.source_id = ${documentId} and t.state <> 'cancelled'
      and p.until_at is null and p.capacity in ('leading', 'together', 'informed')) named`
  const shown = sql`shown.subject_kind = 'official-document' and shown.subject_id = ${documentId} and shown.capacity = 'consulted'
    and shown.until_at is null`
  const isSame = sql`shown.unit_id is not distinct from named.unit_id and shown.officer_id is not distinct from named.officer_id`
  await sql`
    update participant shown set until_at = ${now} where ${shown} and not exists (select from ${named} where ${isSame})
      and not exists (select from document_agreement asked
        where asked.document_id = shown.subject_id and asked.officer_id = shown.officer_id)`.execute(tx)
  await sql`
    insert into participant (id, subject_kind, subject_id, agency_id, unit_id, officer_id, capacity, from_at)
    select gen_random_uuid(), 'official-document', d.id, d.agency_id, named.unit_id, named.officer_id, 'consulted', ${now}
    from official_document d cross join ${named}
    where d.id = ${documentId} and not exists (select from participant shown where ${shown} and ${isSame})`.execute(tx)
}
