import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentState } from '../domain/index.ts'
import { ownDocumentIds, registryAgencies } from './document-remit.ts'

/** `mine`: what waits for me; `given`: what I gave and wait for; `all`: everything in the remit. */
export const incomingScopes = ['mine', 'given', 'all'] as const
export type IncomingScope = (typeof incomingScopes)[number]

/** The last row seen: when it presses (or arrived), and its id. */
export type IncomingPlace = { readonly at: string | null; readonly id: string }

export type IncomingQuestion = {
  readonly scope: IncomingScope
  readonly words: string
  readonly state: 'arrived' | 'routed' | 'settled' | 'returned' | null
  readonly after: IncomingPlace | null
  readonly limit: number
}

export type IncomingRow = {
  readonly documentId: string
  /** Of the piece of work, or of the document where there is none. */
  readonly placeId: string
  readonly placeAt: Temporal.Instant | null
  readonly deed: DocumentDeed | null
  readonly officerName: string | null
  readonly unitName: string | null
  readonly subject: string
  readonly typeCode: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly authorName: string
  readonly state: DocumentState
  readonly urgency: number
  readonly secrecy: number
  readonly registerNumber: number | null
  readonly registerYear: number | null
  readonly arrivedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
}

/** What is typed as words that must all begin a word of the document; null when nothing is left of it. */
export const searchedWords = (typed: string): string | null => {
  const words = fold(typed).match(/[a-z0-9]+/g) ?? []
  return words.length === 0
    ? null
    : words
        .slice(0, 12)
        .map((word) => `${word.slice(0, 40)}:*`)
        .join(' & ')
}

const agencyWord = (agencyId: string): string => `agency${agencyId.replaceAll('-', '')}`

const columns = sql`d.id as "documentId", d.subject, d.type_code as "typeCode", d.code_number as "codeNumber",
  d.code_notation as "codeNotation", d.author_name as "authorName", d.state, d.urgency::int, d.secrecy::int,
  d.register_number as "registerNumber", d.register_year::int as "registerYear", d.created_at as "arrivedAt"`

const limitOf = ({ limit }: IncomingQuestion) => sql`limit ${limit}`

const conditions = (question: IncomingQuestion): RawBuilder<unknown> => {
  const parts = [sql`d.direction = 'incoming'`]
  if (question.state !== null) parts.push(sql`d.state = ${question.state}`)
  if (question.after !== null)
    parts.push(
      sql`(d.created_at < ${question.after.at}::timestamptz or (d.created_at = ${question.after.at}::timestamptz and d.id > ${question.after.id}::uuid))`,
    )
  return sql.join(parts, sql` and `)
}

const newestFirst = sql`order by d.created_at desc, d.id`

/** Documents of the remit, newest first: what the registries hold, and what comes from taking part. One statement. */
const listAll = (actor: OfficerActor, question: IncomingQuestion, now: Temporal.Instant): RawBuilder<IncomingRow> => {
  const wanted = conditions(question)
  const words = searchedWords(question.words)
  const agencies = registryAgencies(actor)
  const byRegistry =
    words === null
      ? sql`select near.* from unnest(${agencies}::uuid[]) as held (agency_id) cross join lateral (
          select d.id, d.created_at from official_document d
          where d.agency_id = held.agency_id and ${wanted} ${newestFirst} ${limitOf(question)}) near`
      : sql`select d.id, d.created_at from official_document d
          where d.searched @@ to_tsquery('simple', ${`(${[...agencies.map(agencyWord), 'agencynone'].join(' | ')}) & ${words}`})
            and d.agency_id = any(${agencies}::uuid[]) and ${wanted} ${newestFirst} ${limitOf(question)}`
  const isFound = words === null ? sql`true` : sql`d.searched @@ to_tsquery('simple', ${words})`
  return sql<IncomingRow>`
    with own as materialized (${ownDocumentIds(actor, now)}), near as (
      (${byRegistry}) union
      (select d.id, d.created_at from own join official_document d on d.id = own.subject_id
        where ${wanted} and ${isFound} ${newestFirst} ${limitOf(question)})
    )
    select ${columns}, d.id as "placeId", d.created_at as "placeAt", null as deed, null as "officerName", null as "unitName",
      d.due_at as "dueAt"
    from near join official_document d on d.id = near.id ${newestFirst} ${limitOf(question)}`
}

