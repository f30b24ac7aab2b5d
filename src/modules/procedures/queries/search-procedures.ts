import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Reader } from '#platform/database/connection.ts'
import type { ProcedureLevel } from '../domain/index.ts'
import { type Match, matchOf } from './match-query.ts'
import { type CardRow, cardColumns, cardOf, cardTables, type ProcedureCard } from './procedure-card.ts'
import { readQuery } from './search-query.ts'
import { understandQuery } from './understand-query.ts'

export type SearchProcedures = {
  readonly query: string
  readonly level?: ProcedureLevel
  readonly field?: string
  readonly subject?: string
  /** Only procedures that the province runs itself, with form and process. */
  readonly offeredOnly?: boolean
  /** Where the page before ended. */
  readonly after?: string
  readonly limit: number
}

export type FoundProcedures = {
  readonly procedures: readonly ProcedureCard[]
  readonly total: number
  /** For the page after; null on the last. */
  readonly next: string | null
  /** No procedure has all the words: these have some of them. */
  readonly isLoose: boolean
}

const longestPage = 100

/** Where a page ended, as the order has it. An address may carry anything: what is no place is the beginning. */
const Place = z.tuple([z.int(), z.int(), z.int(), z.int(), z.string().max(5_000), z.guid()])
type Place = z.infer<typeof Place>

const readPlace = (after: string | undefined): Place | null => {
  if (after === undefined || after === '' || after.length > 10_000) return null
  try {
    const parsed = Place.safeParse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
    return parsed.success && !parsed.data[4].includes('\0') ? parsed.data : null
  } catch {
    return null
  }
}

const writePlace = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

type Row = CardRow & {
  readonly id: string
  readonly tier: number
  readonly first: number
  readonly second: number
  readonly third: number
  readonly total: number
  /** The name as the order has it. */
  readonly called: string
}

const slipTier = 6
const fieldTier = 7
const looseTier = 8
const tailTier = 9

/** Common procedures of the province before those it offers before all others. */
const standing = sql`case when l.is_common then 0 when l.procedure_id is not null then 1 else 2 end`

/** The database takes no NUL in a text; nothing of ours has one. */
const stored = (text: string): string => text.replaceAll('\0', '\ufffd')

const filters = (search: SearchProcedures): RawBuilder<unknown> => {
  const conditions: RawBuilder<unknown>[] = [sql`p.withdrawn_at is null`]
  if (search.level !== undefined) conditions.push(sql`p.levels @> array[${stored(search.level)}]::text[]`)
  if (search.field !== undefined) conditions.push(sql`p.field = ${stored(search.field)}`)
  if (search.subject !== undefined) conditions.push(sql`p.subjects @> array[${stored(search.subject)}]::text[]`)
  if (search.offeredOnly === true) conditions.push(sql`l.procedure_id is not null`)
  return sql.join(conditions, sql` and `)
}

/** Without words: the whole catalogue, common procedures first, then by name. */
const browsed = (search: SearchProcedures): RawBuilder<unknown> => sql`
  select p.id, p.name_folded as called, 9 as tier, ${standing} as first, 0 as second, 0 as third
  from procedure p left join procedure_local l on l.procedure_id = p.id
  where ${filters(search)}`

/** Everyday terms in the heavy words, other words anywhere; nothing when there is no word. */
const hasAll = (match: Match): RawBuilder<unknown> => {
  const { terms, plain } = match
  const conditions = [
    ...(terms === null ? [] : [sql`p.search_head @@ ${terms}::tsquery`]),
    ...(plain === null ? [] : [sql`p.search @@ ${plain}::tsquery`]),
  ]
  return conditions.length === 0 ? sql`false` : sql.join(conditions, sql` and `)
}

/** All words: tiers say how well, then where the procedure stands, then the shorter name, then the rank of the text search. */
const strictly = (match: Match, marked: string | null, search: SearchProcedures): RawBuilder<unknown> => sql`
  select p.id, p.name_folded as called, tier,
    case when tier = 0 then array_position(${match.meantCodes}::text[], p.code) * 10 else 0 end + ${standing} as first,
    case when ${marked}::text is not null and tier in (1, 2) and position(${marked} in lower(p.name)) = 0 then 2000 else 0 end
      + length(p.name_words) as second,
    -round(ts_rank(p.search_head, ${match.strict}::tsquery) * 1000)::int as third
  from procedure p left join procedure_local l on l.procedure_id = p.id
  cross join lateral (select case
    when p.code = any(${match.meantCodes}::text[]) then 0
    when p.name_words = any(${match.names}::text[]) then 1
    when p.name_words like any(${match.phrases}::text[]) then 2
    when p.code = any(${match.partCodes}::text[]) then 3
    when p.search_head @@ ${match.inName}::tsquery then 4
    when p.search_head @@ ${match.inCalls}::tsquery then 5
    when p.search_head @@ ${match.strict}::tsquery then ${sql.lit(fieldTier)}
    else ${sql.lit(tailTier)} end as tier) tiers
  where (${hasAll(match)} or p.code = any(${match.meantCodes}::text[]))
    and ${filters(search)}`

