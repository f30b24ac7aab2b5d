import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Deed } from '#modules/processes/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { liesThere, placeRows, placesOfPosts, placesWatched } from './officer-remit.ts'

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
    conditions.push(sql`exists (
      select from dossier fd join procedure fp on fp.id = fd.procedure_id
      where fd.id = w.subject_id and fp.field = ${filter.field})`)
  return sql`${sql.join(conditions, sql` and `)}`
}

const columns = sql`w.id, w.subject_id, w.deed, w.officer_id, w.agency_id, w.pressing_at`

const none = sql<boolean>`false`
const any = sql<boolean>`true`

/** Behind the last row seen, in the order of the index. */
const behind = ({ pressingAt, id }: WorkPlace): RawBuilder<boolean> =>
  pressingAt === null
    ? sql`(w.pressing_at is null and w.id > ${id}::uuid)`
    : sql`((w.pressing_at, w.id) > (${pressingAt}::timestamptz, ${id}::uuid) or w.pressing_at is null)`

/** Given to me, where one of my posts is still the right one for it. */
const given = (actor: OfficerActor, condition: RawBuilder<unknown>, limit: number): RawBuilder<unknown> => sql`
  select 0 as rank, ${columns} from work_item w
  where w.officer_id = ${actor.officerId} and ${condition}
    and exists (select from ${placeRows(placesOfPosts(actor))} where ${liesThere})
  order by w.pressing_at, w.id limit ${limit}`

/** Lies at one of the places: asked place by place, so that each is read in the order of its index and no further than needed. */
const lying = (
  actor: OfficerActor,
  scope: WorkScope,
  condition: RawBuilder<unknown>,
  limit: number,
): RawBuilder<unknown> => {
  const places = scope === 'watched' ? placesWatched(actor) : placesOfPosts(actor)
  const mayBeShown =
    scope === 'watched'
      ? sql`true`
      : sql`(w.officer_id is null or (place.sees_given and w.officer_id <> ${actor.officerId}))`
  return sql`
    select distinct 1 as rank, near.* from ${placeRows(places)} cross join lateral (
      select ${columns} from work_item w
      where ${liesThere} and ${mayBeShown} and ${condition}
      order by w.pressing_at, w.id limit ${limit}) near`
}

const itemsOf = (
  actor: OfficerActor,
  scope: WorkScope,
  condition: RawBuilder<unknown>,
  limit: number,
  after: WorkPlace | null = null,
): RawBuilder<unknown> => {
  const mineAfter = after === null ? any : after.rank === 0 ? behind(after) : none
  const othersAfter = after === null || after.rank === 0 ? any : behind(after)
  const mine = sql`(${given(actor, sql`${condition} and ${mineAfter}`, limit)})`
  if (scope === 'mine') return mine
  const others = sql`(${lying(actor, scope, sql`${condition} and ${othersAfter}`, limit)})`
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
  const items = itemsOf(actor, page.filter.scope, condition, page.limit, page.after)
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
  const levels = workLevels.map(
    (level) => sql`(select ${level} as level, found.* from (
      ${itemsOf(actor, scope, sql`${isWanted(all)} and ${reach[level](moment)}`, countedAtMost)}) found
      limit ${countedAtMost})`,
  )
  const answer = await sql<WorkCount>`
    select item.level, item.deed, p.field, item.rank = 0 as "isMine", count(*)::int as count
    from (${sql.join(levels, sql` union all `)}) item
    join dossier d on d.id = item.subject_id
    join procedure p on p.id = d.procedure_id
    group by item.level, item.deed, p.field, item.rank`.execute(reader)
  return answer.rows
}
