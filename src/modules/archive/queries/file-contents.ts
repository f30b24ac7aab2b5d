import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type StoredContent = {
  readonly id: string | null
  readonly sha256: string
  readonly sizeBytes: number
  readonly mediaType: string
  readonly addedAt: Temporal.Instant
  readonly typeCode: string
  readonly subject: string
  readonly numberText: string
  readonly notationText: string
  readonly issuedOn: Temporal.PlainDate
  readonly authorName: string
}

/** Everything of a file that is stored, in its order: an attachment itself, of a document all its files. No bytes are stored: no id. */
export const fileContents = async (tx: Tx, fileId: string): Promise<readonly StoredContent[]> => {
  const answer = await sql<StoredContent>`
    select a.id, a.sha256, s.size_bytes as "sizeBytes", s.media_type as "mediaType", a.added_at as "addedAt", i.type_code as "typeCode",
      i.subject, i.number_text as "numberText", i.notation_text as "notationText", i.document_date as "issuedOn",
      i.author_name as "authorName"
    from work_file_item i
    left join attachment a on a.removed_at is null
      and (a.id = i.attachment_id or (a.owner_id = i.document_id and a.owner_kind = 'official-document'))
    left join stored_file s on s.sha256 = a.sha256
    where i.file_id = ${fileId} and i.removed_at is null
    order by i.position, a.added_at, a.id`.execute(tx)
  return answer.rows
}

/** How the agency of a file is called in its package. */
export const agencyOfFile = (tx: Tx, agencyId: string): Promise<{ readonly name: string; readonly code: string }> =>
  tx.selectFrom('agency').select(['name', 'code']).where('id', '=', agencyId).executeTakeFirstOrThrow()
