import { sql } from 'kysely'
import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import { roles } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { leaveKinds } from '../domain/index.ts'
import { isHeadOf } from './personnel-remit.ts'

const day = z.string().transform((text) => Temporal.PlainDate.from(text))

const Leave = z.object({
  id: z.string(),
  officerName: z.string(),
  kind: z.enum(leaveKinds),
  first: day,
  last: day,
  workingDays: z.number(),
  reason: z.string(),
  substitute: z.string().nullable(),
  state: z.enum(['asked', 'granted', 'declined', 'withdrawn', 'ended-early']),
  note: z.string(),
  decidedBy: z.string().nullable(),
})
export type LeaveLine = z.infer<typeof Leave>

const Delegation = z.object({
  id: z.string(),
  title: z.string(),
  agency: z.string(),
  from: z.string(),
  to: z.string(),
  first: day,
  last: day,
  reason: z.string(),
  byLeave: z.boolean(),
  state: z.enum(['to-come', 'running', 'over', 'ended-early']),
})
export type DelegationLine = z.infer<typeof Delegation>

const Person = z.object({ id: z.string(), name: z.string(), title: z.string() })

const Own = z.object({
  posts: z.array(
    z.object({
      postId: z.string(),
      title: z.string(),
      role: z.enum(roles),
      agency: z.string(),
      unit: z.string().nullable(),
      concurrent: z.boolean(),
      first: day,
      last: day.nullable(),
    }),
  ),
  leaves: z.array(Leave),
  delegations: z.array(Delegation),
  colleagues: z.array(Person),
})
export type OwnPersonnel = z.infer<typeof Own>

const leaveRow = sql`jsonb_build_object('id', l.id, 'officerName', lo.full_name, 'kind', l.kind, 'first', lower(l.days),
  'last', upper(l.days) - 1, 'workingDays', l.working_days, 'reason', l.reason, 'state', l.state, 'note', l.note,
  'substitute', (select full_name from officer where id = l.substitute_id),
  'decidedBy', (select full_name from officer where id = l.decided_by))`

const delegationRow = (
  today: Temporal.PlainDate,
) => sql`jsonb_build_object('id', d.id, 'title', dp.title, 'agency', da.name,
  'from', df.full_name, 'to', dt.full_name, 'reason', d.reason, 'byLeave', d.leave_id is not null,
  'first', lower(coalesce(d.planned, d.in_force)), 'last', upper(coalesce(d.planned, d.in_force)) - 1,
  'state', case when d.ended_at is not null then 'ended-early' when upper(d.in_force) <= ${today}::date then 'over'
    when d.in_force @> ${today}::date then 'running' else 'to-come' end)`

const delegationJoins = sql`delegation d join post dp on dp.id = d.post_id join agency da on da.id = dp.agency_id
  join officer df on df.id = d.from_officer_id join officer dt on dt.id = d.to_officer_id`

/** How far back an officer's own page looks. */
const lookBackDays = 366

/** What concerns the officer himself: posts, leaves, delegations given and held, and who could stand in. One statement. */
export const ownPersonnel = async (
  reader: Reader,
  actor: OfficerActor,
  today: Temporal.PlainDate,
): Promise<OwnPersonnel> => {
  const { officerId } = actor
  const since = today.subtract({ days: lookBackDays })
  const answer = await sql<{ own: unknown }>`
    select jsonb_build_object(
      'posts', (select coalesce(jsonb_agg(jsonb_build_object('postId', post.id, 'title', post.title, 'role', post.role,
          'agency', agency.name, 'unit', unit.name, 'concurrent', h.concurrent, 'first', lower(h.in_force), 'last', upper(h.in_force) - 1)
          order by h.concurrent, lower(h.in_force)), '[]')
        from post_holding h join post on post.id = h.post_id join agency on agency.id = post.agency_id
        left join unit on unit.id = post.unit_id
        where h.officer_id = ${officerId} and h.in_force && daterange(${today}::date, null)),
      'leaves', (select coalesce(jsonb_agg(${leaveRow} order by lower(l.days) desc), '[]') from officer_leave l
        join officer lo on lo.id = l.officer_id where l.officer_id = ${officerId} and upper(l.days) > ${since}::date),
      'delegations', (select coalesce(jsonb_agg(${delegationRow(today)} order by lower(coalesce(d.planned, d.in_force)) desc), '[]')
        from ${delegationJoins} where ${officerId} in (d.from_officer_id, d.to_officer_id)
          and upper(coalesce(d.planned, d.in_force)) > ${since}::date),
      'colleagues', (select coalesce(jsonb_agg(jsonb_build_object('id', one.id, 'name', one.full_name, 'title', one.title)
          order by one.full_name), '[]')
        from (select distinct on (o.id) o.id, o.full_name, p.title from post p
          join post_holding h on h.post_id = p.id and h.in_force @> ${today}::date join officer o on o.id = h.officer_id
          where o.id <> ${officerId} and p.agency_id in (select mine.agency_id from post_holding own
            join post mine on mine.id = own.post_id where own.officer_id = ${officerId} and own.in_force @> ${today}::date)
          order by o.id, h.concurrent limit 500) one)
    ) as own`.execute(reader)
  return Own.parse(answer.rows[0]?.own)
}

