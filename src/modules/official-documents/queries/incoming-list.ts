import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { DocumentDeed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type DocumentFields, type DocumentState, hasFields } from '../domain/index.ts'
import { maySeeDocument } from './document-remit.ts'
import { newestDocuments } from './newest-documents.ts'

/** `mine`: what waits for me; `given`: what I gave and wait for; `followed`: what I keep in sight; `all`: everything in the remit. */
export const incomingScopes = ['mine', 'given', 'followed', 'all'] as const
export type IncomingScope = (typeof incomingScopes)[number]

/** The last row seen: when it presses, where it is work, and its id. */
export type IncomingPlace = { readonly at: string | null; readonly id: string }

export type IncomingQuestion = {
  readonly scope: IncomingScope
  readonly words: string
  /** Asked of everything in the remit, as words are. */
  readonly fields: DocumentFields
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
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
  readonly state: DocumentState
  readonly urgency: number
  readonly secrecy: number
  readonly registerNumber: number | null
  readonly registerYear: number | null
  readonly arrivedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant | null
}

const columns = sql`d.id as "documentId", d.subject, d.type_code as "typeCode", d.code_number as "codeNumber",
  d.code_notation as "codeNotation", d.document_date as "documentDate", d.author_name as "authorName", d.state, d.urgency::int, d.secrecy::int,
  d.register_number as "registerNumber", d.register_year::int as "registerYear", d.created_at as "arrivedAt"`

const wantedOf = ({ state }: IncomingQuestion): RawBuilder<unknown> =>
  state === null ? sql`d.direction = 'incoming'` : sql`d.direction = 'incoming' and d.state = ${state}`

/** Rows of documents without work, from the ids of `near`, the newest first. */
const shown = (near: RawBuilder<unknown>, { limit }: IncomingQuestion): RawBuilder<IncomingRow> => sql<IncomingRow>`
  with near as materialized (${near})
  select ${columns}, d.id as "placeId", null::timestamptz as "placeAt", null as deed, null as "officerName", null as "unitName",
    d.due_at as "dueAt"
  from near join official_document d on d.id = near.id order by d.id desc limit ${limit}`

/** Documents of the remit, newest first: what the registries hold, and what comes from taking part. One statement. */
const listAll = (actor: OfficerActor, question: IncomingQuestion, now: Temporal.Instant): RawBuilder<IncomingRow> => {
  const asked = { ...question, direction: 'incoming', after: question.after?.id ?? null } as const
  return shown(newestDocuments(actor, asked, now), question)
}

/** What the officer keeps in sight, as far as he may still see it. */
const listFollowed = (
  actor: OfficerActor,
  question: IncomingQuestion,
  now: Temporal.Instant,
): RawBuilder<IncomingRow> => {
  const { after, limit } = question
  const near = sql`select d.id from document_follow f join official_document d on d.id = f.document_id
    where f.officer_id = ${actor.officerId} and ${wantedOf(question)} and ${maySeeDocument(actor, now)}
      and ${after === null ? sql`true` : sql`f.document_id < ${after.id}::uuid`}
    order by f.document_id desc limit ${limit}`
  return shown(near, question)
}

const openHere = sql`w.state = 'open' and w.subject_kind = 'official-document'
  and exists (select from official_document x where x.id = w.subject_id and x.direction = 'incoming')`

const behind = (place: IncomingPlace | null): RawBuilder<unknown> => {
  if (place === null) return sql`true`
  if (place.at === null) return sql`(w.pressing_at is null and w.id > ${place.id}::uuid)`
  return sql`((w.pressing_at, w.id) > (${place.at}::timestamptz, ${place.id}::uuid) or w.pressing_at is null)`
}

/** Work that waits for the officer: given to him, or lying where one of his posts may take it. */
const workOf = (
  actor: OfficerActor,
  scope: IncomingScope,
  now: Temporal.Instant,
  more: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  // Who gave it on may have left since.
  if (scope === 'given')
    return sql`select w.* from work_item w join official_document d on d.id = w.subject_id
      where w.given_by = ${actor.officerId} and ${openHere} and ${maySeeDocument(actor, now)} and ${more}`
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

const listWork = (actor: OfficerActor, question: IncomingQuestion, now: Temporal.Instant): RawBuilder<IncomingRow> => {
  const page = sql`${behind(question.after)} order by w.pressing_at, w.id limit ${question.limit}`
  return sql<IncomingRow>`
    select ${columns}, w.id as "placeId", w.pressing_at as "placeAt", w.deed, o.full_name as "officerName", u.name as "unitName",
      w.pressing_at as "dueAt"
    from (${workOf(actor, question.scope, now, page)}) w
    join official_document d on d.id = w.subject_id
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
  const lists = { mine: listWork, given: listWork, followed: listFollowed, all: listAll } as const
  const isSearch = question.words !== '' || hasFields(question.fields)
  const list = isSearch ? listAll : lists[question.scope]
  return (await list(actor, question, now).execute(reader)).rows
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
    select (select count(*)::int from (${workOf(actor, 'given', now, capped)}) w) as given, m.* from (
      select count(*)::int as mine, count(*) filter (where w.pressing_at < ${now})::int as late
      from (${workOf(actor, 'mine', now, capped)}) w) m`.execute(reader)
  return answer.rows[0] ?? { mine: 0, late: 0, given: 0 }
}
