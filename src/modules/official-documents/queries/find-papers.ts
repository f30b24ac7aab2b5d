import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { maySeeDocument } from './document-remit.ts'

/**
 * Documents by number and notation as they stand on the paper (`15/QĐ-UBND`), of those of his agencies that the officer may see; the newest where several are
 * called so. Secret ones stay out. One statement.
 */
export const findPapers = async (
  reader: Reader,
  actor: OfficerActor,
  codes: readonly string[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, string>> => {
  if (codes.length === 0) return new Map()
  const answer = await sql<{ code: string; id: string }>`
    select distinct on (asked.code) asked.code, d.id from unnest(${[...codes]}::text[]) asked (code)
    join official_document d on d.code_number = substring(asked.code from '^([0-9]{1,9})/')::int
      and d.code_notation in (trim(substring(asked.code from '/(.+)$')), upper(trim(substring(asked.code from '/(.+)$'))))
      and d.agency_id = any(${[...new Set(actor.posts.map((post) => post.agencyId))]}::uuid[])
    where d.secrecy = 0 and ${maySeeDocument(actor, now)}
    order by asked.code, d.document_date desc nulls last, d.id`.execute(reader)
  return new Map(answer.rows.map(({ code, id }) => [code, id]))
}
