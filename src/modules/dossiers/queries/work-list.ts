import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Deed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { liesThere, type Place, placeRows, placesOfPosts, placesWatched } from './officer-remit.ts'

/** How pressing work is, the most pressing first. */
export const workLevels = ['critical', 'overdue', 'soon', 'later'] as const
export type WorkLevel = (typeof workLevels)[number]

/** `all`: what is given to me, then what my posts may take; `mine`: only what is given to me; `watched`: what I may read below me. */
export type WorkScope = 'all' | 'mine' | 'watched'

/** The present, and until when work counts as due soon. */
export type WorkMoment = { readonly now: Temporal.Instant; readonly soonUntil: Temporal.Instant }

export type WorkFilter = {
  readonly scope: WorkScope
  readonly deed: Deed | null
  /** The field of the procedure. */
  readonly field: string | null
}

/** The last row seen of a level, as the next page begins behind it. */
export type WorkPlace = { readonly rank: number; readonly pressingAt: string | null; readonly id: string }

export type WorkRow = {
  readonly level: WorkLevel
  readonly rank: number
  readonly itemId: string
  readonly dossierId: string
  readonly code: string
  readonly procedureName: string
  readonly ownerName: string
  readonly statusCode: number
  readonly channel: number
  readonly filedAt: Temporal.Instant
  readonly papers: number
  readonly deed: Deed
  readonly pressingAt: Temporal.Instant | null
  /** Who has it, when it is given to one officer. */
  readonly officerName: string | null
  readonly agencyName: string
}

const reach: Record<WorkLevel, (moment: WorkMoment) => RawBuilder<boolean>> = {
  critical: ({ now }) => sql`w.pressing_at < ${now} and w.critical_at <= ${now}`,
  overdue: ({ now }) => sql`w.pressing_at < ${now} and (w.critical_at is null or w.critical_at > ${now})`,
  soon: ({ now, soonUntil }) => sql`w.pressing_at >= ${now} and w.pressing_at <= ${soonUntil}`,
  later: ({ soonUntil }) => sql`(w.pressing_at > ${soonUntil} or w.pressing_at is null)`,
}

const isWanted = (filter: WorkFilter): RawBuilder<boolean> => {
  const conditions: RawBuilder<unknown>[] = [sql`w.state = 'open' and w.subject_kind = 'dossier'`]
  if (filter.deed !== null) conditions.push(sql`w.deed = ${filter.deed}`)
  if (filter.field !== null)
    conditions.push(sql`w.procedure_id in (select id from procedure where field = ${filter.field})`)
  return sql`${sql.join(conditions, sql` and `)}`
}

const listed = sql`w.id, w.subject_id, w.deed, w.officer_id, w.agency_id, w.pressing_at`
/** An index holds these beside what they are found by, so that counting reads no row of work. */
const counted = sql`w.deed, w.procedure_id`

const none = sql<boolean>`false`
const any = sql<boolean>`true`

/** Behind the last row seen, in the order of the index. */
const behind = ({ pressingAt, id }: WorkPlace): RawBuilder<boolean> =>
  pressingAt === null
    ? sql`(w.pressing_at is null and w.id > ${id}::uuid)`
    : sql`((w.pressing_at, w.id) > (${pressingAt}::timestamptz, ${id}::uuid) or w.pressing_at is null)`

/** What is wanted of a branch of the list: rows in their order, or any so many of them to be counted. */
type Wanted = { readonly condition: RawBuilder<unknown>; readonly limit: number; readonly isCounted: boolean }

const inOrder = ({ isCounted }: Wanted): RawBuilder<unknown> => (isCounted ? sql`` : sql`order by w.pressing_at, w.id`)

/** Given to me, where one of my posts is still the right one for it. */
const given = (actor: OfficerActor, wanted: Wanted): RawBuilder<unknown> => sql`
  select 0 as rank, ${wanted.isCounted ? counted : listed} from work_item w
  where w.officer_id = ${actor.officerId} and ${wanted.condition}
    and exists (select from ${placeRows(placesOfPosts(actor))} where ${liesThere})
  ${inOrder(wanted)} limit ${wanted.limit}`

/** Lies at one of the places: asked place by place, so that each is read in the order of its index and no further than needed. */
const lyingAt = (places: readonly Place[], isFor: RawBuilder<unknown>, wanted: Wanted): RawBuilder<unknown> => {
  // Only posts in several units of one agency can both be the place of the same work.
  const isUnique = places.every(
    (place, index) => places.findIndex((one) => one.agencyId === place.agencyId && one.role === place.role) === index,
  )
  const columns = !wanted.isCounted ? listed : isUnique ? counted : sql`w.id, ${counted}`
  return sql`
    select 1 as rank, ${wanted.isCounted ? sql`near.deed, near.procedure_id` : sql`near.*`} from (
      select ${isUnique ? sql`` : sql`distinct`} near.* from ${placeRows(places)} cross join lateral (
        select ${columns} from work_item w where ${liesThere} and ${isFor} and ${wanted.condition}
        ${inOrder(wanted)} limit ${wanted.limit}) near) near`
}

