import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

export type DocumentToKeep = {
  readonly id: string
  readonly secrecy: number
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
  readonly pages: number | null
  readonly createdAt: Temporal.Instant
  readonly isInside: boolean
}

const columns = (
  fileId: string,
) => sql`d.id, d.secrecy, d.type_code as "typeCode", d.subject, d.code_number as "codeNumber",
  d.code_notation as "codeNotation", d.document_date as "documentDate", d.pages, d.created_at as "createdAt",
  coalesce(nullif(d.author_name, ''), a.name) as "authorName",
  exists (select from work_file_item i where i.file_id = ${fileId} and i.document_id = d.id and i.removed_at is null) as "isInside"`

/** Issued, or come to us: a draft, what was sent back, and what has neither our number nor its own yet, is no record. */
export const isRecord = sql<boolean>`(d.state in ('routed', 'settled', 'issued', 'recalled', 'replaced')
  or (d.state = 'arrived' and coalesce(d.register_number, d.code_number) is not null))`

/** Of one number and notation; more are told apart by nobody. */
const mostOfOneCode = 20

const liesOutside = (fileId: string) => sql`not exists (
  select from work_file_item i where i.file_id = ${fileId} and i.document_id = d.id and i.removed_at is null)`

/** Documents with this number and notation that the officer may see, the newest first: agencies and years have the same ones. */
export const findDocumentsByCode = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
  fileId: string,
  code: { readonly number: number; readonly notation: string },
): Promise<readonly DocumentToKeep[]> => {
  const answer = await sql<DocumentToKeep>`
    select ${columns(fileId)} from official_document d join agency a on a.id = coalesce(d.author_agency_id, d.agency_id)
    where d.code_number = ${code.number} and lower(d.code_notation) = lower(${code.notation}) and ${isRecord}
      and ${maySeeDocument(actor, now)}
    order by d.document_date desc nulls last, d.created_at desc limit ${mostOfOneCode}`.execute(reader)
  return answer.rows
}

/** One document that the officer may see, secret or inside already too; null when it is no record. */
export const findDocumentToKeep = async (
  tx: Tx,
  actor: OfficerActor,
  now: Temporal.Instant,
  fileId: string,
  documentId: string,
): Promise<DocumentToKeep | null> => {
  const answer = await sql<DocumentToKeep>`
    select ${columns(fileId)} from official_document d join agency a on a.id = coalesce(d.author_agency_id, d.agency_id)
    where d.id = ${documentId} and ${isRecord} and ${maySeeDocument(actor, now)}`.execute(tx)
  return answer.rows[0] ?? null
}

/** Of these documents those that may go into the file: seen by the officer, not secret, not yet inside. */
export const documentsToKeep = async (
  tx: Tx,
  actor: OfficerActor,
  now: Temporal.Instant,
  fileId: string,
  ids: readonly string[],
): Promise<readonly DocumentToKeep[]> => {
  const answer = await sql<DocumentToKeep>`
    select ${columns(fileId)} from official_document d join agency a on a.id = coalesce(d.author_agency_id, d.agency_id)
    where d.id = any(${[...ids]}::uuid[]) and d.secrecy = 0 and ${isRecord} and ${maySeeDocument(actor, now)} and ${liesOutside(fileId)}
    order by d.created_at`.execute(tx)
  return answer.rows
}

/** Documents that stand in a link with one, that the officer may see, that are not secret and lie not yet in the file. */
export const linkedDocuments = async (
  tx: Tx,
  actor: OfficerActor,
  now: Temporal.Instant,
  fileId: string,
  documentId: string,
): Promise<readonly DocumentToKeep[]> => {
  const answer = await sql<DocumentToKeep>`
    with linked as (
      select to_id as id from document_link where from_id = ${documentId}
      union select from_id from document_link where to_id = ${documentId}
    )
    select ${columns(fileId)} from linked join official_document d using (id)
    join agency a on a.id = coalesce(d.author_agency_id, d.agency_id)
    where d.secrecy = 0 and ${isRecord} and ${maySeeDocument(actor, now)}
      and ${liesOutside(fileId)}
    order by d.created_at limit 200`.execute(tx)
  return answer.rows
}
