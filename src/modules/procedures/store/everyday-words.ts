import { type RawBuilder, sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

/** What people type, and what it stands for: words of the official language, the very procedure, or both. */
export type EverydayWordRow = {
  readonly id: string
  readonly term: string
  readonly expansion: string
  readonly procedureCode: string | null
}

export type NewEverydayWord = Omit<EverydayWordRow, 'id'>

/** As the column `term_folded` has it. */
const folded = (term: string): RawBuilder<string> =>
  sql<string>`trim(regexp_replace(public.fold(${term}), '[^a-z0-9]+', ' ', 'g'))`

/** Adds a meaning behind those the term has already; null when it has this very meaning. */
export const insertEverydayWord = async (
  tx: Tx,
  word: NewEverydayWord,
  at: Temporal.Instant,
): Promise<string | null> => {
  const answer = await sql<{ id: string }>`
    insert into everyday_word (id, term, expansion, procedure_code, position, updated_at)
    values (${newId()}, ${word.term}, ${word.expansion}, ${word.procedureCode},
      (select coalesce(max(position) + 1, 0) from everyday_word where term_folded = ${folded(word.term)}), ${at})
    on conflict do nothing returning id`.execute(tx)
  return answer.rows[0]?.id ?? null
}

export const findEverydayWordForUpdate = async (tx: Tx, id: string): Promise<EverydayWordRow | null> => {
  const row = await tx
    .selectFrom('everyday_word')
    .select(['id', 'term', 'expansion', 'procedure_code as procedureCode'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** False when another row has the same term and meaning. */
export const updateEverydayWord = async (tx: Tx, word: EverydayWordRow, at: Temporal.Instant): Promise<boolean> => {
  const answer = await sql<{ id: string }>`
    update everyday_word set term = ${word.term}, expansion = ${word.expansion}, procedure_code = ${word.procedureCode},
      updated_at = ${at}
    where id = ${word.id} and not exists (
      select from everyday_word other where other.id <> ${word.id} and other.term_folded = ${folded(word.term)}
        and other.expansion = ${word.expansion} and other.procedure_code is not distinct from ${word.procedureCode})
    returning id`.execute(tx)
  return answer.rows.length > 0
}

export const deleteEverydayWord = async (tx: Tx, id: string): Promise<void> => {
  await tx.deleteFrom('everyday_word').where('id', '=', id).execute()
}

export const isProcedureCode = async (tx: Tx, code: string): Promise<boolean> =>
  (await tx.selectFrom('procedure').select('id').where('code', '=', code).executeTakeFirst()) !== undefined
