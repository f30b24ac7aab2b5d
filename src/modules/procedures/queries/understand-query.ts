import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import { nearPatterns, runsOf, searchBounds, slipsOf, type TypedQuery } from './search-query.ts'

/** A piece of a query: one word, or an everyday term, with all the ways it may stand in the catalogue. */
export type Piece = {
  /** Each way as words; the first is what was typed. */
  readonly ways: readonly (readonly string[])[]
  /** Words it may have been meant to be though it is one itself: beside its neighbour they stand in a name, and it never does. */
  readonly slips: readonly string[]
  /** Procedures that the everyday term means, the usual one first. */
  readonly codes: readonly string[]
  /** How rare the piece is among the procedures: 0 when no procedure has it. */
  readonly rarity: number
  readonly isTerm: boolean
}

const Understood = z.object({
  terms: z.array(z.object({ term: z.string(), expansion: z.string(), code: z.string().nullable() })),
  known: z.array(z.object({ word: z.string(), occurrences: z.number() })),
  guesses: z.array(z.object({ typed: z.string(), guess: z.string(), occurrences: z.number() })),
  slips: z.array(z.object({ typed: z.string(), meant: z.string() })),
  procedures: z.number(),
})
type Understood = z.infer<typeof Understood>

const unknownWordsLooked = 4

/** Which typed word stands before which. */
const neighbours = (words: readonly string[]) =>
  sql`neighbour as (
      select distinct first, second from unnest(${words.slice(0, -1)}::text[], ${words.slice(1)}::text[]) as a(first, second)
    )`

/** Known words that never stand beside each other in a name, and what stands there and is written nearly so. */
const slipped = (words: readonly string[]) => {
  const near = [...new Set(words)].flatMap((word) => nearPatterns(word).map((pattern) => ({ word, pattern })))
  return sql`near as (
      select * from unnest(${near.map((one) => one.word)}::text[], ${near.map((one) => one.pattern)}::text[]) as n(word, pattern)
    ),
    strange as (
      select a.first, a.second from neighbour a
      where a.first in (select word from known) and a.second in (select word from known)
        and not exists (select from search_pair s where s.first = a.first and s.second = a.second)
    ),
    meant as (
      select typed, meant, row_number() over (partition by typed order by max(occurrences) desc, meant) as place
      from (
        select a.second as typed, s.second as meant, s.occurrences from strange a
        join search_pair s on s.first = a.first join near n on n.word = a.second and s.second like n.pattern
        union all
        select a.first, s.first, s.occurrences from strange a
        join search_pair s on s.second = a.second join near n on n.word = a.first and s.first like n.pattern
      ) one
      group by typed, meant
    )`
}

/**
 * One statement: everyday terms in the query, which words the catalogue knows, and what the unknown ones may have been meant to be: of words
 * written nearly so, rather those that are frequent, and those that stand beside the neighbour in a name.
 */
