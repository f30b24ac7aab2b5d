import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { heldUnits, maySeeDocument, registryAgencies, takesPartNow } from './document-remit.ts'

/** What of the remit is asked for. */
export type NewestQuestion = {
  readonly words: string
  /** Conditions on the row `d` besides the remit. */
  readonly wanted: RawBuilder<unknown>
  /** The last one seen; the ids behind it are asked for. */
  readonly after: string | null
  readonly limit: number
}

/** Older documents than these are found by their number and date, in the books. */
const yearsSearched = 20
const mostWords = 12
const longestWord = 40

/** The words typed, folded. */
export const searchedWords = (typed: string): readonly string[] =>
  (fold(typed).match(/[a-z0-9]+/g) ?? []).slice(0, mostWords).map((word) => word.slice(0, longestWord))

/** A number must be met as a whole, a word from its beginning. */
const asked = (word: string): string => (/^\d+$/.test(word) ? word : `${word}:*`)

const behind = (id: RawBuilder<unknown>, after: string | null): RawBuilder<unknown> =>
  after === null ? sql`true` : sql`${id} < ${after}::uuid`

/** Agencies whose documents the officer may see any of. */
const placesOf = (actor: OfficerActor): RawBuilder<unknown> => sql`
  select unnest(${[...new Set(actor.posts.map((post) => post.agencyId))]}::uuid[]) as agency_id
  union select agency_id from participant
    where officer_id = ${actor.officerId} and subject_kind = 'official-document' and capacity = 'consulted'`

/** Without words: the newest of each registry, of what is given to the officer and of each unit; each read in the order of an index. */
const byTime = (actor: OfficerActor, question: NewestQuestion, now: Temporal.Instant): RawBuilder<unknown> => {
  const { wanted, after, limit } = question
  const taking = sql`participant seen join official_document d on d.id = seen.subject_id
    where ${takesPartNow(now)} and ${wanted} and ${behind(sql`seen.subject_id`, after)}`
  return sql`
    (select near.id from unnest(${registryAgencies(actor)}::uuid[]) as registry (agency_id) cross join lateral (
      select d.id from official_document d where d.agency_id = registry.agency_id and ${wanted}
        and (d.direction = 'incoming' or d.state not in ('draft', 'cancelled')) and ${behind(sql`d.id`, after)}
      order by d.id desc limit ${limit}) near)
    union
    (select distinct seen.subject_id as id from ${taking} and seen.officer_id = ${actor.officerId}
      order by seen.subject_id desc limit ${limit})
    union
    (select near.id from ${heldUnits(actor)} cross join lateral (
      select distinct seen.subject_id as id from ${taking} and seen.unit_id = held.unit_id
        and (seen.officer_id is null or held.sees_given)
      order by seen.subject_id desc limit ${limit}) near)`
}

/** Common words are met among these; only what is rarer is looked for in the index of words. */
const lookedThrough = 1_000

/** What is sought among the documents of each agency and year: the keys are those of the column `searched`. */
const keysOf = (actor: OfficerActor, words: readonly string[], year: number): RawBuilder<unknown> => sql`
  select place.agency_id, asked.year, (
    select string_agg('k' || left(md5(place.agency_id::text || asked.year::text), 6) || word, ' & ')
    from unnest(${words.map(asked)}::text[]) as word) as words
  from (${placesOf(actor)}) place cross join generate_series(${year}::int, ${year - yearsSearched}::int, -1) as asked (year)`

/**
 * By words: first among the newest of the remit, which fills the page with whatever is common; then, by the index of words, year after year behind them.
 * The index alone would fetch every document that has a common word.
 */
const byWords = (
  actor: OfficerActor,
  words: readonly string[],
  question: NewestQuestion,
  now: Temporal.Instant,
): RawBuilder<unknown> => {
  const { year } = now.toZonedDateTimeISO('UTC')
  const { limit, wanted } = question
  return sql`
    select near.id from (
      with key as materialized (${keysOf(actor, words, year)}),
      recent as materialized (
        select id from (${byTime(actor, { ...question, limit: lookedThrough }, now)}) newest order by id desc limit ${lookedThrough}),
      hit as materialized (
        select d.id from recent join official_document d on d.id = recent.id
        join key on key.agency_id = d.agency_id and key.year = extract(year from d.created_at at time zone 'UTC')
        where d.searched @@ key.words::tsquery order by d.id desc limit ${limit})
      select id from hit
      union all
      (select older.id from (
          select year, string_agg('(' || words || ')', ' | ')::tsquery as query from key group by year order by year desc) found
        cross join lateral (
          select d.id from official_document d
          where d.searched @@ found.query and ${wanted} and d.id < (select id from recent order by id limit 1)
            and ${maySeeDocument(actor, now)}
          order by d.id desc limit ${limit}) older
        where (select count(*) from recent) = ${lookedThrough} and (select count(*) from hit) < ${limit}
        limit ${limit})) near`
}

/**
 * The ids of documents in the remit, at most `limit` of them the newest, as rows `(id)` in no order. Ids carry the time in which they were made.
 */
export const newestDocuments = (
  actor: OfficerActor,
  question: NewestQuestion,
  now: Temporal.Instant,
): RawBuilder<unknown> => {
  const words = searchedWords(question.words)
  return words.length === 0 ? byTime(actor, question, now) : byWords(actor, words, question, now)
}
