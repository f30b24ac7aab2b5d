import { sql } from 'kysely'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { OpenWorkKind } from '#modules/agencies/index.ts'

const ahead = sql`e.state in ('registered', 'approved')`

/**
 * Engagements to come that an officer leads or takes part in: a colleague of the agency goes instead; who only takes part may also
 * simply be left out.
 */
export const engagementsToCome: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const from = sql`(${day}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'`
    const answer = await sql<OpenWorkGroup>`
      select mine.kind || '|' || mine.agency_id as key, mine.kind, 'engagement' as "subjectKind", null::text as role, mine.count,
        mine.kind = 'engagement-joins' as "mayRelease", (select name from agency where agency.id = mine.agency_id) as place,
        (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name, 'title', fit.title)
            order by fit.full_name), '[]')
          from (select distinct on (officer.id) officer.id, officer.full_name, post.title from post
            join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
            join officer on officer.id = h.officer_id
            where officer.id <> ${officerId} and post.agency_id = mine.agency_id) fit) as successors
      from (
        select 'engagement-leads' as kind, e.agency_id, count(*)::int as count from engagement e
          where e.chair_id = ${officerId} and ${ahead} and e.ends_at > ${from} group by e.agency_id
        union all
        select 'engagement-joins', e.agency_id, count(*)::int from engagement_party p join engagement e on e.id = p.engagement_id
          where p.officer_id = ${officerId} and ${ahead} and e.ends_at > ${from} group by e.agency_id
      ) mine order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { group, fromOfficerId, toOfficerId, now }) => {
    const agencyId = group.key.split('|')[1] ?? ''
    // As the preview counts: from the beginning of the day.
    const from = sql`date_trunc('day', ${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'`
    const mine = sql`e.agency_id = ${agencyId} and ${ahead} and e.ends_at > ${from}`
    if (group.kind === 'engagement-leads') {
      const led = await sql<{ id: string }>`
        update engagement e set chair_id = ${toOfficerId}::uuid, changed_at = ${now}, version = version + 1
        where e.chair_id = ${fromOfficerId} and ${mine} returning e.id`.execute(tx)
      return led.rows.map(({ id }) => id)
    }
    const left = await sql<{ id: string }>`
      delete from engagement_party p using engagement e
      where e.id = p.engagement_id and p.officer_id = ${fromOfficerId} and ${mine} returning p.engagement_id as id`.execute(
      tx,
    )
    const ids = left.rows.map(({ id }) => id)
    if (toOfficerId !== null)
      await sql`
        insert into engagement_party (engagement_id, officer_id)
        select e.id, ${toOfficerId}::uuid from engagement e where e.id = any(${ids}::uuid[]) and e.chair_id is distinct from ${toOfficerId}::uuid
        on conflict do nothing`.execute(tx)
    return ids
  },
}
