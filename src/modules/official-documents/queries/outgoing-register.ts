import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { CopyLine, OutgoingLine } from '../domain/outgoing-register.ts'
import { registryAgencies } from './document-remit.ts'

export type OutgoingBookQuestion = {
  readonly registerId: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  /** Empty: every type. */
  readonly typeCode: string
  /** The last line that was seen, by its number in its year. */
  readonly after: { readonly year: number; readonly number: number } | null
  readonly limit: number
}

const named = sql`(select string_agg(r.name, '; ' order by r.position) from document_recipient r
  where r.document_id = d.id and r.purpose <> 'archive')`

/** Lines of an outgoing book of the officer's registries, in the order of their numbers. */
export const listOutgoingLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: OutgoingBookQuestion,
): Promise<readonly OutgoingLine[]> => {
  const { after } = asked
  const answer = await sql<OutgoingLine>`
    select d.id, d.register_year::int as year, d.register_number as number, d.code_notation as notation, d.document_date as "documentDate",
      d.type_code as "typeCode", d.subject, d.signer_name as "signerName", coalesce(${named}, '') as recipients,
      coalesce(u.name, '') as "draftingUnit", d.copies, d.state, d.secrecy::int,
      (select (min(r.sent_at) at time zone 'Asia/Ho_Chi_Minh')::date from document_recipient r where r.document_id = d.id) as "sentOn"
    from official_document d left join unit u on u.id = d.drafting_unit_id
    where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.direction = 'outgoing' and d.register_id = ${asked.registerId}
      and d.register_year between ${asked.from.year} and ${asked.until.year}
      and d.document_date between ${asked.from}::date and ${asked.until}::date
      and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})
      and (${after === null} or (d.register_year, d.register_number) > (${after?.year ?? 0}::smallint, ${after?.number ?? 0}::int))
    order by d.register_year, d.register_number limit ${asked.limit}`.execute(reader)
  return answer.rows
}

/** Lines of the book of certified copies. */
export const listCopyLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: Omit<OutgoingBookQuestion, 'typeCode'>,
): Promise<readonly CopyLine[]> => {
  const { after } = asked
  const answer = await sql<CopyLine>`
    select c.id, c.document_id as "documentId", c.year::int, c.number, c.notation, (c.made_at at time zone 'Asia/Ho_Chi_Minh')::date as "madeOn",
      c.kind, c.source, c.target, d.type_code as "typeCode", d.code_number as "codeNumber", d.code_notation as "codeNotation",
      d.author_name as "authorName", d.subject, c.signer_name as "signerName", c.recipients, c.copies, c.attachment_id as "attachmentId"
    from document_copy c join official_document d on d.id = c.document_id
    where c.agency_id = any(${registryAgencies(actor)}::uuid[]) and c.register_id = ${asked.registerId}
      and c.year between ${asked.from.year} and ${asked.until.year}
      and (c.made_at at time zone 'Asia/Ho_Chi_Minh')::date between ${asked.from}::date and ${asked.until}::date
      and (${after === null} or (c.year, c.number) > (${after?.year ?? 0}::smallint, ${after?.number ?? 0}::int))
    order by c.year, c.number limit ${asked.limit}`.execute(reader)
  return answer.rows
}

export type RegisterPrint = {
  readonly id: string
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
    select p.id, p.from_day as "fromDay", p.until_day as "untilDay", p.lines, o.full_name as "madeBy", p.made_at as "madeAt",
      p.attachment_id as "attachmentId"
    from document_register_print p join document_register r on r.id = p.register_id join officer o on o.id = p.made_by
    where p.register_id = ${registerId} and r.agency_id = any(${registryAgencies(actor)}::uuid[])
    order by p.made_at desc limit 24`.execute(reader)
  return answer.rows
}