const isBehind = (tier: number): RawBuilder<unknown> =>
  sql`not exists (select from strictly where tier < ${sql.lit(tier)})`

/** All words in a name once those that seem to be slips of the finger are put right; only when no procedure has what was typed. */
const slipped = (match: Match, search: SearchProcedures): RawBuilder<unknown> => sql`
  select p.id, p.name_folded as called, ${sql.lit(slipTier)} as tier, ${standing} as first, length(p.name_words) as second, 0 as third
  from procedure p left join procedure_local l on l.procedure_id = p.id
  where ${match.slipped === null ? sql`false` : sql`p.search_head @@ ${match.slipped}::tsquery`} and ${filters(search)} and ${isBehind(slipTier)}`

/** What it is worth, in hundredths of rarity, that a part of the query means the very procedure. */
const worthOfMeaning = 600

/**
 * Some of the words in the heavy ones, the rare words counting more; looked for only when no procedure has them all there. To have all words
 * somewhere is worth a part of the whole.
 */
const loosely = (match: Match, search: SearchProcedures): RawBuilder<unknown> => {
  const worth = match.loose.map(
    (piece) => sql`case when p.search_head @@ ${piece.query}::tsquery then ${piece.worth}::int else 0 end`,
  )
  const meant = sql`case when p.code = any(${match.partCodes}::text[]) then ${sql.lit(worthOfMeaning)} else 0 end`
  const all = match.loose.reduce((sum, piece) => sum + piece.worth, 0)
  const any = match.loose.map((piece) => piece.query).join(' | ')
  return sql`
    select p.id, p.name_folded as called, ${sql.lit(looseTier)} as tier,
      -(${sql.join([...worth, meant], sql` + `)} + case when p.id in (select id from strictly) then ${Math.round(all * 0.4)}::int else 0 end) as first,
      ${standing} as second, length(p.name_words) as third
    from procedure p left join procedure_local l on l.procedure_id = p.id
    where p.search_head @@ ${any}::tsquery and ${filters(search)}
      and ${isBehind(looseTier)}`
}

const found = (match: Match, marked: string | null, search: SearchProcedures): RawBuilder<unknown> => {
  const strict = sql`with strictly as materialized (${strictly(match, marked, search)})`
  if (match.loose.length === 0) return sql`${strict} select * from strictly`
  return sql`${strict}, slipped as materialized (${slipped(match, search)}), loosely as materialized (${loosely(match, search)})
    select * from slipped
    union all select * from loosely where id not in (select id from slipped)
    union all select * from strictly where id not in (select id from loosely union all select id from slipped)`
}

const page = (all: RawBuilder<unknown>, place: Place | null, limit: number): RawBuilder<Row> => {
  const beyond =
    place === null
      ? sql`true`
      : sql`(tier, first, second, third, called, found.id) >
          (${place[0]}::int, ${place[1]}::int, ${place[2]}::int, ${place[3]}::int, ${place[4]}, ${place[5]}::uuid)`
  return sql<Row>`
    with found as materialized (${all}),
    page as (
      select found.*, (select count(*) from found) as total from found
      where ${beyond}
      order by tier, first, second, third, called, found.id
      limit ${limit + 1}
    )
    select page.id, page.tier, page.first, page.second, page.third, page.total, page.called, ${cardColumns}
    from page ${cardTables(sql`page.id`)}
    order by page.tier, page.first, page.second, page.third, page.called, page.id`
}

/**
 * Finds procedures by whatever people type: with or without marks, everyday words, abbreviations, typing errors. Sends two statements, one
 * when nothing was typed. Never fails on what was typed.
 */
export const searchProcedures = async (reader: Reader, search: SearchProcedures): Promise<FoundProcedures> => {
  const query = readQuery(search.query)
  const limit = Math.max(1, Math.min(longestPage, Math.trunc(search.limit)))
  const pieces = query.code === null ? await understandQuery(reader, query) : []
  if (query.isWordless) return { procedures: [], total: 0, next: null, isLoose: false }
  const all = query.isEmpty ? browsed(search) : found(matchOf(pieces, query.code), query.marked, search)
  const { rows } = await page(all, readPlace(search.after), limit).execute(reader)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    procedures: shown.map(cardOf),
    total: rows[0]?.total ?? 0,
    next:
      last === undefined ? null : writePlace([last.tier, last.first, last.second, last.third, last.called, last.id]),
    isLoose: shown[0]?.tier === looseTier,
  }
}
