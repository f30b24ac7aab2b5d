import { sql } from 'kysely'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { OpenWorkKind } from '#modules/agencies/index.ts'

const kept = sql`state in ('open', 'closed', 'offered')`

/** Files of work that an officer keeps and the archive does not have yet: a colleague of the agency (and unit) keeps them from now on. */
export const keptFiles: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select concat_ws('|', 'file', mine.agency_id, coalesce(mine.unit_id::text, '')) as key, 'file' as kind,
        'work-file' as "subjectKind", null::text as role, mine.count, false as "mayRelease",
        (select concat_ws(', ', (select name from unit where unit.id = mine.unit_id), agency.name)
          from agency where agency.id = mine.agency_id) as place,
        (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name, 'title', fit.title)
            order by fit.full_name), '[]')
          from (select distinct on (officer.id) officer.id, officer.full_name, post.title from post
            join post_holding on post_holding.post_id = post.id and post_holding.in_force @> ${day}::date
            join officer on officer.id = post_holding.officer_id
            where officer.id <> ${officerId} and post.agency_id = mine.agency_id
              and (mine.unit_id is null or post.unit_id is null or post.unit_id = mine.unit_id)) fit) as successors
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