/** What nobody has taken yet; and what others have, where that is shown too. Each has an index of its own. */
const lying = (actor: OfficerActor, scope: WorkScope, wanted: Wanted): RawBuilder<unknown> => {
  const places = scope === 'watched' ? placesWatched(actor) : placesOfPosts(actor)
  const open = places.filter((place) => place.seesGiven)
  const others = scope === 'watched' ? sql`w.officer_id is not null` : sql`w.officer_id <> ${actor.officerId}`
  const free = lyingAt(places, sql`w.officer_id is null`, wanted)
  return open.length === 0 ? free : sql`(${free}) union all (${lyingAt(open, others, wanted)})`
}

const itemsOf = (
  actor: OfficerActor,
  scope: WorkScope,
  wanted: Wanted,
  after: WorkPlace | null = null,
): RawBuilder<unknown> => {
  const { condition } = wanted
  const mineAfter = after === null ? any : after.rank === 0 ? behind(after) : none
  const othersAfter = after === null || after.rank === 0 ? any : behind(after)
  const mine = sql`(${given(actor, { ...wanted, condition: sql`${condition} and ${mineAfter}` })})`
  if (scope === 'mine') return mine
  const others = sql`(${lying(actor, scope, { ...wanted, condition: sql`${condition} and ${othersAfter}` })})`
  return scope === 'watched' ? others : sql`${mine} union all ${others}`
}

export type WorkPage = {
  readonly filter: WorkFilter
  readonly moment: WorkMoment
  readonly levels: readonly WorkLevel[]
  /** Only with a single level. */
  readonly after: WorkPlace | null
  /** Rows of each level. */
  readonly limit: number
}

const pageOfLevel = (actor: OfficerActor, page: WorkPage, level: WorkLevel): RawBuilder<unknown> => {
  const condition = sql`${isWanted(page.filter)} and ${reach[level](page.moment)}`
  const wanted = { condition, limit: page.limit, isCounted: false }
  const items = itemsOf(actor, page.filter.scope, wanted, page.after)
  return sql`(select ${level} as level, found.* from (${items}) found
    order by rank, pressing_at nulls last, id limit ${page.limit})`
}

/** Open work by level, what is given to me first, then by what presses most. One statement, whatever the posts and rows. */
export const listWork = async (reader: Reader, actor: OfficerActor, page: WorkPage): Promise<readonly WorkRow[]> => {
  const levels = page.levels.map((level) => pageOfLevel(actor, page, level))
  const answer = await sql<WorkRow>`
    select item.level, item.rank, item.id as "itemId", d.id as "dossierId", d.code, d.procedure_name as "procedureName",
      d.owner_name as "ownerName", d.status as "statusCode", d.channel, d.filed_at as "filedAt",
      (select count(*) from dossier_paper paper where paper.dossier_id = d.id and paper.is_given)::int as papers,
      item.deed, item.pressing_at as "pressingAt", o.full_name as "officerName", a.short_name as "agencyName"
    from (${sql.join(levels, sql` union all `)}) item
    join dossier d on d.id = item.subject_id
    join agency a on a.id = item.agency_id
    left join officer o on o.id = item.officer_id
    order by array_position(${[...workLevels]}::text[], item.level), item.rank, item.pressing_at nulls last, item.id`.execute(
    reader,
  )
  return answer.rows
}

/** How much work there is of each kind. `isCapped`: at least so much; more is not counted one by one. */
export type WorkCount = {
  readonly level: WorkLevel
  readonly deed: Deed
  readonly field: string
  readonly isMine: boolean
  readonly count: number
}

/** Beyond this a level is not counted on: "1.000+" says enough, and a list of a whole province stays quick. */
export const countedAtMost = 1_000

/** All open work of a scope, counted by level, deed and field: the figures of groups and filters alike. One statement. */
export const countWork = async (
  reader: Reader,
  actor: OfficerActor,
  scope: WorkScope,
  moment: WorkMoment,
): Promise<readonly WorkCount[]> => {
  const all: WorkFilter = { scope, deed: null, field: null }
  const levels = workLevels.map((level) => {
    const condition = sql`${isWanted(all)} and ${reach[level](moment)}`
    const items = itemsOf(actor, scope, { condition, limit: countedAtMost, isCounted: true })
    return sql`(select ${level} as level, found.* from (${items}) found limit ${countedAtMost})`
  })
  const answer = await sql<WorkCount>`
    select alike.level, alike.deed, p.field, alike.rank = 0 as "isMine", sum(alike.count)::int as count
    from (
      select level, deed, procedure_id, rank, count(*) as count from (${sql.join(levels, sql` union all `)}) item
      group by level, deed, procedure_id, rank) alike
    join procedure p on p.id = alike.procedure_id
    group by alike.level, alike.deed, p.field, alike.rank`.execute(reader)
  return answer.rows
}
