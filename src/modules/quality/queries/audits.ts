import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type AuditState, type FindingState, type findingGrades, unitsOf } from '../domain/index.ts'
import { keeps, leadsHere } from './quality-lists.ts'

export type AuditLine = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly unit: string
  readonly lead: string
  readonly plannedOn: Temporal.PlainDate
  readonly heldOn: Temporal.PlainDate | null
  readonly state: AuditState
  readonly findings: number
  readonly open: number
  readonly isPlanApproved: boolean
}

const holderOf = sql`coalesce((select string_agg(officer.full_name, ', ' order by officer.full_name) from post_holding h
  join officer on officer.id = h.officer_id where h.post_id = post.id and h.in_force @> (now() at time zone 'Asia/Ho_Chi_Minh')::date), post.title)`

/** Audits are of those who work in the agency, or watch it. */
const maySeeAudits = (actor: OfficerActor, day: Temporal.PlainDate) => sql<boolean>`(
  a.agency_id = any(${[...new Set([...actor.posts.map((post) => post.agencyId), ...actor.supervisedAgencyIds])]}::uuid[])
  or ${keeps(actor, sql`a.agency_id`, day)} or a.lead_post_id = any(${actor.posts.map((post) => post.postId)}::uuid[]))`

/** The plan of a year, in its order. One statement. */
export const listAudits = async (
  reader: Reader,
  actor: OfficerActor,
  plan: { readonly agencyId: string; readonly year: number },
  now: Temporal.Instant,
): Promise<readonly AuditLine[]> => {
  const answer = await sql<AuditLine>`
    select a.id, a.number, a.title, coalesce(unit.name, '') as unit, ${holderOf} as lead, a.planned_on as "plannedOn", a.held_on as "heldOn",
      a.state, (select count(*)::int from quality_finding f where f.audit_id = a.id) as findings,
      (select count(*)::int from quality_finding f where f.audit_id = a.id and f.state <> 'closed') as open,
      p.approved_at is not null as "isPlanApproved"
    from quality_audit a join quality_audit_plan p on p.agency_id = a.agency_id and p.year = a.year
    join post on post.id = a.lead_post_id left join unit on unit.id = a.unit_id
    where a.agency_id = ${plan.agencyId} and a.year = ${plan.year} and ${maySeeAudits(actor, localDate(now))}
    order by a.planned_on, a.number limit 200`.execute(reader)
  return answer.rows
}

export type AuditDetail = AuditLine & {
  readonly agencyId: string
  readonly agencyName: string
  readonly superior: string
  readonly year: number
  readonly criteria: string
  readonly team: string
  readonly summary: string
  /** May hold it, add what was found and follow it up. */
  readonly audits: boolean
  readonly leads: boolean
}

/** One audit as an officer may see it; null when it is not there for him. One statement. */
export const findAudit = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<AuditDetail | null> => {
  const day = localDate(now)
  const answer = await sql<AuditDetail>`
    select a.id, a.number, a.title, coalesce(unit.name, '') as unit, ${holderOf} as lead, a.planned_on as "plannedOn", a.held_on as "heldOn",
      a.state, (select count(*)::int from quality_finding f where f.audit_id = a.id) as findings,
      (select count(*)::int from quality_finding f where f.audit_id = a.id and f.state <> 'closed') as open,
      p.approved_at is not null as "isPlanApproved", a.agency_id as "agencyId", agency.name as "agencyName",
      coalesce(above.name, '') as superior, a.year, a.criteria, a.team, a.summary,
      (${keeps(actor, sql`a.agency_id`, day)} or a.lead_post_id = any(${actor.posts.map((post) => post.postId)}::uuid[]))
        and not coalesce(a.unit_id = any(${unitsOf(actor)}::uuid[]), false) as audits,
      ${leadsHere(actor, sql`a.agency_id`)} as leads
    from quality_audit a join quality_audit_plan p on p.agency_id = a.agency_id and p.year = a.year
    join agency on agency.id = a.agency_id left join agency above on above.id = agency.parent_id
    join post on post.id = a.lead_post_id left join unit on unit.id = a.unit_id
    where a.id = ${id} and ${maySeeAudits(actor, day)}`.execute(reader)
  return answer.rows[0] ?? null
}

export type FindingLine = {
  readonly id: string
  readonly number: number
  readonly grade: (typeof findingGrades)[number]
  readonly clause: string
  readonly body: string
  readonly process: string
  readonly unit: string
  readonly dueOn: Temporal.PlainDate
  readonly state: FindingState
  readonly cause: string
  readonly correction: string
  readonly prevention: string
  readonly verdict: string
  /** The officer heads the unit that answers for it. */
  readonly answers: boolean
  /** The officer is of that unit, or gave its answer: somebody else looks whether it holds. */
  readonly isAudited: boolean
}

