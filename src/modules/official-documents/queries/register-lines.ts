import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { registryAgencies } from './document-remit.ts'

export type RegisterBook = {
  readonly id: string
  readonly agencyId: string
  readonly agencyName: string
  readonly superior: string
  readonly direction: 'incoming' | 'outgoing' | 'copy'
  readonly key: string
  readonly name: string
  readonly typeCodes: readonly string[]
  readonly isSecret: boolean
  readonly openedOn: Temporal.PlainDate
  readonly lines: number
}

/** The books of the officer's registries, with how many lines this year has. */
export const listBooks = async (
  reader: Reader,
  actor: OfficerActor,
  year: number,
): Promise<readonly RegisterBook[]> => {
  const answer = await sql<RegisterBook>`
    select r.id, r.agency_id as "agencyId", a.name as "agencyName", coalesce(above.name, '') as superior, r.direction, r.key, r.name,
      r.type_codes as "typeCodes", r.is_secret as "isSecret", r.opened_on as "openedOn", coalesce(c.value, 0)::int as lines
    from document_register r join agency a on a.id = r.agency_id left join agency above on above.id = a.parent_id
    left join counter c on c.scope = 'document-register' and c.key = r.id || '/' || ${String(year)}
    where r.agency_id = any(${registryAgencies(actor)}::uuid[]) and r.closed_on is null
    order by a.name, r.direction, r.is_secret, r.key`.execute(reader)
  return answer.rows
}

/** A line of the book of incoming documents, and of that in which their handling is followed. */
export type RegisterLine = {
  readonly arrivedAt: Temporal.Instant
  readonly number: number
  readonly authorName: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly typeCode: string
  readonly subject: string
  readonly receivers: string
  readonly routedAt: Temporal.Instant | null
  readonly dueAt: Temporal.Instant | null
  readonly state: string
  readonly settledAt: Temporal.Instant | null
  readonly answers: string
  readonly secrecy: number
}

export type RegisterLineQuestion = {
  readonly registerId: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly limit: number
}

/** Lines of a book of the officer's registries between two days, in the order of their numbers. */
export const listRegisterLines = async (
  reader: Reader,
  actor: OfficerActor,
  question: RegisterLineQuestion,
): Promise<readonly RegisterLine[]> => {
  const answer = await sql<RegisterLine>`
    select d.registered_at as "arrivedAt", d.register_number as number, d.author_name as "authorName",
      d.code_number as "codeNumber", d.code_notation as "codeNotation", d.document_date as "documentDate",
      d.type_code as "typeCode", d.subject, coalesce(given.who, '') as receivers, given.at as "routedAt",
      coalesce(given.due, d.due_at) as "dueAt", d.state, d.settled_at as "settledAt", coalesce(answer.codes, '') as answers,
      d.secrecy::int
    from official_document d
    left join lateral (
      select string_agg(distinct coalesce(o.full_name, u.name), ', ') as who, min(w.opened_at) as at, max(w.due_at) as due
      from work_item w left join officer o on o.id = w.officer_id left join unit u on u.id = w.unit_id
      where w.subject_id = d.id and w.step_key like 'lead:%' and w.state <> 'cancelled') given on true
    left join lateral (
      select string_agg(coalesce(o.code_number::text, '') || '/' || o.code_notation, ', ') as codes
      from document_link l join official_document o on o.id = l.from_id
      where l.to_id = d.id and l.kind = 'answers' and o.state = 'issued') answer on true
    where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.register_id = ${question.registerId}
      and d.register_year between ${question.from.year} and ${question.until.year}
      and (d.registered_at at time zone 'Asia/Ho_Chi_Minh')::date between ${question.from}::date and ${question.until}::date
    order by d.register_year, d.register_number limit ${question.limit}`.execute(reader)
  return answer.rows
}
