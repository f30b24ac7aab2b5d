import { type RawBuilder, sql } from 'kysely'
import { localDate, type Temporal, zone } from '#kernel/time.ts'
import { doesDuty, readableAgencies } from '#modules/agencies/index.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Measure } from '../domain/index.ts'

/** Whether the officer keeps the quality system of the agency of a row. */
export const keeps = (actor: OfficerActor, agencyId: RawBuilder<unknown>, day: Temporal.PlainDate) =>
  doesDuty(actor, 'quality', agencyId, day)

export const leadsHere = (actor: OfficerActor, agencyId: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${agencyId} = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[])`

export type QualityAgency = {
  readonly id: string
  readonly name: string
  readonly keeps: boolean
  readonly leads: boolean
}

/** The agencies whose processes the officer reads, his own first. One statement. */
export const listQualityAgencies = async (
  reader: Reader,
  actor: OfficerActor,
  now: Temporal.Instant,
): Promise<readonly QualityAgency[]> => {
  const day = localDate(now)
  const own = [...new Set(actor.posts.map((post) => post.agencyId))]
  const answer = await sql<QualityAgency>`
    select agency.id, agency.name, ${keeps(actor, sql`agency.id`, day)} as keeps, ${leadsHere(actor, sql`agency.id`)} as leads
    from agency where agency.id in (${readableAgencies(actor, 'quality', day)}) and agency.abolished_on is null
      and agency.kind <> 'one-stop-desk'
    order by agency.id = any(${own}::uuid[]) desc, array_position(${own}::uuid[], agency.id), agency.code limit 300`.execute(
    reader,
  )
  return answer.rows
}

export type ProcessLine = {
  readonly id: string
  readonly code: string
  readonly title: string
  /** Of the version in force; null: none is. */
  readonly version: number | null
  readonly inForceFrom: Temporal.PlainDate | null
  readonly hasDraft: boolean
}

/** The processes of an agency: to most only those in force, to whoever keeps or approves them all. One statement. */
export const listProcesses = async (
  reader: Reader,
  actor: OfficerActor,
  agencyId: string,
  now: Temporal.Instant,
): Promise<readonly ProcessLine[]> => {
  const day = localDate(now)
  const answer = await sql<ProcessLine>`
    select p.id, p.code, p.title, v.version, lower(v.effect) as "inForceFrom",
      (${keeps(actor, sql`p.agency_id`, day)} and exists (select from quality_process_version d
        where d.process_id = p.id and d.state = 'drafted')) as "hasDraft"
    from quality_process p left join quality_process_version v on v.process_id = p.id and v.effect @> ${day}::date
    where p.agency_id = ${agencyId} and p.agency_id in (${readableAgencies(actor, 'quality', day)})
      and (v.id is not null or ${keeps(actor, sql`p.agency_id`, day)})
    order by p.code limit 500`.execute(reader)
  return answer.rows
}

export type ProcessVersion = {
  readonly processId: string
  readonly agencyId: string
  readonly agencyName: string
  readonly code: string
  readonly title: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly version: number
  readonly state: 'drafted' | 'approved' | 'withdrawn'
  readonly purpose: string
  readonly scope: string
  readonly basis: string
  readonly steps: string
  readonly records: string
  readonly changeNote: string
  readonly from: Temporal.PlainDate | null
  readonly until: Temporal.PlainDate | null
  readonly isInForce: boolean
  readonly approvedBy: string
  readonly withdrawnReason: string
  readonly keeps: boolean
  readonly leads: boolean
}

/** A process: the version in force for all; every version, the newest first, for whoever keeps or approves it. One statement. */
export const listProcessVersions = async (
  reader: Reader,
  actor: OfficerActor,
  processId: string,
  now: Temporal.Instant,
): Promise<readonly ProcessVersion[]> => {
  const day = localDate(now)
  const answer = await sql<ProcessVersion>`
    select p.id as "processId", p.agency_id as "agencyId", agency.short_name as "agencyName", p.code, p.title,
      coalesce(pr.code, '') as "procedureCode", coalesce(pr.name, '') as "procedureName", v.version, v.state, v.purpose, v.scope, v.basis,
      v.steps, v.records, v.change_note as "changeNote", lower(v.effect) as from, upper(v.effect) - 1 as until,
      coalesce(v.effect @> ${day}::date, false) as "isInForce", coalesce(approver.full_name, '') as "approvedBy",
      v.withdrawn_reason as "withdrawnReason", ${keeps(actor, sql`p.agency_id`, day)} as keeps, ${leadsHere(actor, sql`p.agency_id`)} as leads
    from quality_process p join agency on agency.id = p.agency_id join quality_process_version v on v.process_id = p.id
    left join procedure pr on pr.id = p.procedure_id left join officer approver on approver.id = v.approved_by
    where p.id = ${processId} and p.agency_id in (${readableAgencies(actor, 'quality', day)})
      and (v.effect @> ${day}::date or ${keeps(actor, sql`p.agency_id`, day)})
    order by v.version desc limit 200`.execute(reader)
  return answer.rows
}

export type ObjectiveLine = {
  readonly measure: Measure
  readonly procedureName: string
  /** In hundredths. */
  readonly target: number
  readonly good: number
  readonly all: number
}

/**
 * What an agency wants to reach and has reached since a day, read from the work itself: nobody types these figures. One statement.
 */
export const listObjectives = async (
  reader: Reader,
  agencyId: string,
  since: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<readonly ObjectiveLine[]> => {
  const from = since.toZonedDateTime({ timeZone: zone }).toInstant()
  const dossiers = (extra: RawBuilder<unknown>) => sql`
    select count(*) filter (where d.settled in ('early', 'on-time'))::int as good, count(*)::int as all_of from dossier d
    where d.deciding_agency_id = o.agency_id and d.finished_at >= ${from} and d.settled is not null ${extra}`
  const answer = await sql<ObjectiveLine>`
    select o.measure, coalesce(pr.name, '') as "procedureName", o.target, f.good, f.all_of as all
    from quality_objective o left join procedure pr on pr.id = o.procedure_id
    cross join lateral (
      select * from (${dossiers(sql``)}) one where o.measure = 'dossiers-on-time'
      union all
      select * from (${dossiers(sql`and d.procedure_id = o.procedure_id`)}) one where o.measure = 'procedure-on-time'
      union all
      select * from (select count(*) filter (where r.score >= 4)::int as good, count(*)::int as all_of from rating r
        join dossier d on d.id = r.dossier_id where d.deciding_agency_id = o.agency_id and r.rated_at >= ${from}) one
        where o.measure = 'satisfaction'
      union all
      select * from (select count(*) filter (where (w.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
          = (w.signed_at at time zone 'Asia/Ho_Chi_Minh')::date)::int as good, count(*)::int as all_of
        from outgoing_paper w join official_document d on d.id = w.document_id
        where d.agency_id = o.agency_id and w.issued_at >= ${from} and w.signed_at is not null) one where o.measure = 'documents-same-day'
      union all
      select * from (select count(*) filter (where t.reported_at <= t.due_at)::int as good, count(*)::int as all_of from task t
        where t.responsible_agency_id = o.agency_id and t.due_at >= ${from} and t.due_at < ${now} and t.state <> 'cancelled') one
        where o.measure = 'tasks-on-time'
    ) f
    where o.agency_id = ${agencyId} and o.in_force @> ${localDate(now)}::date
    order by o.measure, pr.code limit 100`.execute(reader)
  return answer.rows
}
