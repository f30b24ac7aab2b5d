import { type RawBuilder, sql } from 'kysely'
import { type Temporal, zone } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  askedNotation,
  type DocumentDirection,
  type DocumentFields,
  type DocumentHand,
  type DocumentState,
  type SearchedTerm,
  searchedTerms,
} from '../domain/index.ts'
import { heldUnits, maySeeDocument, registryAgencies, takesPartNow } from './document-remit.ts'

/** What of the remit is asked for. */
export type NewestQuestion = {
  readonly words: string
  readonly fields: DocumentFields
  readonly direction: DocumentDirection
  readonly state: DocumentState | null
  /** The last one seen; the ids behind it are asked for. */
  readonly after: string | null
  readonly limit: number
}

const wantedOf = ({ direction, state }: NewestQuestion): RawBuilder<unknown> =>
  sql`(d.direction = ${direction} and ${state === null ? sql`true` : sql`d.state = ${state}`})`

/** The day that a row is looked for by: when an incoming one came, the date of an outgoing one. */
const dayOf = (direction: DocumentDirection): RawBuilder<unknown> =>
  direction === 'incoming' ? sql`(d.created_at at time zone ${zone})::date` : sql`d.document_date`

/** Whether the row `d` is in the hands that are asked for. */
const isInHand = ({ kind, id }: DocumentHand, now: Temporal.Instant): RawBuilder<unknown> => sql`exists (
  select from participant seen where seen.subject_id = d.id and ${takesPartNow(now)}
    and ${kind === 'officer' ? sql`seen.officer_id` : sql`seen.unit_id`} = ${id}::uuid)`

/** What of the fields the words of the index do not say exactly. */
const hasFieldsAsked = ({ fields, direction }: NewestQuestion, now: Temporal.Instant): RawBuilder<unknown> => {
  const { from, until, hand } = fields
  const notation = askedNotation(fields)
  const asked = [
    ...(from === null ? [] : [sql`${dayOf(direction)} >= ${from.toString()}::date`]),
    ...(until === null ? [] : [sql`${dayOf(direction)} <= ${until.toString()}::date`]),
    ...(notation === '' ? [] : [sql`position(${notation} in public.fold(d.code_notation)) > 0`]),
    ...(hand === null ? [] : [isInHand(hand, now)]),
  ]
  return asked.length === 0 ? sql`true` : sql.join(asked, sql` and `)
}

/** Traits that must lie beside the words: the state of an incoming document, and who has it in hand. */
const traitsAsked = ({ state, direction, fields: { hand } }: NewestQuestion): RawBuilder<unknown> => {
  const all = [
    ...(state !== null && direction === 'incoming' ? [`s${state}`] : []),
    ...(hand?.kind === 'officer' ? [`o${hand.id}`] : []),
  ]
  const unit = hand?.kind === 'unit' ? sql`s.traits && ${[`u${hand.id}`, `g${hand.id}`]}::text[]` : sql`true`
  return all.length === 0 ? unit : sql`s.traits @> ${all}::text[] and ${unit}`
}

const behind = (id: RawBuilder<unknown>, after: string | null): RawBuilder<unknown> =>
  after === null ? sql`true` : sql`${id} < ${after}::uuid`

/** Agencies whose documents the officer may see any of: those of his posts, and those that have asked him or his unit. */
const placesOf = (actor: OfficerActor): RawBuilder<unknown> => sql`
  select unnest(${[...new Set(actor.posts.map((post) => post.agencyId))]}::uuid[]) as agency_id
  union select agency_id from participant
    where officer_id = ${actor.officerId} and subject_kind = 'official-document' and capacity = 'consulted'
  union select seen.agency_id from ${heldUnits(actor)} join participant seen on seen.unit_id = held.unit_id
    where seen.subject_kind = 'official-document' and seen.capacity = 'consulted'`

/** Without words: the newest of each registry, of what is given to the officer and of each unit; each read in the order of an index. */
const byTime = (actor: OfficerActor, question: NewestQuestion, now: Temporal.Instant): RawBuilder<unknown> => {
  const { after, limit } = question
  const wanted = wantedOf(question)
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

/** Which traits of a document in `document_search` say that the officer may take part in it. */
const traitsOf = (actor: OfficerActor): RawBuilder<unknown> => sql`array(
  select ${`o${actor.officerId}`} union select 'u' || unit_id from ${heldUnits(actor)}
  union select 'g' || unit_id from ${heldUnits(actor)} where sees_given)`

/** Words of which one must be there, with a space between them. */
const termText = (term: SearchedTerm): string =>
  term.map(({ text, isBeginning }) => (isBeginning ? `${text}:*` : text)).join(' ')

/**
 * What is sought in each period, the newest first, as rows `(whole, shared)`: in the registries of the officer, and where he sees what he takes part in.
 * It begins with the period of the last one seen, else with that of now (and one more, for clocks that differ), and ends with the oldest document.
 */
const periodsOf = (
  actor: OfficerActor,
  terms: readonly SearchedTerm[],
  question: NewestQuestion,
): RawBuilder<unknown> => sql`
  with place as materialized (
    select agency_id, agency_id = any(${registryAgencies(actor)}::uuid[]) as is_registry,
      (select document_period(d.id) from official_document d where d.agency_id = own.agency_id and d.direction = ${question.direction}
        order by d.id limit 1) as oldest
    from (${placesOf(actor)}) own)
  select string_agg(asked.words, ' | ') filter (where is_registry)::tsquery as whole,
    string_agg(asked.words, ' | ') filter (where not is_registry)::tsquery as shared
  from generate_series(
      least(floor(extract(epoch from now()) * 1000 / 2147483648)::int + 1, document_period(${question.after}::uuid)),
      (select min(oldest) from place), -1) as period
  cross join place cross join lateral (
    select '(' || string_agg((select '(' || string_agg(key || word, ' | ') || ')' from unnest(string_to_array(term, ' ')) as word), ' & ') || ')' as words
    from document_search_key(period, agency_id, ${question.direction}) as key, unnest(${terms.map(termText)}::text[]) as term) asked
  where period >= oldest group by period order by period desc`

/**
 * By words and fields, period after period and no further than the page is full. The index holds who takes part beside the words, so that nothing is read but what the
 * officer may find; the remit is asked of each row all the same.
 */
const byWords = (
  actor: OfficerActor,
  terms: readonly SearchedTerm[],
  question: NewestQuestion,
  now: Temporal.Instant,
): RawBuilder<unknown> => {
  const { after, limit } = question
  const sought = sql`${behind(sql`s.document_id`, after)} and ${traitsAsked(question)}`
  return sql`
    select near.id from (${periodsOf(actor, terms, question)}) period cross join lateral (
      select d.id from (
        select s.document_id from document_search s where s.words @@ period.whole and ${sought}
        union all
        select s.document_id from document_search s where s.words @@ period.shared and s.traits && ${traitsOf(actor)} and ${sought}
        order by document_id desc) s
      join official_document d on d.id = s.document_id
      where ${wantedOf(question)} and ${hasFieldsAsked(question, now)} and ${maySeeDocument(actor, now)}
      order by d.id desc limit ${limit}) near
    limit ${limit}`
}

/**
 * The ids of documents in the remit, at most `limit` of them the newest, as rows `(id)` in no order. Ids carry the time in which they were made.
 */
export const newestDocuments = (
  actor: OfficerActor,
  question: NewestQuestion,
  now: Temporal.Instant,
): RawBuilder<unknown> => {
  const terms = searchedTerms(question.words, question.fields)
  return terms.length === 0 ? byTime(actor, question, now) : byWords(actor, terms, question, now)
}
