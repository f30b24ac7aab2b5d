import { sql } from 'kysely'
import type { Tx } from '#platform/database/connection.ts'
import type { TaskSource } from '../domain/index.ts'

type Source = { readonly kind: TaskSource; readonly id: string | null; readonly label: string }

/**
 * How the source is called: the number of the document, the code of the dossier, the title of the task; else what was typed. Null when there is
 * no such thing. Only names that everybody who gets the task may know.
 */
export const findSourceLabel = async (tx: Tx, source: Source): Promise<string | null> => {
  if (source.id === null) return source.kind === 'word' || source.kind === 'meeting' ? source.label : null
  const { rows } = await sql<{ label: string }>`
    select code as label from dossier where ${source.kind} = 'dossier' and id = ${source.id}
    union all
    select left(trim(concat_ws(' ', case when code_number is null then null else code_number || '/' || code_notation end, subject)), 300)
      from official_document where ${source.kind} = 'document' and id = ${source.id} and secrecy = 0
    union all
    select title from task where ${source.kind} = 'task' and id = ${source.id}`.execute(tx)
  return rows[0]?.label ?? null
}