const Headed = z.object({
  waiting: z.array(Leave),
  delegations: z.array(Delegation),
  people: z.array(
    z.object({
      officerId: z.string(),
      fullName: z.string(),
      posts: z.array(z.object({ title: z.string(), place: z.string(), concurrent: z.boolean() })),
      awayUntil: day.nullable(),
      awayFrom: day.nullable(),
      openWork: z.number(),
    }),
  ),
})
export type HeadedPersonnel = z.infer<typeof Headed>

export type PeopleQuestion = {
  readonly words: string
  /** The last name and id of the page before. */
  readonly after: { readonly name: string; readonly id: string } | null
  readonly limit: number
}

/** The people somebody is head of: who asks to be away, who is, who stands in for whom, and what each has in hand. One statement. */
export const headedPersonnel = async (
  reader: Reader,
  actor: Actor,
  today: Temporal.PlainDate,
  { words, after, limit }: PeopleQuestion,
): Promise<HeadedPersonnel> => {
  const pattern = `%${fold(words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<{ headed: unknown }>`
    with mine as materialized (
      select o.id, o.full_name from officer o where ${isHeadOf(actor, sql`o.id`, today)}
    ), page as (
      select * from mine where (${words} = '' or public.fold(full_name) like ${pattern})
        and (${after === null} or (full_name, id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
      order by full_name, id limit ${limit}
    )
    select jsonb_build_object(
      'waiting', (select coalesce(jsonb_agg(line order by asked_at), '[]') from (select ${leaveRow} as line, l.asked_at
        from officer_leave l join mine lo on lo.id = l.officer_id where l.state = 'asked' order by l.asked_at limit 100) listed),
      'delegations', (select coalesce(jsonb_agg(line order by starts), '[]') from (
        select ${delegationRow(today)} as line, lower(d.in_force) as starts from ${delegationJoins}
        where d.from_officer_id in (select id from mine) and d.in_force && daterange(${today}::date, null)
        order by lower(d.in_force) limit 200) listed),
      'people', (select coalesce(jsonb_agg(jsonb_build_object('officerId', page.id, 'fullName', page.full_name,
          'awayUntil', away.last, 'awayFrom', away.first,
          'openWork', (select count(*) from work_item w where w.officer_id = page.id and w.state in ('open', 'paused')),
          'posts', (select coalesce(jsonb_agg(jsonb_build_object('title', post.title, 'concurrent', h.concurrent,
              'place', concat_ws(', ', unit.name, agency.short_name)) order by h.concurrent, post.id), '[]')
            from post_holding h join post on post.id = h.post_id join agency on agency.id = post.agency_id
            left join unit on unit.id = post.unit_id where h.officer_id = page.id and h.in_force @> ${today}::date))
          order by page.full_name, page.id), '[]')
        from page left join lateral (select lower(days) as first, upper(days) - 1 as last from officer_leave
          where officer_id = page.id and state in ('granted', 'ended-early') and days && daterange(${today}::date, ${today}::date + 15)
          order by days limit 1) away on true)
    ) as headed`.execute(reader)
  return Headed.parse(answer.rows[0]?.headed)
}

/** How many wishes to be away wait for somebody's word. One statement, which begins with the wishes and not with the people. */
export const countAskedLeaves = async (reader: Reader, actor: Actor, today: Temporal.PlainDate): Promise<number> => {
  const answer = await sql<{ count: number }>`
    select count(*)::int as count from officer_leave l where l.state = 'asked' and ${isHeadOf(actor, sql`l.officer_id`, today)}`.execute(
    reader,
  )
  return answer.rows[0]?.count ?? 0
}

/** The name of somebody one is head of; null of anybody else. */
export const findHeaded = async (
  reader: Reader,
  actor: Actor,
  officerId: string,
  today: Temporal.PlainDate,
): Promise<string | null> => {
  const answer = await sql<{ name: string }>`
    select o.full_name as name from officer o
    where o.id = ${officerId} and ${isHeadOf(actor, sql`o.id`, today)}`.execute(reader)
  return answer.rows[0]?.name ?? null
}
