import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { HandOverLine, IncomingLine } from '../domain/books/incoming-register.ts'
import type { CopyLine, OutgoingLine, PostLine, RegisterForm } from '../domain/books/register-forms.ts'
import { registryAgencies } from './document-remit.ts'
import { openedAt } from './receipts.ts'

export type BookQuestion = {
  readonly registerId: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  /** Empty: every type. */
  readonly typeCode: string
  /** The last line that was seen, by its number in its year; where a number has several lines, by its id. */
  readonly after: { readonly year: number; readonly number: number; readonly id: string } | null
  readonly limit: number
}

const named = sql`(select string_agg(r.name, '; ' order by r.position) from document_recipient r
  where r.document_id = d.id and r.purpose <> 'archive')`

const behindIn = (after: BookQuestion['after'], year: RawBuilder<unknown>, number: RawBuilder<unknown>) =>
  after === null ? sql`true` : sql`(${year}, ${number}) > (${after.year}::smallint, ${after.number}::int)`

/** Rows `d` of documents that have their number. */
const numberedLines = (actor: OfficerActor, asked: BookQuestion) => sql`
  select d.id, d.id as "documentId", d.register_year::int as year, d.register_number as number, d.code_notation as notation, d.document_date as "documentDate",
    d.type_code as "typeCode", d.subject, d.signer_name as "signerName", coalesce(${named}, '') as recipients,
    coalesce(u.name, '') as "draftingUnit", d.copies, d.state, d.secrecy::int,
    (select (min(r.sent_at) at time zone 'Asia/Ho_Chi_Minh')::date from document_recipient r where r.document_id = d.id) as "sentOn",
    null as hold, '' as reason
  from official_document d left join unit u on u.id = d.drafting_unit_id
  where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.direction = 'outgoing' and d.register_id = ${asked.registerId}
    and d.register_year between ${asked.from.year} and ${asked.until.year}
    and d.document_date between ${asked.from}::date and ${asked.until}::date
    and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})
    and ${behindIn(asked.after, sql`d.register_year`, sql`d.register_number`)}
  order by d.register_year, d.register_number limit ${asked.limit}`

/** Rows `h` of numbers that wait for the seal of their document, or were given up. */
const heldLines = (actor: OfficerActor, asked: BookQuestion) => sql`
  select h.id, d.id as "documentId", h.register_year::int as year, h.register_number as number, h.code_notation as notation,
    (h.held_at at time zone 'Asia/Ho_Chi_Minh')::date as "documentDate", d.type_code as "typeCode", d.subject, d.signer_name as "signerName",
    '' as recipients, coalesce(u.name, '') as "draftingUnit", null::int as copies, d.state, d.secrecy::int, null::date as "sentOn",
    case when h.voided_at is null then 'held' else 'voided' end as hold, h.reason
  from document_number_hold h join official_document d on d.id = h.document_id left join unit u on u.id = d.drafting_unit_id
  where h.agency_id = any(${registryAgencies(actor)}::uuid[]) and h.register_id = ${asked.registerId}
    and h.register_year between ${asked.from.year} and ${asked.until.year}
    and (h.held_at at time zone 'Asia/Ho_Chi_Minh')::date between ${asked.from}::date and ${asked.until}::date
    and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})
    and ${behindIn(asked.after, sql`h.register_year`, sql`h.register_number`)}
  order by h.register_year, h.register_number limit ${asked.limit}`

/** Lines of an outgoing book of the officer's registries, in the order of their numbers. */
export const listOutgoingLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: BookQuestion,
): Promise<readonly OutgoingLine[]> => {
  const answer = await sql<OutgoingLine>`
    select * from ((${numberedLines(actor, asked)}) union all (${heldLines(actor, asked)})) line
    order by line.year, line.number limit ${asked.limit}`.execute(reader)
  return answer.rows
}

/** What of an outgoing book was sent by post, in the order in which it was sent: a line for each receiver. */
export const listPostLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: BookQuestion,
): Promise<readonly PostLine[]> => {
  const { after } = asked
  const answer = await sql<PostLine>`
    select r.id, d.id as "documentId", d.register_year::int as year, d.register_number as number, d.code_notation as notation,
      (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date as "sentOn", r.name as receiver, r.address, r.envelopes::int, r.tracking, r.state,
      d.secrecy::int, r.note
    from official_document d join document_recipient r on r.document_id = d.id
    where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.direction = 'outgoing' and d.register_id = ${asked.registerId}
      and d.register_year <= ${asked.until.year} and r.way = 'post'
      and (r.sent_at at time zone 'Asia/Ho_Chi_Minh')::date between ${asked.from}::date and ${asked.until}::date
      and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})
      and (${after === null} or (r.sent_at, r.id) > (select last.sent_at, last.id from document_recipient last where last.id = ${after?.id ?? null}))
    order by r.sent_at, r.id limit ${asked.limit}`.execute(reader)
  return answer.rows
}

