import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import {
  type AddFinding,
  type AnswerFinding,
  type AuditState,
  type FindingState,
  type PlanAudit,
  unitsOf,
} from '../domain/index.ts'

/** Whether the post that is to lead an audit is of the unit that is audited. */
export const isPostOfUnit = async (tx: Tx, postId: string, unitId: string | null): Promise<boolean> => {
  if (unitId === null) return false
  const post = await tx
    .selectFrom('post')
    .select('id')
    .where('id', '=', postId)
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return post !== undefined
}

/** Another audit in the plan of its year; the plan waits for the leader again. False when it is there already. */
export const insertAudit = async (tx: Tx, audit: PlanAudit): Promise<boolean> => {
  const { year } = audit.plannedOn
  await sql`
    insert into quality_audit_plan (agency_id, year) values (${audit.agencyId}, ${year})
    on conflict (agency_id, year) do update set approved_by = null, approved_at = null`.execute(tx)
  const answer = await sql`
    insert into quality_audit (id, agency_id, year, number, title, criteria, unit_id, lead_post_id, team, planned_on)
    values (${audit.id}, ${audit.agencyId}, ${year},
      (select coalesce(max(number), 0) + 1 from quality_audit where agency_id = ${audit.agencyId} and year = ${year}),
      ${audit.title}, ${audit.criteria}, ${audit.unitId}::uuid, ${audit.leadPostId}, ${audit.team}, ${audit.plannedOn}::date)
    on conflict (id) do nothing returning id`.execute(tx)
  return answer.rows.length > 0
}

export const areAuditParties = async (tx: Tx, agencyId: string, unitId: string | null, postId: string | null) => {
  const answer = await sql<{ known: boolean }>`
    select (${unitId}::uuid is null or exists (select from unit where id = ${unitId} and agency_id = ${agencyId}))
      and (${postId}::uuid is null or exists (select from post join agency home on home.id = post.agency_id
        where post.id = ${postId} and (home.id = ${agencyId} or (home.kind = 'office' and home.parent_id = ${agencyId})))) as known`.execute(
    tx,
  )
  return answer.rows[0]?.known ?? false
}

/** Whether there was a plan to approve. */
export const agreeToPlanRow = async (
  tx: Tx,
  plan: { readonly agencyId: string; readonly year: number },
  by: { readonly officerId: string; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const answer = await sql`
    update quality_audit_plan set approved_by = ${by.officerId}, approved_at = ${by.at}
    where agency_id = ${plan.agencyId} and year = ${plan.year} returning year`.execute(tx)
  return answer.rows.length > 0
}

export type KnownAudit = {
  readonly id: string
  readonly agencyId: string
  readonly state: AuditState
  readonly isPlanApproved: boolean
  readonly openFindings: number
  /** The officer holds the post that leads it. */
  readonly leads: boolean
  /** The officer is of the unit that is audited. */
  readonly isAudited: boolean
}

export const findAuditForUpdate = async (tx: Tx, actor: OfficerActor, id: string): Promise<KnownAudit | null> => {
  const posts = actor.posts.map((post) => post.postId)
  const answer = await sql<KnownAudit>`
    select a.id, a.agency_id as "agencyId", a.state, p.approved_at is not null as "isPlanApproved",
      (select count(*)::int from quality_finding f where f.audit_id = a.id and f.state <> 'closed') as "openFindings",
      a.lead_post_id = any(${posts}::uuid[]) as leads,
      coalesce(a.unit_id = any(${unitsOf(actor)}::uuid[]), false) as "isAudited"
    from quality_audit a join quality_audit_plan p on p.agency_id = a.agency_id and p.year = a.year
    where a.id = ${id} for update of a`.execute(tx)
  return answer.rows[0] ?? null
}

export const holdAuditRow = async (
  tx: Tx,
  id: string,
  held: { readonly on: Temporal.PlainDate; readonly summary: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update quality_audit set state = 'held', held_on = ${held.on}::date, summary = ${held.summary}, held_at = ${held.at}
    where id = ${id}`.execute(tx)
}

export const closeAuditRow = async (
  tx: Tx,
  id: string,
  by: { readonly officerId: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update quality_audit set state = 'closed', closed_at = ${by.at}, closed_by = ${by.officerId} where id = ${id}`.execute(
    tx,
  )
}

/** False when there is one of this id already. The audit is locked. */
export const insertFinding = async (tx: Tx, finding: AddFinding): Promise<boolean> => {
  const answer = await sql`
    insert into quality_finding (id, audit_id, number, grade, clause, body, process_id, unit_id, due_on)
    values (${finding.id}, ${finding.auditId},
      (select coalesce(max(number), 0) + 1 from quality_finding where audit_id = ${finding.auditId}),
      ${finding.grade}, ${finding.clause}, ${finding.body}, ${finding.processId}::uuid, ${finding.unitId}, ${finding.dueOn}::date)
    on conflict (id) do nothing returning id`.execute(tx)
  return answer.rows.length > 0
}

export type KnownFinding = {
  readonly auditId: string
  readonly state: FindingState
  /** The officer heads the unit that answers for it. */
  readonly answers: boolean
  /** The officer is of that unit, or gave its answer. */
  readonly isAudited: boolean
}

export const findFindingForUpdate = async (tx: Tx, actor: OfficerActor, id: string): Promise<KnownFinding | null> => {
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  const answer = await sql<KnownFinding>`
    select audit_id as "auditId", state, unit_id = any(${headed}::uuid[]) as answers,
      (unit_id = any(${unitsOf(actor)}::uuid[]) or coalesce(answered_by = ${actor.officerId}, false)) as "isAudited" from quality_finding
    where id = ${id} for update`.execute(tx)
  return answer.rows[0] ?? null
}

export const answerFindingRow = async (
  tx: Tx,
  said: AnswerFinding,
  by: { readonly officerId: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update quality_finding set state = 'answered', cause = ${said.cause}, correction = ${said.correction},
      prevention = ${said.prevention}, answered_by = ${by.officerId}, answered_at = ${by.at} where id = ${said.findingId}`.execute(
    tx,
  )
}

export const verifyFindingRow = async (
  tx: Tx,
  id: string,
  verdict: { readonly isClosed: boolean; readonly words: string; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update quality_finding set state = ${verdict.isClosed ? 'closed' : 'open'}, verdict = ${verdict.words},
      verified_by = ${verdict.by}, verified_at = ${verdict.at} where id = ${id}`.execute(tx)
}

export const setObjectiveRow = async (
  tx: Tx,
  objective: {
    readonly agencyId: string
    readonly measure: string
    readonly procedureId: string | null
    readonly target: number
  },
  decided: { readonly by: string; readonly at: Temporal.Instant; readonly on: Temporal.PlainDate },
): Promise<void> => {
  const { agencyId, measure, procedureId, target } = objective
  await sql`select from agency where id = ${agencyId} for no key update`.execute(tx)
  await sql`
    update quality_objective set in_force = in_force * daterange(null, ${decided.on}::date)
    where agency_id = ${agencyId} and measure = ${measure} and procedure_id is not distinct from ${procedureId}::uuid
      and upper(in_force) is null`.execute(tx)
  await sql`
    insert into quality_objective (id, agency_id, measure, procedure_id, target, in_force, decided_by, decided_at)
    values (gen_random_uuid(), ${agencyId}, ${measure}, ${procedureId}::uuid, ${target}, daterange(${decided.on}::date, null),
      ${decided.by}, ${decided.at})`.execute(tx)
}