const ask = async (reader: Reader, words: readonly string[]): Promise<Understood> => {
  const slips = words.flatMap((word) => slipsOf(word).map((slip) => ({ word, slip })))
  const answer = await sql<{ readonly understood: unknown }>`
    with typed as (select distinct word from unnest(${words}::text[]) as word),
    known as (select v.word, v.occurrences from typed join search_vocabulary v using (word)),
    unknown as (
      select word from typed
      where word !~ '^[0-9]+$' and length(word) > 1 and not exists (select from known where known.word = typed.word)
      limit ${unknownWordsLooked}
    ),
    guess as (
      select u.word as typed, v.word as guess, v.occurrences, 0.5 + similarity(v.word, u.word) as nearness
      from unnest(${slips.map((one) => one.word)}::text[], ${slips.map((one) => one.slip)}::text[]) as s(word, slip)
      join unknown u on u.word = s.word join search_vocabulary v on v.word = s.slip
      union all
      select u.word, v.word, v.occurrences, similarity(v.word, u.word)
      from unknown u join search_vocabulary v on v.word % u.word
      union all
      select u.word, l.word || ' ' || r.word, least(l.occurrences, r.occurrences), 0.6
      from unknown u cross join generate_series(2, length(u.word) - 2) as cut
      join search_vocabulary l on l.word = left(u.word, cut)
      join search_vocabulary r on r.word = substr(u.word, cut + 1)
    ),
    ${neighbours(words)},
    fitting as (
      select typed, guess, sum(s.occurrences) as times
      from (select distinct typed, guess from guess) g
      join neighbour a on g.typed in (a.first, a.second)
      join search_pair s on (a.second = g.typed and s.first = a.first and s.second = g.guess)
        or (a.first = g.typed and s.first = g.guess and s.second = a.second)
      group by typed, guess
    ),
    ranked as (
      select typed, guess, occurrences, row_number() over (
          partition by typed
          order by nearness + ln(occurrences + 1) / 40 + ln(coalesce(times, 0) + 1) / 10 desc, guess
        ) as place
      from (select distinct on (typed, guess) * from guess order by typed, guess, nearness desc) one
      left join fitting using (typed, guess)
    ),
    ${slipped(words)}
    select jsonb_build_object(
      'terms', coalesce((select jsonb_agg(jsonb_build_object('term', w.term_folded, 'expansion', w.expansion,
          'code', w.procedure_code) order by w.position, w.procedure_code)
        from everyday_word w where w.term_folded = any(${runsOf(words)}::text[])), '[]'),
      'known', coalesce((select jsonb_agg(to_jsonb(known)) from known), '[]'),
      'guesses', coalesce((select jsonb_agg(jsonb_build_object('typed', typed, 'guess', guess,
          'occurrences', occurrences) order by place) from ranked where place <= 4), '[]'),
      'slips', coalesce((select jsonb_agg(jsonb_build_object('typed', typed, 'meant', meant) order by place)
        from meant where place <= 3), '[]'),
      'procedures', (select greatest(reltuples, 1) from pg_class where oid = 'procedure'::regclass)
    ) as understood`.execute(reader)
  return Understood.parse(answer.rows[0]?.understood)
}

const splitWords = (text: string): readonly string[] =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, searchBounds.words)

const termPiece = (term: string, understood: Understood): Piece => {
  const rows = understood.terms.filter((one) => one.term === term)
  const expansions = [...new Set(rows.map((row) => splitWords(row.expansion).join(' ')))].filter(
    (text) => text !== '' && text !== term,
  )
  return {
    ways: [term, ...expansions.slice(0, 3)].map((way) => way.split(' ')),
    codes: [...new Set(rows.flatMap((row) => (row.code === null ? [] : [row.code])))],
    slips: [],
    rarity: 8,
    isTerm: true,
  }
}

const shortestJoined = 6

/** What a word may have been meant to be; two words typed without a blank leave no other guess. */
const guessesFor = (word: string, understood: Understood): Understood['guesses'] => {
  const all = understood.guesses.filter((one) => one.typed === word)
  const joined = word.length < shortestJoined ? [] : all.filter((one) => one.guess.includes(' '))
  return joined.length > 0 ? joined : all
}

const wordPiece = (word: string, understood: Understood): Piece => {
  const known = understood.known.find((one) => one.word === word)
  const guesses = guessesFor(word, understood)
  const occurrences = known?.occurrences ?? Math.max(0, ...guesses.map((one) => one.occurrences))
  return {
    ways: [[word], ...guesses.map((one) => one.guess.split(' '))],
    codes: [],
    slips: understood.slips.flatMap((one) => (one.typed === word ? [one.meant] : [])),
    rarity: occurrences === 0 ? 0 : Math.log(1 + Math.max(understood.procedures, occurrences) / occurrences),
    isTerm: false,
  }
}

/** Cuts a query into pieces, at each place the longest everyday term that begins there. Sends one statement. */
export const understandQuery = async (reader: Reader, query: TypedQuery): Promise<readonly Piece[]> => {
  const { words } = query
  if (words.length === 0) return []
  const understood = await ask(reader, words)
  const terms = new Set(understood.terms.map((one) => one.term))
  const pieces: Piece[] = []
  for (let place = 0; place < words.length; ) {
    let length = Math.min(searchBounds.longestTerm, words.length - place)
    while (length > 0 && !terms.has(words.slice(place, place + length).join(' '))) length--
    if (length > 0) pieces.push(termPiece(words.slice(place, place + length).join(' '), understood))
    else pieces.push(wordPiece(words[place] ?? '', understood))
    place += Math.max(1, length)
  }
  return pieces
}
