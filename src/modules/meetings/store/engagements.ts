import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { EngagementState, EngagementWords } from '../domain/index.ts'

export type EngagementRow = {
  readonly id: string
  readonly agencyId: string
  readonly state: EngagementState
  readonly title: string
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly chairId: string | null
  readonly registeredBy: string
  readonly isConcluded: boolean
  readonly version: number
  readonly seriesId: string | null
}

const rowColumns = sql`id, agency_id as "agencyId", state, title, starts_at as "startsAt", ends_at as "endsAt", chair_id as "chairId",
  registered_by as "registeredBy", concluded_at is not null as "isConcluded", version, series_id as "seriesId"`

export const findEngagementForUpdate = async (tx: Tx, id: string): Promise<EngagementRow | null> => {
  const answer = await sql<EngagementRow>`select ${rowColumns} from engagement where id = ${id} for update`.execute(tx)
  return answer.rows[0] ?? null
}

/** The later ones of its series that are not over, in their order. */
export const laterInSeriesForUpdate = async (
  tx: Tx,
  { seriesId, startsAt }: Pick<EngagementRow, 'seriesId' | 'startsAt'>,
): Promise<readonly EngagementRow[]> => {
  if (seriesId === null) return []
  const answer = await sql<EngagementRow>`
    select ${rowColumns} from engagement
    where series_id = ${seriesId} and starts_at > ${startsAt} and state in ('registered', 'approved')
    order by starts_at, id for update`.execute(tx)
  return answer.rows
}

const columnsOf = (words: EngagementWords) => ({
  kind: words.kind,
  title: words.title,
  detail: words.detail,
  starts_at: words.startsAt,
  ends_at: words.endsAt,
  room_id: words.roomId,
  place: words.place,
  chair_id: words.chairId,
  chair_words: words.chairWords,
  guests: words.guests,
  prepared_unit_id: words.preparedUnitId,
  is_confidential: words.isConfidential,
})

type Registered = {
  readonly by: string
  readonly at: Temporal.Instant
  readonly isApproved: boolean
  /** Of what takes place every week: the first of them. */
  readonly seriesId: string | null
}

/** False when there is one of this id already. */
export const insertEngagement = async (tx: Tx, words: EngagementWords, said: Registered): Promise<boolean> => {
  const inserted = await tx
    .insertInto('engagement')
    .values({
      id: words.id,
      agency_id: words.agencyId,
      ...columnsOf(words),
      state: said.isApproved ? 'approved' : 'registered',
      registered_by: said.by,
      registered_at: said.at,
      series_id: said.seriesId,
      ...(said.isApproved ? { decided_by: said.by, decided_at: said.at } : {}),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** `changedAt`: when people must be told of the change. */
export const rewriteEngagement = async (
  tx: Tx,
  words: EngagementWords,
  changedAt: Temporal.Instant | null,
): Promise<void> => {
  await tx
    .updateTable('engagement')
    .set((update) => ({
      ...columnsOf(words),
      shares_room: false,
      version: update('version', '+', 1),
      ...(changedAt === null ? {} : { changed_at: changedAt }),
    }))
    .where('id', '=', words.id)
    .execute()
}

/** Which documents belong to it, in place of those that whoever changes it could see; the others stay. */
export type PaperChange = { readonly seen: readonly string[]; readonly wanted: readonly string[] }

/** Who takes part and which documents belong to it, in place of what was said before. */
export const setPartiesAndPapers = async (
  tx: Tx,
  { id, officerIds, unitIds, chairId }: EngagementWords,
  papers: PaperChange,
): Promise<void> => {
  const people = [...new Set(officerIds)].filter((one) => one !== chairId)
  await Promise.all([
    sql`delete from engagement_party where engagement_id = ${id}`.execute(tx),
    sql`
      insert into engagement_party (engagement_id, officer_id, unit_id)
      select ${id}::uuid, one, null::uuid from unnest(${people}::uuid[]) one
      union all select ${id}::uuid, null, one from unnest(${[...new Set(unitIds)]}::uuid[]) one`.execute(tx),
    sql`delete from engagement_paper where engagement_id = ${id} and document_id = any(${[...papers.seen]}::uuid[])`.execute(
      tx,
    ),
    sql`
      insert into engagement_paper (engagement_id, document_id)
      select distinct ${id}::uuid, one from unnest(${[...papers.wanted]}::uuid[]) one on conflict do nothing`.execute(
      tx,
    ),
  ])
}

export type Verdict = {
  readonly state: 'approved' | 'declined'
  readonly by: string
  readonly at: Temporal.Instant
  readonly note: string
}

export const decideEngagementRow = async (tx: Tx, id: string, verdict: Verdict): Promise<void> => {
  await tx
    .updateTable('engagement')
    .set((update) => ({
      state: verdict.state,
      decided_by: verdict.by,
      decided_at: verdict.at,
      note: verdict.note,
      version: update('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export const cancelEngagementRow = async (tx: Tx, id: string, note: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('engagement')
    .set((update) => ({ state: 'cancelled', note, changed_at: at, version: update('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Whether rooms, people and units are there, of the agency, of the one above it, or of those right below it. One statement. */
export const areParties = async (tx: Tx, words: EngagementWords, day: Temporal.PlainDate): Promise<boolean> => {
  const officers = [...new Set([...words.officerIds, ...(words.chairId === null ? [] : [words.chairId])])]
  const units = [...new Set([...words.unitIds, ...(words.preparedUnitId === null ? [] : [words.preparedUnitId])])]
  const near = sql`select home.id from agency home join agency own on own.id = ${words.agencyId}
    where home.id in (own.id, own.parent_id) or home.parent_id = own.id`
  const answer = await sql<{ known: boolean }>`
    select (select count(distinct h.officer_id) from post_holding h join post on post.id = h.post_id
        where h.officer_id = any(${officers}::uuid[]) and h.in_force @> ${day}::date and post.agency_id in (${near})) = ${officers.length}
      and (select count(*) from unit where unit.id = any(${units}::uuid[]) and unit.agency_id in (${near})) = ${units.length}
      and (${words.roomId}::uuid is null or exists (select from meeting_room where id = ${words.roomId} and agency_id = ${words.agencyId}))
      as known`.execute(tx)
  return answer.rows[0]?.known ?? false
}
