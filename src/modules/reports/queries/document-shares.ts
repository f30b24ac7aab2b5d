import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { compareVietnamese } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentShareCounts, ShareFault } from '../domain/document-shares.ts'
import type { Period } from '../domain/form-ii06a.ts'
import { type Span, spansBetween } from '../domain/spans.ts'

export type DocumentShareRow = DocumentShareCounts & {
  readonly agencyId: string
  readonly name: string
  readonly level: string
}

const ofSpan = ({ grain, from, until }: Span): RawBuilder<unknown> => sql`
  select * from document_figure where span = ${sql.lit(grain)} and starts_on >= ${from}::date and starts_on < ${until}::date`

/** How documents that are not secret were issued, per agency: whole years, months and days are added up, whatever was issued. */
export const documentShares = async (
  reader: Reader,
  { from, until }: Period,
  agencyIds: readonly string[],
): Promise<readonly DocumentShareRow[]> => {
  const spans = spansBetween(from, until.add({ days: 1 })).map(ofSpan)
  const answer = await sql<DocumentShareRow>`
    select f.agency_id as "agencyId", a.name, a.level, sum(issued)::int as issued, sum(signed)::int as signed, sum(inside)::int as inside,
      sum(inside_electronic)::int as "insideElectronic", sum(outside)::int as outside,
      sum(outside_electronic)::int as "outsideElectronic", sum(same_day)::int as "sameDay", sum(in_time)::int as "inTime"
    from (${sql.join(spans, sql` union all `)}) f join agency a on a.id = f.agency_id
    where f.agency_id = any(${agencyIds}::uuid[]) group by 1, 2, 3`.execute(reader)
  return [...answer.rows].sort((left, right) => compareVietnamese(left.name, right.name))
}

const faults: Readonly<Record<ShareFault, RawBuilder<boolean>>> = {
  any: sql<boolean>`true`,
  'not-signed': sql<boolean>`not i.is_signed`,
  'inside-paper': sql<boolean>`i.inside_electronic = false`,
  'outside-paper': sql<boolean>`i.outside_electronic = false`,
  'not-same-day': sql<boolean>`not i.is_same_day`,
  late: sql<boolean>`not i.is_in_time`,
}

export type IssuedLine = {
  readonly id: string
  readonly issuedOn: Temporal.PlainDate
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
}

export type IssuedQuestion = Period & {
  readonly agencyId: string
  readonly fault: ShareFault
  readonly after: { readonly issuedOn: Temporal.PlainDate; readonly id: string } | null
  readonly limit: number
}

/** The documents behind a figure that this officer may see, by the day of issue. */
export const listIssued = async (
  reader: Reader,
  actor: OfficerActor,
  asked: IssuedQuestion,
  now: Temporal.Instant,
): Promise<readonly IssuedLine[]> => {
  const { after } = asked
  const answer = await sql<IssuedLine>`
    select d.id, i.issued_on as "issuedOn", d.type_code as "typeCode", d.subject, d.code_number as "codeNumber",
      d.code_notation as "codeNotation"
    from document_issue i join official_document d on d.id = i.document_id
    where i.agency_id = ${asked.agencyId} and i.issued_on between ${asked.from}::date and ${asked.until}::date
      and ${faults[asked.fault]} and ${maySeeDocument(actor, now)}
      and (${after === null} or (i.issued_on, d.id) > (${after?.issuedOn ?? asked.from}::date, ${after?.id ?? null}::uuid))
    order by i.issued_on, d.id limit ${asked.limit}`.execute(reader)
  return answer.rows
}