/** Lines of the book of certified copies. */
export const listCopyLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: Omit<BookQuestion, 'typeCode'>,
): Promise<readonly CopyLine[]> => {
  const answer = await sql<CopyLine>`
    select c.id, c.document_id as "documentId", c.year::int, c.number, c.notation, (c.made_at at time zone 'Asia/Ho_Chi_Minh')::date as "madeOn",
      c.kind, c.source, c.target, d.type_code as "typeCode", d.code_number as "codeNumber", d.code_notation as "codeNotation",
      d.author_name as "authorName", d.subject, c.signer_name as "signerName", c.recipients, c.copies, c.attachment_id as "attachmentId"
    from document_copy c join official_document d on d.id = c.document_id
    where c.agency_id = any(${registryAgencies(actor)}::uuid[]) and c.register_id = ${asked.registerId}
      and c.year between ${asked.from.year} and ${asked.until.year}
      and (c.made_at at time zone 'Asia/Ho_Chi_Minh')::date between ${asked.from}::date and ${asked.until}::date
      and ${behindIn(asked.after, sql`c.year`, sql`c.number`)}
    order by c.year, c.number limit ${asked.limit}`.execute(reader)
  return answer.rows
}

const incomingFace = sql`d.id as "documentId", d.register_year::int as year, d.register_number as number,
  d.author_name as "authorName", d.code_number as "codeNumber", d.code_notation as "codeNotation",
  d.document_date as "documentDate", d.type_code as "typeCode", d.subject, d.secrecy::int`

/** Rows `d` of a book of incoming documents in the time that is asked for. */
const inBook = (actor: OfficerActor, asked: BookQuestion) => sql`
  d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.direction = 'incoming' and d.register_id = ${asked.registerId}
  and d.register_year between ${asked.from.year} and ${asked.until.year}
  and (d.registered_at at time zone 'Asia/Ho_Chi_Minh')::date between ${asked.from}::date and ${asked.until}::date
  and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})`

/** Lines of a book of incoming documents of the officer's registries, in the order of their numbers. Who had it when an answer settled it, had it. */
export const listIncomingLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: BookQuestion,
): Promise<readonly IncomingLine[]> => {
  const answer = await sql<IncomingLine>`
    select d.id, ${incomingFace}, d.registered_at as "arrivedAt", coalesce(given.who, '') as receivers, given.at as "routedAt",
      coalesce(given.due, d.due_at) as "dueAt", d.state, d.settled_at as "settledAt", coalesce(answer.codes, '') as answers
    from official_document d
    left join lateral (
      select string_agg(distinct coalesce(o.full_name, u.name), ', ') as who, min(w.opened_at) as at, max(w.due_at) as due
      from work_item w left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
      where w.subject_id = d.id and w.step_key like 'lead:%' and (w.state <> 'cancelled' or w.closed_at = d.settled_at)) given on true
    left join lateral (
      select string_agg(coalesce(o.code_number::text, '') || '/' || o.code_notation, ', ') as codes
      from document_link l join official_document o on o.id = l.from_id
      where l.to_id = d.id and l.kind = 'answers' and o.state = 'issued') answer on true
    where ${inBook(actor, asked)}
      and ${behindIn(asked.after, sql`d.register_year`, sql`d.register_number`)}
    order by d.register_year, d.register_number limit ${asked.limit}`.execute(reader)
  return answer.rows
}

/** To whom the documents of a book were handed, also where that was taken back later, in the order of their numbers; and when each opened it. */
export const listHandOvers = async (
  reader: Reader,
  actor: OfficerActor,
  asked: BookQuestion,
): Promise<readonly HandOverLine[]> => {
  const { after } = asked
  const answer = await sql<HandOverLine>`
    select w.id, ${incomingFace}, w.opened_at as "handedAt", split_part(w.step_key, ':', 1) as part,
      coalesce(o.full_name, u.name, '') as receiver, opened.at as "openedAt"
    from official_document d
    join work_item w on w.subject_id = d.id and w.subject_kind = 'official-document'
      and split_part(w.step_key, ':', 1) in ('lead', 'together', 'informed')
    left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
    left join lateral (${openedAt}) opened on true
    where ${inBook(actor, asked)}
      and (${after === null} or (d.register_year, d.register_number, w.id) >
        (${after?.year ?? 0}::smallint, ${after?.number ?? 0}::int, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid))
    order by d.register_year, d.register_number, w.id limit ${asked.limit}`.execute(reader)
  return answer.rows
}

export type RegisterPrint = {
  readonly id: string
  readonly form: RegisterForm
  readonly fromDay: Temporal.PlainDate
  readonly untilDay: Temporal.PlainDate
  readonly lines: number
  readonly madeBy: string
  readonly madeAt: Temporal.Instant
  readonly attachmentId: string
}

/** The closed and sealed prints of a book of the officer's registries, the latest first. */
export const listRegisterPrints = async (
  reader: Reader,
  actor: OfficerActor,
  registerId: string,
): Promise<readonly RegisterPrint[]> => {
  const answer = await sql<RegisterPrint>`
    select p.id, p.form, p.from_day as "fromDay", p.until_day as "untilDay", p.lines, o.full_name as "madeBy", p.made_at as "madeAt",
      p.attachment_id as "attachmentId"
    from document_register_print p join document_register r on r.id = p.register_id join officer o on o.id = p.made_by
    where p.register_id = ${registerId} and r.agency_id = any(${registryAgencies(actor)}::uuid[])
    order by p.made_at desc limit 24`.execute(reader)
  return answer.rows
}
