import { sql } from 'kysely'
import type { Role } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { documentSubject } from '../domain/index.ts'

/** A unit or an officer of an agency to whom work may be given. */
export type RoutingTarget = {
  readonly kind: 'unit' | 'officer'
  readonly id: string
  /** As it is called today; of an officer with title. */
  readonly name: string
  readonly title: string
  /** The role in which the work is taken, and the unit it belongs to. */
  readonly role: Role
  readonly unitId: string | null
  readonly unitName: string
}

/**
 * The units of an agency that have somebody in them, and its officers, as they are on a day. Work given to a unit is taken by its head; where
 * it has none, by whoever handles its work.
 */
export const listRoutingTargets = async (
  reader: Reader,
  agencyId: string,
  day: string,
): Promise<readonly RoutingTarget[]> => {
  const answer = await sql<RoutingTarget>`
    with held as (
      select p.id, p.role, p.title, p.unit_id, u.name as unit_name, u.kind, h.officer_id, o.full_name, h.concurrent
      from post p join post_holding h on h.post_id = p.id and h.in_force @> ${day}::date
      join officer o on o.id = h.officer_id
      left join unit u on u.id = p.unit_id
      where p.agency_id = ${agencyId} and p.role in ('leader', 'unit-head', 'handler', 'clerk', 'one-stop-officer')
    )
    select * from (
      select 'unit' as kind, unit_id as id, min(unit_name) as name, '' as title,
        (array_agg(role order by array_position(array['unit-head', 'handler', 'one-stop-officer', 'clerk', 'leader'], role)))[1] as role,
        unit_id as "unitId", min(unit_name) as "unitName"
      from held where unit_id is not null and kind <> 'leadership' group by unit_id
      union all
      select distinct on (officer_id) 'officer', officer_id, full_name, title, role, unit_id, coalesce(unit_name, '')
      from (select * from held order by officer_id, concurrent, id) one
    ) target order by kind desc, "unitName", array_position(array['leader', 'unit-head'], role), name`.execute(reader)
  return answer.rows
}

/** Who leads an agency on a day. */
export const listLeaders = async (
  reader: Reader,
  agencyId: string,
  day: string,
): Promise<readonly { readonly officerId: string; readonly name: string; readonly title: string }[]> => {
  const answer = await sql<{ officerId: string; name: string; title: string }>`
    select distinct on (o.id) o.id as "officerId", o.full_name as name, p.title
    from post p join post_holding h on h.post_id = p.id and h.in_force @> ${day}::date
    join officer o on o.id = h.officer_id
    where p.agency_id = ${agencyId} and p.role = 'leader' order by o.id, h.concurrent`.execute(reader)
  return answer.rows
}

/** Who gave a piece of work. */
export const giverOf = async (reader: Reader, workItemId: string): Promise<string | null> => {
  const row = await reader
    .selectFrom('work_item')
    .select('given_by')
    .where('id', '=', workItemId)
    .executeTakeFirstOrThrow()
  return row.given_by
}

/** The part of a document that an officer had in hand and has sent on, as it was given to him; from now on it is his by name. */
export const lastPartOf = async (reader: Reader, documentId: string, officerId: string) => {
  const row = await reader
    .selectFrom('work_item')
    .select(['step_key', 'role', 'unit_id', 'due_at', 'given_by'])
    .where('subject_kind', '=', documentSubject)
    .where('subject_id', '=', documentId)
    .where('deed', '=', 'act')
    .where('state', '=', 'done')
    .where('done_by', '=', officerId)
    .orderBy('closed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    stepKey: row.step_key,
    deed: 'act' as const,
    role: row.role as Role,
    unitId: row.unit_id,
    officerId,
    dueAt: row.due_at,
    givenBy: row.given_by,
  }
}
