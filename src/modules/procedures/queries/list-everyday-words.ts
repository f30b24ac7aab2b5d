import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'

export type EverydayWordView = {
  readonly id: string
  readonly term: string
  readonly expansion: string
  readonly procedureCode: string | null
  readonly procedureName: string | null
  readonly updatedAt: Temporal.Instant
}

export type EverydayWordPage = {
  readonly words: readonly EverydayWordView[]
  readonly total: number
  readonly next: string | null
}

export type EverydayWordFilter = {
  /** Part of the term or of its meaning, with or without marks; also the code of a procedure. */
  readonly query: string
  readonly after?: string
  readonly limit: number
}

type Row = EverydayWordView & { readonly total: number; readonly folded: string }

const separator = '|'

/** Everyday words in the order of their letters. One statement. */
export const listEverydayWords = async (reader: Reader, filter: EverydayWordFilter): Promise<EverydayWordPage> => {
  const wanted = fold(filter.query.slice(0, 200))
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim()
  const limit = Math.max(1, Math.min(200, Math.trunc(filter.limit)))
  const place = /^([a-z0-9 ]{1,300})\|([0-9a-f-]{36})$/.exec(filter.after ?? '')
  const beyond = place === null ? sql`true` : sql`(w.term_folded, w.id::text) > (${place[1] ?? ''}, ${place[2] ?? ''})`
  const answer = await sql<Row>`
    with found as (
      select w.* from everyday_word w
      where ${wanted} = '' or w.term_folded like ${`%${wanted}%`} or public.fold(w.expansion) like ${`%${wanted}%`}
        or w.procedure_code = ${wanted}
    )
    select w.id, w.term, w.expansion, w.procedure_code as "procedureCode", p.name as "procedureName",
      w.updated_at as "updatedAt", w.term_folded as folded, (select count(*) from found) as total
    from found w left join procedure p on p.code = w.procedure_code
    where ${beyond}
    order by w.term_folded, w.id::text limit ${limit + 1}`.execute(reader)
  const shown = answer.rows.slice(0, limit)
  const last = answer.rows.length > limit ? shown.at(-1) : undefined
  return {
    words: shown.map(({ total: _, folded: __, ...word }) => word),
    total: answer.rows[0]?.total ?? 0,
    next: last === undefined ? null : `${last.folded}${separator}${last.id}`,
  }
}
