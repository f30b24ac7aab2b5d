import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeWorkFile } from '#modules/work-files/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { HandOverLineState, HandOverState } from '../domain/index.ts'
import { isRecordOfItem } from './file-contents.ts'

/** Whether the officer may see the row `h` of `hand_over`: who gives, the archivist and the leaders of the agency. */
const maySeeHandOver = (actor: OfficerActor): RawBuilder<boolean> =>
  sql<boolean>`(h.giver_id = ${actor.officerId} or h.agency_id = any(${[...agencyIdsWithRole(actor, 'archivist', 'leader')]}::uuid[]))`

export type HandOverListLine = {
  readonly id: string
  readonly number: number
  readonly year: number
  readonly title: string
  readonly state: HandOverState
  readonly agencyName: string
  readonly giverId: string
  readonly giverName: string
  readonly offeredAt: Temporal.Instant
  readonly files: number
  readonly waiting: number
}

/** Hand-overs that the officer gives, receives or answers for: what is under way first. */
export const listHandOvers = async (
  reader: Reader,
  actor: OfficerActor,
  scope: 'given' | 'all',
): Promise<readonly HandOverListLine[]> =>
  (
    await sql<HandOverListLine>`
      select h.id, h.number, h.year, h.title, h.state, a.name as "agencyName", h.giver_id as "giverId", o.full_name as "giverName",
        h.offered_at as "offeredAt",
        (select count(*)::int from hand_over_line l where l.hand_over_id = h.id) as files,
        (select count(*)::int from hand_over_line l where l.hand_over_id = h.id and l.state = 'waiting') as waiting
      from hand_over h join agency a on a.id = h.agency_id join officer o on o.id = h.giver_id
      where ${maySeeHandOver(actor)} and (${scope} = 'all' or h.giver_id = ${actor.officerId})
      order by h.state in ('offered', 'received', 'signed') desc, h.offered_at desc, h.id limit 100`.execute(reader)
  ).rows

export type HandOverView = HandOverListLine & {
  readonly agencyId: string
  readonly unitName: string
  readonly giverTitle: string
  readonly receiverName: string | null
  readonly receiverTitle: string
  readonly condition: string
  readonly receivedAt: Temporal.Instant | null
  readonly signedAt: Temporal.Instant | null
  readonly doneAt: Temporal.Instant | null
}

export const findHandOver = async (reader: Reader, actor: OfficerActor, id: string): Promise<HandOverView | null> => {
  const { rows } = await sql<HandOverView>`
    select h.id, h.agency_id as "agencyId", h.number, h.year, h.title, h.state, a.name as "agencyName", coalesce(u.name, '') as "unitName",
      h.giver_id as "giverId", g.full_name as "giverName", h.giver_title as "giverTitle", h.offered_at as "offeredAt",
      r.full_name as "receiverName", h.receiver_title as "receiverTitle", h.condition, h.received_at as "receivedAt",
      h.signed_at as "signedAt", h.done_at as "doneAt", 0 as files, 0 as waiting
    from hand_over h join agency a on a.id = h.agency_id left join unit u on u.id = h.unit_id
    join officer g on g.id = h.giver_id left join officer r on r.id = h.receiver_id
    where h.id = ${id} and ${maySeeHandOver(actor)}`.execute(reader)
  return rows[0] ?? null
}

export type HandOverFileLine = {
  readonly fileId: string
  readonly number: number
  readonly notation: string
  readonly year: number
  readonly title: string
  readonly retentionYears: number | null
  readonly state: HandOverLineState
  readonly reason: string
  readonly records: number
  readonly pages: number
  readonly bytes: number
  /** Papers that are there on paper alone. */
  readonly withoutContent: number
}

/** The files of a hand-over with what is stored of them; ask for the hand-over first, which says whether one may see it. */
export const listHandOverFiles = async (reader: Reader, handOverId: string): Promise<readonly HandOverFileLine[]> =>
  (
    await sql<HandOverFileLine>`
      select f.id as "fileId", f.number, f.notation, f.year, f.title, f.retention_years as "retentionYears", l.state, l.reason,
        stored.records, stored.pages, stored.bytes, stored.without as "withoutContent"
      from hand_over_line l join work_file f on f.id = l.file_id
      left join lateral (
        select count(a.id)::int as records, coalesce(sum(i.pages) filter (where a.first), 0)::int as pages,
          coalesce(sum(s.size_bytes), 0)::bigint as bytes, count(*) filter (where a.id is null)::int as without
        from work_file_item i
        left join lateral (
          select a.id, a.sha256, row_number() over (order by a.added_at, a.id) = 1 as first from attachment a
          where ${isRecordOfItem}
        ) a on true
        left join stored_file s on s.sha256 = a.sha256
        where i.file_id = f.id and i.removed_at is null
      ) stored on true
      where l.hand_over_id = ${handOverId} order by l.position`.execute(reader)
  ).rows

export type DueLine = {
  readonly id: string
  readonly number: number
  readonly notation: string
  readonly year: number
  readonly title: string
  readonly keeperName: string | null
  readonly agencyId: string
  readonly agencyName: string
  readonly handOverBy: Temporal.PlainDate
}

/** Closed files that are to be handed over and that the officer may see, what is due first. */
export const listDueFiles = async (reader: Reader, actor: OfficerActor, most: number): Promise<readonly DueLine[]> =>
  (
    await sql<DueLine>`
      select f.id, f.number, f.notation, f.year, f.title, o.full_name as "keeperName", f.agency_id as "agencyId", a.name as "agencyName",
        f.hand_over_by as "handOverBy"
      from work_file f join agency a on a.id = f.agency_id left join officer o on o.id = f.keeper_id
      where f.state = 'closed' and f.hand_over_by is not null and ${maySeeWorkFile(actor)}
      order by f.keeper_id = ${actor.officerId} desc, f.hand_over_by, f.id limit ${most}`.execute(reader)
  ).rows

export type ToWarn = {
  readonly officerId: string
  readonly accountId: string
  readonly email: string
  readonly files: readonly { readonly id: string; readonly title: string; readonly by: string }[]
}

/** Keepers of files that are due within some days or overdue, and that nobody has told them of in this round. */
export const listToWarn = async (
  reader: Reader,
  today: Temporal.PlainDate,
  before: Temporal.PlainDate,
  since: Temporal.Instant,
): Promise<readonly ToWarn[]> =>
  (
    await sql<ToWarn>`
      select o.id as "officerId", ac.id as "accountId", o.email,
        jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'by', f.hand_over_by) order by f.hand_over_by) as files
      from work_file f join officer o on o.id = f.keeper_id join account ac on ac.officer_id = o.id and ac.disabled_at is null
      where f.state = 'closed' and f.hand_over_by is not null and f.hand_over_by <= ${before}::date
        and (f.warned_at is null or (f.hand_over_by < ${today}::date and f.warned_at < ${since}))
      group by o.id, ac.id, o.email`.execute(reader)
  ).rows
