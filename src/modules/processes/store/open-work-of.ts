import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OpenWorkGroup } from '#modules/agencies/domain/index.ts'
import type { Handing, OpenWorkKind } from '#modules/agencies/index.ts'
import type { Tx } from '#platform/database/connection.ts'

/** The tables in which the subjects of work lie: a subject is locked before what hangs on it, as every deed on it does. */
const subjectTables: Readonly<Record<string, string>> = {
  dossier: 'dossier',
  'official-document': 'official_document',
}

const lockSubjects = async (tx: Tx, subjectKind: string, of: RawBuilder<unknown>): Promise<void> => {
  const table = subjectTables[subjectKind]
  if (table === undefined) throw new Error(`work lies on subjects of a kind whose table is not known: ${subjectKind}`)
  await sql`select from ${sql.table(table)} where id in (${of}) order by id for update`.execute(tx)
}

/** A task, a signature and an agreement are handed over as a whole by the modules that know who answers for them. */
const elsewhere = sql`subject_kind <> 'task'`
const elsewhereToo = sql`${elsewhere} and not (subject_kind = 'official-document' and deed in ('sign', 'agree'))`

/** Who sits, in his own right, at a row's agency (and unit), with the role of the row when it has one. */
const fitting = (officerId: string, day: Temporal.PlainDate, role: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select distinct on (officer.id) officer.id, officer.full_name, post.title from post
  join post_holding on post_holding.post_id = post.id and post_holding.in_force @> ${day}::date
  join officer on officer.id = post_holding.officer_id
  where officer.id <> ${officerId} and post.agency_id = mine.agency_id and (${role}::text is null or post.role = ${role})
    and (mine.unit_id is null or post.unit_id is null or post.unit_id = mine.unit_id)`

const asSuccessors = (fit: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('officerId', fit.id, 'fullName', fit.full_name, 'title', fit.title)
    order by fit.full_name), '[]') from (${fit}) fit)`

const place = sql`(select concat_ws(', ', (select name from unit where unit.id = mine.unit_id), agency.name)
  from agency where agency.id = mine.agency_id)`

const places = ({ key }: OpenWorkGroup): RawBuilder<boolean> => {
  const [, subjectKind = '', role = '', agencyId = '', unitId = ''] = key.split('|')
  return sql<boolean>`subject_kind = ${subjectKind} and agency_id = ${agencyId}
    and unit_id is not distinct from nullif(${unitId}, '')::uuid ${role === '' ? sql`` : sql`and role = ${role}`}`
}

/** Steps that wait for the officer by name. They go to who holds the same role there, or back to all who do. */
const workItems: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select concat_ws('|', 'work', mine.subject_kind, mine.role, mine.agency_id, coalesce(mine.unit_id::text, '')) as key,
        'work' as kind, mine.subject_kind as "subjectKind", mine.role, ${place} as place, mine.count,
        ${asSuccessors(fitting(officerId, day, sql`mine.role`))} as successors,
        exists (${fitting(officerId, day, sql`mine.role`)}) as "mayRelease"
      from (select subject_kind, role, agency_id, unit_id, count(*)::int as count from work_item
        where officer_id = ${officerId} and state in ('open', 'paused') and ${elsewhereToo} group by 1, 2, 3, 4) mine
      order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { group, fromOfficerId, toOfficerId }: Handing) => {
    const open = sql`work_item where officer_id = ${fromOfficerId} and state in ('open', 'paused')
      and ${elsewhereToo} and ${places(group)}`
    await lockSubjects(tx, group.subjectKind, sql`select subject_id from ${open}`)
    const answer = await sql<{ id: string }>`
      update work_item set officer_id = ${toOfficerId} where id in (select id from ${open}) returning subject_id as id`.execute(
      tx,
    )
    return answer.rows.map(({ id }) => id)
  },
}

/** What the officer takes part in by name: a colleague of the same place takes part from now on; the past stays his. */
const participations: OpenWorkKind = {
  groupsOf: async (reader, officerId, day) => {
    const answer = await sql<OpenWorkGroup>`
      select concat_ws('|', 'following', mine.subject_kind, '', mine.agency_id, coalesce(mine.unit_id::text, '')) as key,
        'following' as kind, mine.subject_kind as "subjectKind", null as role, ${place} as place, mine.count,
        ${asSuccessors(fitting(officerId, day, sql`null`))} as successors, false as "mayRelease"
      from (select subject_kind, agency_id, unit_id, count(*)::int as count from participant
        where officer_id = ${officerId} and until_at is null and ${elsewhere} group by 1, 2, 3) mine
      order by 1`.execute(reader)
    return answer.rows
  },
  handOver: async (tx, { group, fromOfficerId, toOfficerId, now }: Handing) => {
    const open = sql`participant where officer_id = ${fromOfficerId} and until_at is null and ${places(group)}`
    await lockSubjects(tx, group.subjectKind, sql`select subject_id from ${open}`)
    const answer = await sql<{ id: string }>`
      with ended as (
        update participant set until_at = ${now} where id in (select id from ${open}) returning *
      ), begun as (
        insert into participant (id, subject_kind, subject_id, agency_id, unit_id, officer_id, capacity, from_at)
        select gen_random_uuid(), subject_kind, subject_id, agency_id, unit_id, ${toOfficerId}::uuid, capacity, ${now}
        from (select distinct subject_kind, subject_id, agency_id, unit_id, capacity from ended) one
        where not exists (select from participant known where known.subject_id = one.subject_id
          and known.officer_id = ${toOfficerId}::uuid and known.capacity = one.capacity and known.until_at is null)
      ) select distinct subject_id as id from ended`.execute(tx)
    return answer.rows.map(({ id }) => id)
  },
}

/** All that waits for an officer or that he follows by name, whatever the subject. */
export const openWorkKinds: readonly OpenWorkKind[] = [workItems, participations]
