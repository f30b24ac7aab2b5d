import { type RawBuilder, sql } from 'kysely'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { Handing, OpenWorkKind } from '#modules/agencies/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { showDocumentOfTasks } from './shown-documents.ts'

/** How an officer stands to a task that is not over, with the capacities and the work that come with it. */
const standings = {
  'task-answers': { capacities: ['leading'], steps: sql`step_key = 'do'` },
  'task-asked': { capacities: ['approving'], steps: sql`step_key in ('judge', 'extension')` },
  'task-helps': { capacities: ['together', 'informed'], steps: sql`step_key like 'help:%'` },
} as const
type Standing = keyof typeof standings

/** The tasks of a standing as rows `(id, agency_id)`: the agency is where a successor must sit. */
const tasksOf = (standing: Standing, officerId: string): RawBuilder<unknown> => {
  const open = sql`task.state in ('open', 'reported')`
  if (standing === 'task-answers')
    return sql`select id, responsible_agency_id as agency_id from task where responsible_officer_id = ${officerId} and ${open}`
  if (standing === 'task-asked') return sql`select id, agency_id from task where assigned_by = ${officerId} and ${open}`
  return sql`select distinct task.id, p.agency_id from participant p join task on task.id = p.subject_id
    where p.subject_kind = 'task' and p.officer_id = ${officerId} and p.until_at is null
      and p.capacity in ('together', 'informed') and ${open}`
}

const groupsOf = (standing: Standing, officerId: string, day: unknown): RawBuilder<unknown> => sql`
  select ${standing} || '|' || mine.agency_id as key, ${standing}::text as kind, 'task' as "subjectKind", null::text as role,
    (select name from agency where agency.id = mine.agency_id) as place, mine.count, false as "mayRelease",
    (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name, 'title', fit.title)
        order by fit.full_name), '[]')
      from (select distinct on (officer.id) officer.id, officer.full_name, post.title from post
        join post_holding on post_holding.post_id = post.id and post_holding.in_force @> ${day}::date
        join officer on officer.id = post_holding.officer_id
        where officer.id <> ${officerId} and post.agency_id = mine.agency_id
          and (${standing} <> 'task-asked' or post.role in ('leader', 'unit-head'))) fit) as successors
  from (select agency_id, count(*)::int as count from (${tasksOf(standing, officerId)}) one group by agency_id) mine`

/** Rows of `participant`, and the work, of a standing go to the successor; where he has them already they only end. */
const moveRows = async (tx: Tx, standing: Standing, ids: readonly string[], handing: Handing): Promise<void> => {
  const { fromOfficerId: from, toOfficerId: to, now } = handing
  const { capacities, steps } = standings[standing]
  const tasks = sql`subject_kind = 'task' and subject_id = any(${[...ids]}::uuid[]) and officer_id = ${from}`
  await sql`
    with ended as (update participant set until_at = ${now}
      where ${tasks} and until_at is null and capacity = any(${[...capacities]}::text[]) returning *)
    insert into participant (id, subject_kind, subject_id, agency_id, unit_id, officer_id, capacity, from_at)
    select gen_random_uuid(), subject_kind, subject_id, agency_id, unit_id, ${to}::uuid, capacity, ${now} from ended
    where not exists (select from participant known where known.subject_id = ended.subject_id and known.until_at is null
      and known.officer_id = ${to}::uuid and known.capacity = ended.capacity)`.execute(tx)
  const doubled = sql`step_key like 'help:%' and exists (select from work_item known where known.subject_id = work_item.subject_id
    and known.state in ('open', 'paused') and known.step_key = 'help:' || ${to}::text)`
  const open = sql`${tasks} and state in ('open', 'paused') and ${steps}`
  await sql`update work_item set state = 'cancelled', closed_at = ${now} where ${open} and ${doubled}`.execute(tx)
  await sql`
    update work_item set officer_id = ${to}::uuid,
      step_key = case when step_key like 'help:%' then 'help:' || ${to}::text else step_key end
    where ${open}`.execute(tx)
}

/** Tasks that are not over: those an officer answers for, those he asked for and will judge, those he helps with. */
export const openTasks: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const all = (Object.keys(standings) as Standing[]).map((standing) => groupsOf(standing, officerId, day))
    const answer = await sql<OpenWorkGroup>`${sql.join(all, sql` union all `)} order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, handing) => {
    const { fromOfficerId, toOfficerId, group, now } = handing
    const standing = group.kind as Standing
    const agencyId = group.key.split('|')[1] ?? ''
    const mine = sql`select id from (${tasksOf(standing, fromOfficerId)}) mine where agency_id = ${agencyId}`
    const locked = await sql<{ id: string; documentId: string | null }>`
      select id, case when source_kind = 'document' then source_id end as "documentId" from task where id in (${mine}) order by id for update`.execute(
      tx,
    )
    const ids = locked.rows.map(({ id }) => id)
    const changed = sql`updated_at = ${now}, version = version + 1 where id = any(${ids}::uuid[])`
    if (standing === 'task-answers')
      await sql`update task set responsible_officer_id = ${toOfficerId}::uuid, ${changed}`.execute(tx)
    if (standing === 'task-asked')
      await sql`
        update task set assigned_by = ${toOfficerId}::uuid, assigned_post_id = (select post.id from post
          join post_holding h on h.post_id = post.id and h.officer_id = ${toOfficerId}::uuid and h.in_force @> (${now} at time zone 'Asia/Ho_Chi_Minh')::date
          where post.agency_id = task.agency_id order by post.role = 'leader' desc limit 1), ${changed}`.execute(tx)
    await moveRows(tx, standing, ids, handing)
    for (const documentId of new Set(locked.rows.map((task) => task.documentId)))
      await showDocumentOfTasks(tx, documentId, now)
    return ids
  },
}
