import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { LateFault, TaskSource, TaskState } from '../domain/index.ts'
import type { EntryKind } from '../store/entries.ts'
import { mayKnowSource, maySeeTask } from './officer-remit.ts'

export const maySee = async (reader: Reader, actor: OfficerActor, taskId: string): Promise<boolean> => {
  const { rows } = await sql`select from task t where t.id = ${taskId} and ${maySeeTask(actor)}`.execute(reader)
  return rows.length > 0
}

export type TaskPerson = { readonly id: string; readonly name: string; readonly capacity: 'together' | 'informed' }

export type TaskStory = {
  readonly id: string
  readonly kind: EntryKind
  readonly body: string
  readonly progress: number | null
  readonly dueAt: Temporal.Instant | null
  readonly name: string
  readonly title: string
  readonly at: Temporal.Instant
}

export type TaskDetail = {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly source: {
    readonly kind: TaskSource
    readonly id: string | null
    readonly label: string
    /** Of a document. */
    readonly direction: 'incoming' | 'outgoing' | null
  }
  readonly parent: { readonly id: string; readonly title: string } | null
  readonly parts: readonly {
    readonly id: string
    readonly title: string
    readonly state: TaskState
    readonly responsible: string
  }[]
  readonly agencyName: string
  readonly assignedBy: string
  readonly assignedByName: string
  readonly assignedPostId: string | null
  readonly responsibleOfficerId: string | null
  readonly responsibleUnitId: string | null
  readonly responsibleName: string
  readonly responsiblePlace: string
  readonly people: readonly TaskPerson[]
  readonly steps: readonly { readonly position: number; readonly name: string; readonly doneBy: string | null }[]
  readonly urgency: number
  readonly dueAt: Temporal.Instant | null
  readonly firstDueAt: Temporal.Instant | null
  readonly state: TaskState
  readonly progress: number
  readonly reportedAt: Temporal.Instant | null
  readonly lateFault: LateFault | null
  readonly lateReason: string
  readonly extension: { readonly dueWanted: string; readonly reason: string } | null
  readonly createdAt: Temporal.Instant
}

/** One task as its page shows it, when the officer may see it. One statement. */
export const findTask = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<TaskDetail | null> => {
  const { rows } = await sql<TaskDetail>`
    select asked.id, asked.title, asked.detail, asked.urgency, asked.state, asked.progress, asked.due_at as "dueAt",
      asked.first_due_at as "firstDueAt",
      asked.reported_at as "reportedAt", asked.late_fault as "lateFault", asked.late_reason as "lateReason", asked.created_at as "createdAt",
      (select jsonb_build_object('kind', asked.source_kind, 'id', case when known then asked.source_id end,
          'label', case when known then asked.source_label else '' end, 'direction', d.direction)
        from (select ${mayKnowSource(actor, now)} as known) remit
        left join official_document d on known and asked.source_kind = 'document' and d.id = asked.source_id) as source,
      (select jsonb_build_object('id', t.id, 'title', t.title) from task t where t.id = asked.parent_id and ${maySeeTask(actor)}) as parent,
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'state', t.state,
        'responsible', coalesce(co.full_name, cu.name, '')) order by t.created_at)
        from task t left join officer co on co.id = t.responsible_officer_id left join unit cu on cu.id = t.responsible_unit_id
        where t.parent_id = asked.id and ${maySeeTask(actor)}), '[]') as parts,
      a.short_name as "agencyName", asked.assigned_by as "assignedBy", ao.full_name as "assignedByName",
      asked.assigned_post_id as "assignedPostId", asked.responsible_officer_id as "responsibleOfficerId",
      asked.responsible_unit_id as "responsibleUnitId", coalesce(ro.full_name, ru.name, '') as "responsibleName",
      concat_ws(', ', case when ro.id is null then null else ru.name end, ra.short_name) as "responsiblePlace",
      coalesce((select jsonb_agg(jsonb_build_object('id', po.id, 'name', po.full_name, 'capacity', p.capacity) order by po.full_name)
        from participant p join officer po on po.id = p.officer_id
        where p.subject_kind = 'task' and p.subject_id = asked.id and p.capacity in ('together', 'informed') and p.until_at is null),
        '[]') as people,
      coalesce((select jsonb_agg(jsonb_build_object('position', s.position, 'name', s.name, 'doneBy', so.full_name) order by s.position)
        from task_step s left join officer so on so.id = s.done_by where s.task_id = asked.id), '[]') as steps,
      (select jsonb_build_object('dueWanted', to_char(x.due_wanted at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'reason', x.reason) from task_extension x where x.task_id = asked.id and x.decided_at is null) as extension
    from (select * from task t where t.id = ${id} and ${maySeeTask(actor)}) asked
    join agency a on a.id = asked.agency_id join officer ao on ao.id = asked.assigned_by
    join agency ra on ra.id = asked.responsible_agency_id
    left join officer ro on ro.id = asked.responsible_officer_id left join unit ru on ru.id = asked.responsible_unit_id`.execute(
    reader,
  )
  return rows[0] ?? null
}

/** What was said and done about a task, the first first. One statement; the caller has shown that the officer may see it. */
export const listTaskStory = async (reader: Reader, taskId: string): Promise<readonly TaskStory[]> => {
  const { rows } = await sql<TaskStory>`
    select id, kind, body, progress, due_at as "dueAt", officer_name as name, officer_title as title, said_at as at
    from task_entry where task_id = ${taskId} order by seq`.execute(reader)
  return rows
}
