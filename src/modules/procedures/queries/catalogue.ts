import { sql } from 'kysely'
import { z } from 'zod'
import type { Reader } from '#platform/database/connection.ts'
import { type CardRow, cardColumns, cardOf, cardTables, type ProcedureCard } from './procedure-card.ts'

export type FieldOfProcedures = { readonly field: string; readonly procedures: number; readonly offered: number }

/** The fields that have procedures, those the province offers most in first. */
export const listFields = async (reader: Reader): Promise<readonly FieldOfProcedures[]> => {
  const answer = await sql<FieldOfProcedures>`
    select p.field, count(*) as procedures, count(l.procedure_id) as offered
    from procedure p left join procedure_local l on l.procedure_id = p.id
    where p.withdrawn_at is null and p.field <> ''
    group by p.field order by offered desc, procedures desc, p.field limit 500`.execute(reader)
  return answer.rows
}

/** For whom procedures are ("Đối tượng thực hiện"), the most frequent first. */
export const listSubjects = async (
  reader: Reader,
): Promise<readonly { readonly subject: string; readonly procedures: number }[]> => {
  const answer = await sql<{ subject: string; procedures: number }>`
    select subject, count(*) as procedures from procedure p cross join unnest(p.subjects) as subject
    where p.withdrawn_at is null group by subject order by procedures desc, subject limit 100`.execute(reader)
  return answer.rows
}

export type HomePage = {
  readonly common: readonly ProcedureCard[]
  readonly figures: {
    readonly procedures: number
    readonly offered: number
    readonly filedOnline: number
    readonly desks: number
  }
  readonly fields: readonly FieldOfProcedures[]
}

const commonShown = 12
const fieldsShown = 12

const Figures = z.object({
  procedures: z.number(),
  offered: z.number(),
  filedOnline: z.number(),
  desks: z.number(),
  fields: z.array(z.object({ field: z.string(), procedures: z.number(), offered: z.number() })),
})

/** What the home page shows of the catalogue, in two statements. */
export const homePage = async (reader: Reader): Promise<HomePage> => {
  const figures = await sql<{ readonly figures: unknown }>`
    select jsonb_build_object(
      'procedures', (select count(*) from procedure where withdrawn_at is null),
      'offered', (select count(*) from procedure_local where is_open),
      'filedOnline', (select count(*) from procedure_local where is_open and files_online),
      'desks', (select count(*) from agency where kind = 'one-stop-desk' and abolished_on is null),
      'fields', coalesce((select jsonb_agg(to_jsonb(one)) from (
        select p.field, count(*) as procedures, count(l.procedure_id) as offered
        from procedure p join procedure_local l on l.procedure_id = p.id
        where p.withdrawn_at is null and p.field <> '' and l.is_open
        group by p.field order by offered desc, p.field limit ${fieldsShown}) one), '[]')
    ) as figures`.execute(reader)
  const { fields, ...counts } = Figures.parse(figures.rows[0]?.figures)
  const common = await sql<CardRow>`
    with page as (
      select l.procedure_id as id from procedure_local l join procedure p on p.id = l.procedure_id
      where l.is_common and l.is_open and p.withdrawn_at is null
      order by length(p.name_words), p.name_folded limit ${commonShown}
    )
    select ${cardColumns} from page ${cardTables(sql`page.id`)}
    order by length(p.name_words), p.name_folded`.execute(reader)
  return { common: common.rows.map(cardOf), figures: counts, fields }
}

export type AgencyProcedure = ProcedureCard & {
  readonly id: string
  /** The agency (or the committee above the desk) decides it; else it only takes it in for others. */
  readonly isDecidedHere: boolean
}

type AgencyRow = CardRow & { readonly id: string; readonly isDecidedHere: boolean }

/**
 * The open procedures of an agency: those it decides, and for a one-stop desk those it may take in. `own` is the agency and the one above it,
 * so that the desk of a commune has what its committee decides.
 */
export const catalogueForAgency = async (reader: Reader, agencyId: string): Promise<readonly AgencyProcedure[]> => {
  const answer = await sql<AgencyRow>`
    with here as (select id, kind, level, parent_id from agency where id = ${agencyId}),
    own as (
      select id, level, kind from here
      union all select a.id, a.level, a.kind from agency a join here on here.parent_id = a.id where here.kind = 'one-stop-desk'
    ),
    page as (
      select l.procedure_id as id, is_decided_here from procedure_local l
      cross join here
      cross join lateral (select case l.deciding_kind
        when 'commune' then exists (select from own where own.level = 'commune' and own.kind = 'peoples-committee')
        else l.deciding_agency_id in (select own.id from own) end as is_decided_here) decided
      where l.is_open and (is_decided_here or here.kind = 'one-stop-desk'
        and (l.addition->>'receivedAt' = 'any-desk' or here.level = 'province' and l.deciding_kind = 'agency'))
    )
    select p.id, page.is_decided_here as "isDecidedHere", ${cardColumns}
    from page ${cardTables(sql`page.id`)}
    where p.withdrawn_at is null
    order by l.is_common desc, page.is_decided_here desc, p.field, p.name_folded limit 2000`.execute(reader)
  return answer.rows.map((row) => ({ ...cardOf(row), id: row.id, isDecidedHere: row.isDecidedHere }))
}
