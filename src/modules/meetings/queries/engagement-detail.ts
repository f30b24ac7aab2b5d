import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import { doesDuty } from '#modules/agencies/index.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import { maySeeTask } from '#modules/tasks/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { maySeeEngagement } from './engagement-remit.ts'
import { entryColumns, type PlanEntry } from './week-plan.ts'

export type EngagementDetail = PlanEntry & {
  readonly note: string
  readonly registeredById: string
  readonly registeredBy: string
  readonly registeredAt: Temporal.Instant
  readonly decidedBy: string
  readonly concludedAt: Temporal.Instant | null
  readonly roomId: string | null
  readonly placeWords: string
  readonly chairWords: string
  readonly guests: string
  readonly preparedUnitId: string | null
  readonly officerIds: readonly string[]
  readonly unitIds: readonly string[]
  readonly arranges: boolean
  readonly leads: boolean
  readonly publishedAt: Temporal.Instant | null
  /** How many of its series follow and are not over; none where it takes place once. */
  readonly follow: number
}

/** One engagement as an officer may see it; null when it is not there for him. One statement. */
export const findEngagement = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<EngagementDetail | null> => {
  const day = localDate(now)
  const answer = await sql<EngagementDetail>`
    select ${entryColumns(actor)}, e.note, e.registered_by as "registeredById", registrar.full_name as "registeredBy",
      e.registered_at as "registeredAt", coalesce(decider.full_name, '') as "decidedBy", e.concluded_at as "concludedAt",
      e.room_id as "roomId", e.place as "placeWords", e.chair_words as "chairWords", e.guests, e.prepared_unit_id as "preparedUnitId",
      array(select officer_id from engagement_party p where p.engagement_id = e.id and officer_id is not null) as "officerIds",
      array(select unit_id from engagement_party p where p.engagement_id = e.id and unit_id is not null) as "unitIds",
      ${doesDuty(actor, 'weekly-plan', sql`e.agency_id`, day)} as arranges,
      e.agency_id = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[]) as leads,
      (select published_at from weekly_plan w where w.agency_id = e.agency_id
        and w.monday = date_trunc('week', e.starts_at at time zone 'Asia/Ho_Chi_Minh')::date) as "publishedAt",
      (select count(*)::int from engagement l where l.series_id = e.series_id and l.starts_at > e.starts_at
        and l.state in ('registered', 'approved')) as follow
    from engagement e join officer registrar on registrar.id = e.registered_by left join officer decider on decider.id = e.decided_by
    where e.id = ${id} and ${maySeeEngagement(actor, day)}`.execute(reader)
  return answer.rows[0] ?? null
}

export type EngagementPaper = {
  readonly id: string
  readonly direction: string
  readonly code: string
  readonly subject: string
}

/** The documents of an engagement that the officer may see; the others are not hinted at. One statement. */
export const listEngagementPapers = async (
  reader: Reader,
  actor: OfficerActor,
  engagementId: string,
  now: Temporal.Instant,
): Promise<readonly EngagementPaper[]> => {
  const answer = await sql<EngagementPaper>`
    select d.id, d.direction, coalesce(d.code_number || '/' || d.code_notation, '') as code, d.subject
    from engagement_paper p join official_document d on d.id = p.document_id
    where p.engagement_id = ${engagementId} and ${maySeeDocument(actor, now)} order by d.document_date, d.id`.execute(
    reader,
  )
  return answer.rows
}

export type ConclusionLine = {
  readonly position: number
  readonly body: string
  readonly responsibleId: string | null
  readonly responsible: string
  readonly dueOn: Temporal.PlainDate | null
  readonly taskId: string | null
  readonly taskState: 'open' | 'reported' | 'done' | 'cancelled' | null
  readonly progress: number | null
}

/** Who works on conclusions, or may issue them, reads them before; once they are issued whoever sees the engagement does. */
const mayReadConclusions = (actor: OfficerActor, day: Temporal.PlainDate) => sql<boolean>`(e.concluded_at is not null
  or e.chair_id = ${actor.officerId} or e.registered_by = ${actor.officerId}
  or e.agency_id = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[])
  or ${doesDuty(actor, 'weekly-plan', sql`e.agency_id`, day)})`

/** What was concluded, with how far the task of each line is for who may see that too. One statement. */
export const listConclusionLines = async (
  reader: Reader,
  actor: OfficerActor,
  engagementId: string,
  now: Temporal.Instant,
): Promise<readonly ConclusionLine[]> => {
  const answer = await sql<ConclusionLine>`
    select c.position, c.body, c.responsible_id as "responsibleId", c.due_on as "dueOn", t.id as "taskId",
      coalesce((select full_name from officer where officer.id = c.responsible_id),
        (select name from unit where unit.id = c.responsible_id), '') as responsible,
      t.state as "taskState", t.progress
    from engagement_conclusion c join engagement e on e.id = c.engagement_id
    left join task t on t.id = c.task_id and ${maySeeTask(actor)}
    where c.engagement_id = ${engagementId} and ${mayReadConclusions(actor, localDate(now))} order by c.position`.execute(
    reader,
  )
  return answer.rows
}
