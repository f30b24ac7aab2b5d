import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/** Somebody (or a unit) whom a task may be given to, as the form offers it: `officer:<id>` or `unit:<id>`. */
export type Assignable = {
  readonly kind: 'officer' | 'unit'
  readonly id: string
  readonly name: string
  readonly title: string
  readonly agencyId: string
  readonly agencyName: string
  readonly unitId: string | null
  readonly role: Role
  readonly openTasks: number
  /** The last day of the leave that an officer is on today. */
  readonly awayUntil: Temporal.PlainDate | null
}

/**
 * Whom the officer may ask: a leader everybody in his agency and in those below it, the head of a unit its people, everybody himself.
 * Rows `p` of `post`.
 */
const isWithinReach = (actor: OfficerActor): RawBuilder<boolean> => {
  const led = actor.posts.filter((post) => post.role === 'leader').map((post) => post.agencyId)
  const below = led.length === 0 ? [] : actor.supervisedAgencyIds
  const headed = actor.posts.filter((post) => post.role === 'unit-head').map((post) => post.unitId)
  return sql<boolean>`(p.agency_id = any(${[...new Set([...led, ...below])]}::uuid[]) or p.unit_id = any(${headed}::uuid[]))`
}

const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`

const candidates = (actor: OfficerActor): RawBuilder<unknown> => sql`
  select 'officer' as kind, o.id, o.full_name as name, min(p.title) as title, (array_agg(p.agency_id order by h.concurrent))[1] as "agencyId",
    (array_agg(p.unit_id order by h.concurrent))[1] as "unitId", (array_agg(p.role order by h.concurrent))[1] as role
  from post p join post_holding h on h.post_id = p.id and h.in_force @> ${today} join officer o on o.id = h.officer_id
  where ${isWithinReach(actor)} or o.id = ${actor.officerId}
  group by o.id, o.full_name
  union all
  select 'unit', u.id, u.name, '', u.agency_id, u.id, 'unit-head' from unit u
  where exists (select from post p join post_holding h on h.post_id = p.id and h.in_force @> ${today}
    where p.unit_id = u.id and p.role = 'unit-head' and ${isWithinReach(actor)})`

/** All of them, own agency first; so many at most. One statement. */
export const listAssignable = async (
  reader: Reader,
  actor: OfficerActor,
  limit: number,
): Promise<readonly Assignable[]> => {
  const own = actor.posts.map((post) => post.agencyId)
  const { rows } = await sql<Assignable>`
    select one.*, a.short_name as "agencyName",
      (select count(*) from task t where t.state = 'open' and (t.responsible_officer_id = one.id
        or (t.responsible_unit_id = one.id and t.responsible_officer_id is null)))::int as "openTasks",
      (select max(upper(l.days) - 1) from officer_leave l
        where l.officer_id = one.id and l.state in ('granted', 'ended-early') and l.days @> ${today}) as "awayUntil"
    from (${candidates(actor)}) one join agency a on a.id = one."agencyId"
    order by one."agencyId" <> all(${own}::uuid[]), a.short_name, one.kind desc, one.name, one.id limit ${limit}`.execute(
    reader,
  )
  return rows
}

/** The ones asked for, of those within reach. One statement. */
export const findAssignable = async (
  reader: Reader,
  actor: OfficerActor,
  ids: readonly string[],
): Promise<readonly Assignable[]> => {
  const { rows } = await sql<Assignable>`
    select one.*, a.short_name as "agencyName", 0 as "openTasks", null::date as "awayUntil"
    from (${candidates(actor)}) one join agency a on a.id = one."agencyId" where one.id = any(${[...ids]}::uuid[])`.execute(
    reader,
  )
  return rows
}
