import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DocumentCode, KnownDocument } from '../domain/index.ts'

/** Two clerks do not take in the same paper at once: who comes second waits, and sees it then. */
export const lockIncomingCode = async (tx: Tx, agencyId: string, code: DocumentCode): Promise<void> => {
  const key = `incoming-document/${agencyId}/${code.number}/${code.notation}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
}

const known = sql`d.id as "documentId", d.register_number as "registerNumber", d.register_year::int as year`

export type Origin = { readonly issuer: string; readonly id: string }

/** The document that came under the same identifier of its sender. @legal ND-30-2020 Phụ lục VI */
export const findByOrigin = async (reader: Reader, agencyId: string, origin: Origin): Promise<KnownDocument | null> => {
  const answer = await sql<KnownDocument>`
    select ${known} from official_document d
    where d.agency_id = ${agencyId} and d.origin_issuer = ${origin.issuer} and d.origin_id = ${origin.id}`.execute(
    reader,
  )
  return answer.rows[0] ?? null
}

/** Whoever brings the same document again waits, and sees it then. */
export const lockOrigin = async (tx: Tx, { issuer, id }: Origin): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incoming-origin/${issuer}/${id}`}, 0))`.execute(tx)
}

/** Which of these agencies have the document of this origin already, and as which of theirs. */
export const findManyByOrigin = async (
  reader: Reader,
  agencyIds: readonly string[],
  origin: Origin,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await reader
    .selectFrom('official_document')
    .select(['agency_id', 'id'])
    .where('agency_id', '=', sql<string>`any(${[...agencyIds]}::uuid[])`)
    .where('origin_issuer', '=', origin.issuer)
    .where('origin_id', '=', origin.id)
    .execute()
  return new Map(rows.map((row) => [row.agency_id, row.id]))
}

export type Likeness = {
  readonly agencyId: string
  readonly code: DocumentCode
  readonly authorName: string
  readonly authorAgencyId: string | null
  readonly documentDate: string | null
  readonly exceptId: string
}

/** Another document with the same number, notation and author, of the same year. @legal ND-30-2020 Phụ lục VI */
export const findLikeIt = async (reader: Reader, like: Likeness): Promise<KnownDocument | null> => {
  if (like.code.number === null) return null
  const answer = await sql<KnownDocument>`
    select ${known} from official_document d
    where d.agency_id = ${like.agencyId} and d.direction = 'incoming' and d.id <> ${like.exceptId}
      and d.code_notation = ${like.code.notation} and d.code_number = ${like.code.number}
      and (public.fold(d.author_name) = public.fold(${like.authorName}) or d.author_agency_id = ${like.authorAgencyId}::uuid)
      and (d.document_date is null or ${like.documentDate}::date is null
        or extract(year from d.document_date) = extract(year from ${like.documentDate}::date))
    order by d.created_at limit 1`.execute(reader)
  return answer.rows[0] ?? null
}

/** Incoming documents that an outgoing one answers, and that are still open. */
export const listAnswered = async (reader: Reader, answerId: string): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('document_link')
    .innerJoin('official_document', 'official_document.id', 'document_link.to_id')
    .select('document_link.to_id')
    .where('document_link.from_id', '=', answerId)
    .where('document_link.kind', '=', 'answers')
    .where('official_document.direction', '=', 'incoming')
    .where('official_document.state', 'in', ['arrived', 'routed'])
    .execute()
  return rows.map((row) => row.to_id)
}
