import { sql } from 'kysely'
import type { Tx } from '#platform/database/connection.ts'

export type IssuedAnswer = {
  readonly code: string
  readonly officerId: string
  readonly name: string
  readonly title: string
}

/** The number of an issued answer, and who issued it. */
export const findIssuedAnswer = async (tx: Tx, answerId: string): Promise<IssuedAnswer | null> => {
  const { rows } = await sql<IssuedAnswer>`
    select d.code_number || '/' || d.code_notation as code, o.id as "officerId", o.full_name as name,
      coalesce((select p.title from post p join post_holding h on h.post_id = p.id
        where h.officer_id = o.id and p.agency_id = d.agency_id limit 1), '') as title
    from official_document d join officer o on o.id = d.registered_by where d.id = ${answerId} and d.state = 'issued'`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The tasks that came of a document and are not over. */
export const listUndoneOfDocument = async (tx: Tx, documentId: string): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('task')
    .select('id')
    .where('source_kind', '=', 'document')
    .where('source_id', '=', documentId)
    .where('state', 'in', ['open', 'reported'])
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
