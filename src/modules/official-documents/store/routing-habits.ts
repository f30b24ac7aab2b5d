import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { OfficialDocument } from '../domain/index.ts'

type Like = Pick<OfficialDocument, 'agencyId' | 'authorName' | 'typeCode'>

/** Somebody was made responsible for a document of this author and type: the next one is proposed to him. */
export const learnRouting = async (tx: Tx, document: Like, targetId: string, at: Temporal.Instant): Promise<void> => {
  await sql`
    insert into document_routing_habit (agency_id, author, type_code, target_id, last_at)
    values (${document.agencyId}, public.fold(${document.authorName}), ${document.typeCode}, ${targetId}, ${at})
    on conflict (agency_id, author, type_code, target_id)
    do update set times = document_routing_habit.times + 1, last_at = excluded.last_at`.execute(tx)
}

/** Who was responsible most often for documents of the author and type, lately before long ago where it is equal. */
export const habitualTarget = async (reader: Reader, document: Like): Promise<string | null> => {
  const answer = await sql<{ id: string }>`
    select target_id as id from document_routing_habit
    where agency_id = ${document.agencyId} and author = public.fold(${document.authorName}) and type_code = ${document.typeCode}
    order by times desc, last_at desc limit 1`.execute(reader)
  return answer.rows[0]?.id ?? null
}
