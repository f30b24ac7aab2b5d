import { type RawBuilder, sql } from 'kysely'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DocumentCode, KnownDocument } from '../domain/index.ts'

/** Two clerks do not take in the same paper at once: who comes second waits, and sees it then. */
export const lockIncomingCode = async (tx: Tx, agencyId: string, code: DocumentCode): Promise<void> => {
  const notation = fold(code.notation).replaceAll(/\s/g, '')
  const key = `incoming-document/${agencyId}/${code.number}/${notation}`
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

/** What a document is compared by: parameters of one that is being brought, or columns of a row. */
type Compared = Readonly<
  Record<'id' | 'agencyId' | 'number' | 'notation' | 'authorName' | 'authorAgencyId' | 'day', RawBuilder<unknown>>
>

/** A notation as it is compared: `15/QD - UBND` is `15/QĐ-UBND`. */
const alike = (notation: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`regexp_replace(public.fold(${notation}), '\\s', '', 'g')`

/**
 * Ids of incoming documents of the agency that look like this one: same number, notation and author in the same year, or one of its very files.
 * Files of what was delivered inside are not compared: it comes once, and the same bytes lie with each of its two thousand receivers.
 * @legal ND-30-2020 Phụ lục VI
 */
export const idsLike = (one: Compared): RawBuilder<unknown> => sql`
  select o.id from official_document o
  where o.agency_id = ${one.agencyId} and o.direction = 'incoming' and o.id <> ${one.id} and o.code_number = ${one.number}
    and ${alike(sql`o.code_notation`)} = ${alike(one.notation)}
    and (public.fold(o.author_name) = public.fold(${one.authorName}) or o.author_agency_id = ${one.authorAgencyId})
    and (o.document_date is null or ${one.day} is null or extract(year from o.document_date) = extract(year from ${one.day}))
  union all
  select o.id from attachment f join attachment g on g.sha256 = f.sha256 join official_document o on o.id = g.owner_id
  where f.owner_id = ${one.id} and f.owner_kind = 'official-document' and f.removed_at is null
    and g.owner_id <> f.owner_id and g.owner_kind = 'official-document' and g.removed_at is null
    and o.agency_id = ${one.agencyId} and o.direction = 'incoming'
    and not exists (select from official_document own where own.id = ${one.id} and own.channel = 'inside')`

/** Another document that looks like this one, the oldest. */
export const findLikeIt = async (reader: Reader, like: Likeness): Promise<KnownDocument | null> => {
  const ids = idsLike({
    id: sql`${like.exceptId}::uuid`,
    agencyId: sql`${like.agencyId}::uuid`,
    number: sql`${like.code.number}::integer`,
    notation: sql`${like.code.notation}::text`,
    authorName: sql`${like.authorName}::text`,
    authorAgencyId: sql`${like.authorAgencyId}::uuid`,
    day: sql`${like.documentDate}::date`,
  })
  const answer = await sql<KnownDocument>`
    select ${known} from official_document d where d.id in (${ids}) order by d.created_at limit 1`.execute(reader)
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
