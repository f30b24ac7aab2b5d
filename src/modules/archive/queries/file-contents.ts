import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { isReadable, workingPurposes } from '#modules/official-documents/index.ts'
import type { Tx } from '#platform/database/connection.ts'

/** What a file says of one of its papers. */
type Named = {
  readonly itemId: string
  readonly typeCode: string
  readonly subject: string
  readonly numberText: string
  readonly notationText: string
  readonly issuedOn: Temporal.PlainDate
  readonly authorName: string
  /** As somebody counted them when it came; null: nobody did. */
  readonly itemPages: number | null
  /** How many files the paper has in all. */
  readonly files: number
}

export type StoredContent = Named &
  (
    | {
        readonly id: string
        readonly sha256: string
        readonly sizeBytes: number
        readonly mediaType: string
        readonly addedAt: Temporal.Instant
      }
    /** Paper alone, or taken back by its sender. */
    | { readonly id: null; readonly isDocument: boolean; readonly isRecalled: boolean }
  )

/**
 * Whether the row `a` of `attachment` is a record of the row `i` of `work_file_item`: the attachment itself, of a document what came or went
 * out, not the steps of its drafting.
 */
export const isRecordOfItem: RawBuilder<boolean> = sql<boolean>`(a.removed_at is null and (a.id = i.attachment_id
  or (a.owner_id = i.document_id and a.owner_kind = 'official-document' and exists (select from official_document d
    where d.id = i.document_id and ${isReadable} and (d.direction = 'incoming' or a.purpose <> all(${[...workingPurposes]}::text[]))))))`

/**
 * Everything of a file that is stored, in its order. What is there on paper alone has no id. Of a signed file it is the kept form, where there is one:
 * the same bytes with the evidence behind them by which signatures are judged when certificates and their issuers are gone.
 */
export const fileContents = async (tx: Tx, fileId: string): Promise<readonly StoredContent[]> => {
  const answer = await sql<StoredContent>`
    select a.id, s.sha256, s.size_bytes as "sizeBytes", s.media_type as "mediaType", coalesce(k.stamped_at, a.added_at) as "addedAt", i.id as "itemId",
      i.document_id is not null as "isDocument", coalesce(not ${isReadable}, false) as "isRecalled", i.type_code as "typeCode", i.subject, i.number_text as "numberText",
      i.notation_text as "notationText", i.document_date as "issuedOn", i.author_name as "authorName", i.pages as "itemPages",
      (count(a.id) over (partition by i.id))::int as files
    from work_file_item i
    left join official_document d on d.id = i.document_id
    left join attachment a on ${isRecordOfItem}
    left join signature_archive k on k.original_sha256 = a.sha256
    left join stored_file s on s.sha256 = coalesce(k.archived_sha256, a.sha256)
    where i.file_id = ${fileId} and i.removed_at is null
    order by i.position, a.added_at, a.id`.execute(tx)
  return answer.rows
}

/** Whether a document of a file was taken back by its sender since the archive made the package that it keeps. */
export const wasRecalledSince = async (tx: Tx, packageId: string): Promise<boolean> =>
  (
    await sql`select from archived_package p join work_file_item i on i.file_id = p.file_id and i.removed_at is null
      join official_document d on d.id = i.document_id
      where p.id = ${packageId} and not ${isReadable} and d.ended_at >= p.made_at limit 1`.execute(tx)
  ).rows.length > 0

/** How the agency of a file is called in its package. */
export const agencyOfFile = (tx: Tx, agencyId: string): Promise<{ readonly name: string; readonly code: string }> =>
  tx.selectFrom('agency').select(['name', 'code']).where('id', '=', agencyId).executeTakeFirstOrThrow()
