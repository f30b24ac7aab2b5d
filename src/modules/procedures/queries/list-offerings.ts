import { sql } from 'kysely'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Offer, ProvinceAddition, PublishedProcedure } from '../domain/index.ts'

export type OfferingLine = {
  readonly code: string
  readonly name: string
  readonly field: string
  /** Null: imported, and nothing was decided yet. */
  readonly isOpen: boolean | null
}

const shown = 50

/** Procedures with whether they can be filed here, in the order of their codes; one statement. */
export const listOfferings = async (
  reader: Reader,
  { words, after }: { readonly words: string; readonly after: string },
): Promise<{ readonly lines: readonly OfferingLine[]; readonly next: string | null }> => {
  const pattern = `%${fold(words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<OfferingLine>`
    select procedure.code, procedure.name, procedure.field, procedure_local.is_open as "isOpen"
    from procedure left join procedure_local on procedure_local.procedure_id = procedure.id
    where procedure.withdrawn_at is null and procedure.code > ${after}
      and (${words} = '' or procedure.name_folded like ${pattern} or procedure.code like ${pattern})
    order by procedure.code limit ${shown + 1}`.execute(reader)
  const lines = answer.rows.slice(0, shown)
  return { lines, next: answer.rows.length > shown ? (lines.at(-1)?.code ?? null) : null }
}

/** A procedure as it is offered now, to be decided anew. */
export const findOffering = async (
  reader: Reader,
  code: string,
): Promise<(Offer & { readonly isOpen: boolean }) | null> => {
  const answer = await sql<{ published: unknown; addition: unknown; isOpen: boolean | null }>`
    select procedure.published, procedure_local.addition, procedure_local.is_open as "isOpen"
    from procedure left join procedure_local on procedure_local.procedure_id = procedure.id
    where procedure.code = ${code} and procedure.withdrawn_at is null`.execute(reader)
  const row = answer.rows[0]
  if (row === undefined) return null
  return {
    published: PublishedProcedure.parse(row.published),
    local: row.addition === null ? null : ProvinceAddition.parse(row.addition),
    isOpen: row.isOpen ?? true,
  }
}
