import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { OfficialDocument } from '../domain/index.ts'

export type IssueFacts = {
  readonly issuedOn: Temporal.PlainDate
  readonly signedOn: Temporal.PlainDate
  /** The last day on which it is in time. @legal ND-30-2020 Điều 18 */
  readonly inTimeUntil: Temporal.PlainDate
  /** By the person and by the agency, in the file. */
  readonly isSigned: boolean
}

/** How a document was issued, once its receivers are put down: figures are counted from this row, in this transaction. */
export const saveIssue = async (
  tx: Tx,
  document: Pick<OfficialDocument, 'id' | 'agencyId'>,
  facts: IssueFacts,
): Promise<void> => {
  await sql`
    insert into document_issue
      (document_id, agency_id, issued_on, is_signed, inside_electronic, outside_electronic, is_same_day, is_in_time)
    select ${document.id}, ${document.agencyId}, ${facts.issuedOn}::date, ${facts.isSigned},
      bool_and(r.channel <> 'paper') filter (where r.kind <> 'outside'),
      bool_and(r.channel <> 'paper') filter (where r.kind = 'outside'),
      ${facts.issuedOn}::date = ${facts.signedOn}::date, ${facts.issuedOn}::date <= ${facts.inTimeUntil}::date
    from document_recipient r where r.document_id = ${document.id} and r.purpose <> 'archive'`.execute(tx)
}