/** What an audit found, in its order. One statement. */
export const listFindings = async (
  reader: Reader,
  actor: OfficerActor,
  auditId: string,
): Promise<readonly FindingLine[]> => {
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  const answer = await sql<FindingLine>`
    select f.id, f.number, f.grade, f.clause, f.body, coalesce(p.code, '') as process, unit.name as unit, f.due_on as "dueOn", f.state,
      f.cause, f.correction, f.prevention, f.verdict, f.unit_id = any(${headed}::uuid[]) as answers,
      (f.unit_id = any(${unitsOf(actor)}::uuid[]) or coalesce(f.answered_by = ${actor.officerId}, false)) as "isAudited"
    from quality_finding f join unit on unit.id = f.unit_id left join quality_process p on p.id = f.process_id
    where f.audit_id = ${auditId} order by f.number limit 200`.execute(reader)
  return answer.rows
}

export type FindingFile = { readonly id: string; readonly findingId: string; readonly name: string }

/** The evidence of all findings of an audit, in the order it came. The caller has shown that the officer may see the audit. */
export const listFindingFiles = async (reader: Reader, auditId: string): Promise<readonly FindingFile[]> =>
  (
    await sql<FindingFile>`
      select x.id, x.owner_id as "findingId", x.name from quality_finding f
      join attachment x on x.owner_id = f.id and x.owner_kind = 'quality-finding' and x.removed_at is null
      where f.audit_id = ${auditId} order by x.added_at, x.id limit 1000`.execute(reader)
  ).rows

/** Whether a finding still takes evidence, and whether it does from this officer; null when he may not see its audit. */
export const findEvidenceStanding = async (
  reader: Reader,
  actor: OfficerActor,
  findingId: string,
  now: Temporal.Instant,
): Promise<{ readonly isOpen: boolean; readonly takesPart: boolean } | null> => {
  const day = localDate(now)
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  const posts = actor.posts.map((post) => post.postId)
  const { rows } = await sql<{ isOpen: boolean; takesPart: boolean }>`
    select f.state <> 'closed' as "isOpen",
      (f.unit_id = any(${headed}::uuid[]) or a.lead_post_id = any(${posts}::uuid[]) or ${keeps(actor, sql`a.agency_id`, day)}) as "takesPart"
    from quality_finding f join quality_audit a on a.id = f.audit_id
    where f.id = ${findingId} and ${maySeeAudits(actor, day)}`.execute(reader)
  return rows[0] ?? null
}

export type StoredEvidence = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** One file of a finding whose audit the officer may see; null of any other. */
export const findFindingFile = async (
  reader: Reader,
  actor: OfficerActor,
  place: { readonly findingId: string; readonly fileId: string },
  now: Temporal.Instant,
): Promise<StoredEvidence | null> => {
  const { rows } = await sql<StoredEvidence>`
    select x.name, s.media_type as "mediaType", s.size_bytes as "sizeBytes", x.sha256
    from attachment x join stored_file s on s.sha256 = x.sha256 join quality_finding f on f.id = x.owner_id
    join quality_audit a on a.id = f.audit_id
    where x.id = ${place.fileId} and x.owner_id = ${place.findingId} and x.owner_kind = 'quality-finding' and x.removed_at is null
      and ${maySeeAudits(actor, localDate(now))}`.execute(reader)
  return rows[0] ?? null
}

export type AuditChoices = {
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly posts: readonly { readonly id: string; readonly text: string }[]
  readonly processes: readonly { readonly id: string; readonly text: string }[]
}

/** Units, posts and processes for the forms of audits. One statement. */
export const listAuditChoices = async (
  reader: Reader,
  agencyId: string,
  now: Temporal.Instant,
): Promise<AuditChoices> => {
  const day = localDate(now)
  const answer = await sql<{ choices: AuditChoices }>`
    select jsonb_build_object(
      'units', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]') from unit
        where agency_id = ${agencyId} and kind <> 'leadership'),
      'posts', (select coalesce(jsonb_agg(jsonb_build_object('id', post.id, 'text', officer.full_name || ', ' || post.title)
          order by officer.full_name), '[]')
        from post join agency home on home.id = post.agency_id and (home.id = ${agencyId} or (home.kind = 'office' and home.parent_id = ${agencyId}))
        join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date join officer on officer.id = h.officer_id
        where post.role not in ('administrator', 'auditor')),
      'processes', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'text', code || ' ' || title) order by code), '[]')
        from quality_process where agency_id = ${agencyId})) as choices`.execute(reader)
  return answer.rows[0]?.choices ?? { units: [], posts: [], processes: [] }
}