const openHere = sql`w.state = 'open' and w.subject_kind = 'official-document'`

const behind = (place: IncomingPlace | null): RawBuilder<unknown> => {
  if (place === null) return sql`true`
  if (place.at === null) return sql`(w.pressing_at is null and w.id > ${place.id}::uuid)`
  return sql`((w.pressing_at, w.id) > (${place.at}::timestamptz, ${place.id}::uuid) or w.pressing_at is null)`
}

/** Work that waits for the officer: given to him, or lying where one of his posts may take it. */
const workOf = (actor: OfficerActor, scope: IncomingScope, more: RawBuilder<unknown>): RawBuilder<unknown> => {
  if (scope === 'given')
    return sql`select w.* from work_item w where w.given_by = ${actor.officerId} and ${openHere} and ${more}`
  const { posts } = actor
  return sql`
    (select w.* from work_item w where w.officer_id = ${actor.officerId} and ${openHere} and ${more})
    union all
    (select distinct near.* from unnest(${posts.map((post) => post.agencyId)}::uuid[], ${posts.map((post) => post.role)}::text[],
        ${posts.map((post) => post.unitId)}::uuid[], ${posts.map((post) => post.isDelegated)}::boolean[])
        as place (agency_id, role, unit_id, sees_given) cross join lateral (
      select w.* from work_item w where w.agency_id = place.agency_id and w.role = place.role
        and (w.unit_id is null or place.unit_id is null or w.unit_id = place.unit_id)
        and (w.officer_id is null or (place.sees_given and w.officer_id <> ${actor.officerId})) and ${openHere} and ${more}) near)`
}

const listWork = (actor: OfficerActor, question: IncomingQuestion): RawBuilder<IncomingRow> => {
  const page = sql`${behind(question.after)} order by w.pressing_at, w.id limit ${question.limit}`
  return sql<IncomingRow>`
    select ${columns}, w.id as "placeId", w.pressing_at as "placeAt", w.deed, o.full_name as "officerName", u.name as "unitName",
      w.pressing_at as "dueAt"
    from (${workOf(actor, question.scope, page)}) w
    join official_document d on d.id = w.subject_id and d.direction = 'incoming'
    left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
    order by w.pressing_at, w.id limit ${question.limit}`
}

/** A page of incoming documents, whatever the posts and rows in one statement. */
export const listIncoming = async (
  reader: Reader,
  actor: OfficerActor,
  question: IncomingQuestion,
  now: Temporal.Instant,
): Promise<readonly IncomingRow[]> => {
  const isSearch = question.scope === 'all' || question.words !== ''
  const statement = isSearch ? listAll(actor, question, now) : listWork(actor, question)
  return (await statement.execute(reader)).rows
}

export type IncomingCounts = { readonly mine: number; readonly late: number; readonly given: number }

const countedAtMost = 1_000

/** How much waits: for the officer, of it too late, and for what he gave. Not counted beyond a thousand. */
export const countIncoming = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
): Promise<IncomingCounts> => {
  const capped = sql`true limit ${countedAtMost}`
  const answer = await sql<IncomingCounts>`
    select (select count(*)::int from (${workOf(actor, 'given', capped)}) w) as given, m.* from (
      select count(*)::int as mine, count(*) filter (where w.pressing_at < ${now})::int as late
      from (${workOf(actor, 'mine', capped)}) w join official_document d on d.id = w.subject_id and d.direction = 'incoming') m`.execute(
    reader,
  )
  return answer.rows[0] ?? { mine: 0, late: 0, given: 0 }
}
