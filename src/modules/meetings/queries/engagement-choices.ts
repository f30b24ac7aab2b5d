import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'

export type EngagementChoices = {
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly seats: number | null }[]
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly place: string
    readonly isLeader: boolean
  }[]
  /** Not all people of the agency are offered. */
  readonly hasMore: boolean
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

/** More people than these do not fit a form; others are searched for, at most so many at a time. */
const mostPeople = 80
const mostFound = 40

/** Whom a form offers beside the first: those who are chosen already, and those whose name holds what is searched for. */
export type WantedPeople = { readonly ids: readonly string[]; readonly words: string }

export const nobodyElse: WantedPeople = { ids: [], words: '' }

/** Rooms, people and units for the form of an agency: its own, and those who lead what is right below and above it. One statement. */
export const listEngagementChoices = async (
  reader: Reader,
  agencyId: string,
  day: Temporal.PlainDate,
  wanted: WantedPeople = nobodyElse,
): Promise<EngagementChoices> => {
  const pattern = `%${fold(wanted.words).replaceAll(/[%_\\]/g, '\\$&')}%`
  const answer = await sql<{ choices: EngagementChoices }>`
    with each_one as (
      select distinct on (o.id) o.id, o.full_name, post.title, home.code,
        case when home.id = own.id then coalesce(unit.name, '') else home.short_name end as place, post.role = 'leader' as is_leader,
        case when home.id = own.id and post.role = 'leader' then 0 when home.id = own.id then 1 else 2 end as rank
      from agency own join agency home on home.id in (own.id, own.parent_id) or home.parent_id = own.id
      join post on post.agency_id = home.id join post_holding h on h.post_id = post.id and h.in_force @> ${day}::date
      join officer o on o.id = h.officer_id left join unit on unit.id = post.unit_id
      where own.id = ${agencyId} and post.role not in ('administrator', 'auditor')
        and (home.id = own.id or (post.role = 'leader' and home.kind <> 'peoples-committee'))
      order by o.id, rank),
    ranked as (select each_one.*, row_number() over (order by rank, code, full_name) as at from each_one),
    found as (select id from ranked where ${wanted.words} <> '' and public.fold(full_name) like ${pattern} order by at limit ${mostFound})
    select jsonb_build_object(
      'rooms', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'seats', seats) order by name), '[]')
        from meeting_room where agency_id = ${agencyId} and is_open),
      'units', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]')
        from unit where agency_id = ${agencyId} and kind <> 'leadership'),
      'hasMore', (select count(*) > ${mostPeople} from ranked),
      'people', (select coalesce(jsonb_agg(jsonb_build_object('id', one.id, 'name', one.full_name, 'title', one.title, 'place', one.place,
          'isLeader', one.is_leader) order by one.at), '[]')
        from ranked one
        where one.at <= ${mostPeople} or one.id = any(${[...wanted.ids]}::uuid[]) or one.id in (select id from found))) as choices`.execute(
    reader,
  )
  return answer.rows[0]?.choices ?? { rooms: [], people: [], hasMore: false, units: [] }
}
