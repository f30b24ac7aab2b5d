import { sql } from 'kysely'
import type { Database } from '#platform/database/connection.ts'

/** Documents of one transaction: long ones too are done before the server gives a statement up. */
const atOnce = 20
/** Shorter than the server needs to see two that wait for each other: a deed goes before. */
const patience = '500ms'

const isGivenUp = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '57014'

/** Writes the words of the next documents anew; false: there were none left. */
const refillSome = (database: Database, most: number): Promise<boolean> =>
  database.transaction().execute(async (tx) => {
    await sql`select set_config('lock_timeout', ${patience}, true)`.execute(tx)
    // The rows are locked, so that what a deed writes meanwhile is not overwritten by what was read before it.
    const { rows } = await sql<{ before: string }>`
      with slice as materialized (
        select d as paper from official_document d where d.id < (select before from document_word_refill)
        order by d.id desc limit ${most} for no key update),
      kept as (update document_search s set words = document_words(paper) from slice where s.document_id = (paper).id),
      oldest as (select (array_agg((paper).id order by (paper).id))[1] as id from slice)
      update document_word_refill set before = oldest.id from oldest where oldest.id is not null returning before`.execute(
      tx,
    )
    if (rows.length > 0) return true
    await sql`delete from document_word_refill`.execute(tx)
    return false
  })

/** A migration has changed what documents are found by: those that lie here get it by and by. Stopped in between it goes on where it was. */
export const refillWords = async (database: Database): Promise<void> => {
  let most = atOnce
  for (let isMore = true; isMore; )
    try {
      isMore = await refillSome(database, most)
    } catch (error) {
      // A machine that is too slow for so many is asked for fewer.
      if (!isGivenUp(error) || most === 1) throw error
      most = Math.floor(most / 2)
    }
}
