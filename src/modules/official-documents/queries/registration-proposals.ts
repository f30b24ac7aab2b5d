import { sql } from 'kysely'
import type { Reader } from '#platform/database/connection.ts'

export type KnownAuthor = { readonly agencyId: string | null; readonly name: string }

/** Names of authors to choose from while registering: agencies of the directory, and whoever wrote to this agency lately. */
export const listAuthors = async (reader: Reader, agencyId: string): Promise<readonly KnownAuthor[]> => {
  const answer = await sql<KnownAuthor>`
    select id as "agencyId", name from agency where abolished_on is null and id <> ${agencyId}
    union all
    select null, author_name from (
      select author_name from official_document
      where agency_id = ${agencyId} and direction = 'incoming' and author_agency_id is null
      order by created_at desc limit 500) lately
    group by author_name order by 2 limit 1000`.execute(reader)
  return answer.rows
}

/** The next number of each book in a year, as it would be taken now; another clerk may be faster. */
export const nextNumbers = async (
  reader: Reader,
  agencyId: string,
  year: number,
): Promise<readonly { readonly registerId: string; readonly next: number }[]> => {
  const answer = await sql<{ registerId: string; next: number }>`
    select r.id as "registerId", coalesce(c.value, 0)::int + 1 as next from document_register r
    left join counter c on c.scope = 'document-register' and c.key = r.id || '/' || ${String(year)}
    where r.agency_id = ${agencyId} and r.closed_on is null`.execute(reader)
  return answer.rows
}

/** Who was responsible for the last documents of the same author and type: proposed for the next one. */
export const proposedLead = async (
  reader: Reader,
  document: { readonly id: string; readonly agencyId: string; readonly typeCode: string; readonly authorName: string },
): Promise<string | null> => {
  const answer = await sql<{ id: string }>`
    select split_part(w.step_key, ':', 2) as id from (
      select d.id, d.created_at from official_document d
      where d.agency_id = ${document.agencyId} and d.direction = 'incoming' and d.id <> ${document.id}
        and d.author_name = ${document.authorName} and d.type_code = ${document.typeCode}
        and d.state in ('routed', 'settled')
        and d.created_at > now() - interval '2 years'
      order by d.created_at desc limit 20) alike
    join work_item w on w.subject_id = alike.id and w.step_key like 'lead:%'
    group by 1 order by count(*) desc, max(alike.created_at) desc limit 1`.execute(reader)
  return answer.rows[0]?.id ?? null
}
