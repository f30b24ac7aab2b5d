import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { OpenWorkKind } from '#modules/agencies/index.ts'
import { fileListSubject } from '../domain/index.ts'

/** Colleagues of the agency, and of the unit where there is one, of the row `mine`. */
const successors = (officerId: string, day: Temporal.PlainDate): RawBuilder<unknown> => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name, 'title', fit.title)
      order by fit.full_name), '[]')
    from (select distinct on (officer.id) officer.id, officer.full_name, post.title from post
      join post_holding on post_holding.post_id = post.id and post_holding.in_force @> ${day}::date
      join officer on officer.id = post_holding.officer_id
      where officer.id <> ${officerId} and post.agency_id = mine.agency_id
        and (mine.unit_id is null or post.unit_id is null or post.unit_id = mine.unit_id)) fit)`

const kept = sql`state in ('open', 'closed', 'offered')`

/** Files of work that an officer keeps and the archive does not have yet: a colleague of the agency (and unit) keeps them from now on. */
export const keptFiles: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select concat_ws('|', 'file', mine.agency_id, coalesce(mine.unit_id::text, '')) as key, 'file' as kind,
        'work-file' as "subjectKind", null::text as role, mine.count, false as "mayRelease",
        (select concat_ws(', ', (select name from unit where unit.id = mine.unit_id), agency.name)
          from agency where agency.id = mine.agency_id) as place,
        ${successors(officerId, day)} as successors
      from (select agency_id, unit_id, count(*)::int as count from work_file
        where keeper_id = ${officerId} and ${kept} group by 1, 2) mine order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { group, fromOfficerId, toOfficerId, now }) => {
    const [, agencyId = '', unitId = ''] = group.key.split('|')
    const mine = sql`keeper_id = ${fromOfficerId} and ${kept} and agency_id = ${agencyId}
      and unit_id is not distinct from nullif(${unitId}, '')::uuid`
    await sql`select from work_file where ${mine} order by id for update`.execute(tx)
    const answer = await sql<{ id: string }>`
      update work_file set keeper_id = ${toOfficerId}::uuid, updated_at = ${now} where ${mine} returning id`.execute(tx)
    return answer.rows.map(({ id }) => id)
  },
}

/** Entries of lists of files that nobody has opened yet. */
const unopened = sql`file_list_entry e join file_list l on l.id = e.list_id
  where not exists (select from work_file f where f.entry_id = e.id)`

/** Files that an officer is to open by the list of a year: a colleague of the agency opens them. */
export const plannedFiles: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select concat_ws('|', 'planned-file', mine.agency_id) as key, 'planned-file' as kind, ${fileListSubject} as "subjectKind",
        null::text as role, mine.count, false as "mayRelease", agency.name as place, ${successors(officerId, day)} as successors
      from (select l.agency_id, null::uuid as unit_id, count(*)::int as count from ${unopened} and e.keeper_id = ${officerId}
        group by 1) mine join agency on agency.id = mine.agency_id order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { group, fromOfficerId, toOfficerId }) => {
    const [, agencyId = ''] = group.key.split('|')
    const mine = sql`${unopened} and e.keeper_id = ${fromOfficerId} and l.agency_id = ${agencyId}::uuid`
    await sql`select from file_list where id in (select e.list_id from ${mine}) order by id for update`.execute(tx)
    const answer = await sql<{ id: string }>`
      update file_list_entry set keeper_id = ${toOfficerId}::uuid where id in (select e.id from ${mine})
      returning list_id as id`.execute(tx)
    return [...new Set(answer.rows.map(({ id }) => id))]
  },
}
