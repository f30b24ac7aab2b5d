import { sql } from 'kysely'
import type { Reader } from '#platform/database/connection.ts'
import { readQuery } from './search-query.ts'

export type Suggestion = {
  readonly code: string
  readonly name: string
  /** The everyday word by which it was found, when that was it. */
  readonly term: string | null
}

const mostSuggestions = 8

/**
 * Procedures while somebody types: all words but the last are whole, the last has begun. Everyday words that begin so come first, then names
 * with the phrase, each with common procedures first. One statement, none when no word was typed.
 */
export const suggestProcedures = async (reader: Reader, prefix: string): Promise<readonly Suggestion[]> => {
  const { words, isEmpty, isWordless } = readQuery(prefix)
  if (isEmpty || isWordless) return []
  const phrase = words.join(' ')
  const query = words.map((word, place) => `'${word}'${place === words.length - 1 ? ':*' : ''}`).join(' & ')
  const answer = await sql<Suggestion>`
    with meant as (
      select distinct on (w.procedure_code) w.procedure_code as code, w.term,
        length(w.term_folded) * 100 + w.position as farness
      from everyday_word w
      where w.procedure_code is not null and w.term_folded like ${`${phrase}%`}
      order by w.procedure_code, length(w.term_folded), w.position
    )
    select p.code, p.name, meant.term
    from procedure p
    left join procedure_local l on l.procedure_id = p.id
    left join meant on meant.code = p.code
    where (p.search_head @@ ${query}::tsquery or p.code in (select code from meant)) and p.withdrawn_at is null
    order by case when meant.term is not null then 0 when p.name_words like ${`% ${phrase}%`} then 1 else 2 end,
      case when l.is_common then 0 when l.procedure_id is not null then 1 else 2 end,
      coalesce(meant.farness, 0), length(p.name_words), p.name_folded
    limit ${mostSuggestions}`.execute(reader)
  return answer.rows
}
