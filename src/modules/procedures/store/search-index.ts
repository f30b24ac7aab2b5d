import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/connection.ts'

/** Words only: marks and signs that the parser of PostgreSQL would take for addresses, paths or numbers become blanks. */
const words = (text: RawBuilder<string>): RawBuilder<string> =>
  sql<string>`regexp_replace(public.fold(left(${text}, 60000)), '[^a-z0-9]+', ' ', 'g')`

const textsAt = (column: RawBuilder<unknown>, path: string): RawBuilder<string> =>
  sql<string>`coalesce((select string_agg(found #>> '{}', ' ') from jsonb_path_query(${column}, ${sql.lit(path)}::jsonpath) found), '')`

const weighed = (text: RawBuilder<string>, weight: 'A' | 'B' | 'C'): RawBuilder<string> =>
  sql<string>`setweight(to_tsvector('simple', ${words(text)}), ${sql.lit(weight)})`

const published = sql`p.published`
const addition = sql`l.addition`

const everyday = sql<string>`coalesce((select string_agg(w.term, ' ') from everyday_word w where w.procedure_code = p.code), '')`
const english = textsAt(addition, '$.explanation.english.name')
const lesser = sql<string>`${textsAt(published, '$.keywords')} || ' ' || ${textsAt(addition, '$.explanation.what')} || ' ' ||
  ${textsAt(published, '$.outcomes[*].name')} || ' ' || ${textsAt(published, '$.paperCases[*].papers[*].name')}`

/** The heavy words: the name (A), everyday words that mean it (B), its field and English name (C). */
const head = sql<string>`setweight(to_tsvector('simple', p.name_words), 'A') || ${weighed(everyday, 'B')} ||
  ${weighed(sql<string>`p.field || ' ' || ${english}`, 'C')}`

/** The light words, of which only the presence counts: keywords, explanation, outcomes and papers (D). */
const tail = sql<string>`strip(to_tsvector('simple', ${words(lesser)}))`

/** Writes anew by which words these procedures are found; a row whose words are the same is left alone. */
export const refreshSearch = async (tx: Tx, codes: readonly string[]): Promise<void> => {
  if (codes.length === 0) return
  await sql`
    update procedure set search = fresh.head || fresh.tail, search_head = fresh.head
    from (
      select p.id, ${head} as head, ${tail} as tail
      from procedure p left join procedure_local l on l.procedure_id = p.id
      where p.code = any(${codes}::text[])
    ) fresh
    where procedure.id = fresh.id
      and (procedure.search_head is distinct from fresh.head or procedure.search is distinct from fresh.head || fresh.tail)
  `.execute(tx)
}

const refreshWords = async (tx: Tx): Promise<void> => {
  await sql`
    with fresh as materialized (
      select word, ndoc as occurrences
      from ts_stat('select search_head from procedure where withdrawn_at is null')
      where length(word) between 1 and 40
    ), gone as (
      delete from search_vocabulary v where not exists (select from fresh where fresh.word = v.word)
    )
    insert into search_vocabulary as v (word, occurrences) select word, occurrences from fresh
    on conflict (word) do update set occurrences = excluded.occurrences
      where v.occurrences <> excluded.occurrences`.execute(tx)
}

const refreshPairs = async (tx: Tx): Promise<void> => {
  await sql`
    with fresh as materialized (
      select first, second, count(distinct id)::int as occurrences
      from (
        select p.id, w.word as first, lead(w.word) over (partition by p.id order by w.place) as second
        from procedure p
        cross join lateral unnest(string_to_array(btrim(p.name_words), ' ')) with ordinality as w(word, place)
        where p.withdrawn_at is null
      ) pairs
      where second is not null and length(first) <= 40 and length(second) <= 40
      group by first, second
    ), gone as (
      delete from search_pair s where not exists (select from fresh where (fresh.first, fresh.second) = (s.first, s.second))
    )
    insert into search_pair as s (first, second, occurrences) select first, second, occurrences from fresh
    on conflict (first, second) do update set occurrences = excluded.occurrences
      where s.occurrences <> excluded.occurrences`.execute(tx)
}

/**
 * Counts anew which words occur in names, everyday words and fields, what a typing error is corrected to, and which stand beside each other
 * in names, by which an error is seen that is itself a word.
 */
export const refreshVocabulary = async (tx: Tx): Promise<void> => {
  await refreshWords(tx)
  await refreshPairs(tx)
}
