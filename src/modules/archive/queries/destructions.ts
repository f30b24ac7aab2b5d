import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { CouncilMember } from '../domain/destruction-papers.ts'
import type { DestructionState } from '../domain/index.ts'

/** Whether the officer may see the row `d` of `destruction`: archivist and leaders of its agency, and its council. */
const maySeeDestruction = (actor: OfficerActor): RawBuilder<boolean> =>
  sql<boolean>`(d.agency_id = any(${[...agencyIdsWithRole(actor, 'archivist', 'leader')]}::uuid[])
    or exists (select from destruction_member sat where sat.destruction_id = d.id and sat.officer_id = ${actor.officerId}))`

export type DestructionListLine = {
  readonly id: string
  readonly number: number
  readonly year: number
  readonly state: DestructionState
  readonly agencyName: string
  readonly madeAt: Temporal.Instant
  readonly files: number
}

export const listDestructions = async (reader: Reader, actor: OfficerActor): Promise<readonly DestructionListLine[]> =>
  (
    await sql<DestructionListLine>`
      select d.id, d.number, d.year, d.state, a.name as "agencyName", d.made_at as "madeAt",
        (select count(*)::int from destruction_line l where l.destruction_id = d.id and l.removed_at is null) as files
      from destruction d join agency a on a.id = d.agency_id
      where ${maySeeDestruction(actor)} order by d.made_at desc, d.id limit 100`.execute(reader)
  ).rows

/** How many files of each archive of the officer are past their years and on no list. */
export const countExpired = async (reader: Reader, actor: OfficerActor, today: Temporal.PlainDate) =>
  (
    await sql<{ readonly agencyId: string; readonly agencyName: string; readonly files: number }>`
      select a.id as "agencyId", a.name as "agencyName", count(*)::int as files
      from work_file f join agency a on a.id = f.agency_id
      where f.agency_id = any(${[...agencyIdsWithRole(actor, 'archivist')]}::uuid[]) and f.state = 'archived'
        and f.kept_until < ${today}::date
        and not exists (select from destruction_line l join destruction d on d.id = l.destruction_id
          where l.file_id = f.id and l.removed_at is null and d.state not in ('dropped', 'carried-out'))
      group by a.id, a.name order by a.name`.execute(reader)
  ).rows

export type DestructionView = DestructionListLine & {
  readonly agencyId: string
  readonly parentName: string
  readonly place: string
  readonly madeByName: string
  readonly metOn: Temporal.PlainDate | null
  readonly conclusion: string
  readonly decisionCode: string
  readonly decisionDate: Temporal.PlainDate | null
  readonly decidedByName: string | null
  readonly carriedOutByName: string | null
  readonly carriedOutAt: Temporal.Instant | null
  readonly version: number
  readonly secretarySignedAt: Temporal.Instant | null
  readonly chairSignedAt: Temporal.Instant | null
  readonly minutesSignedAt: Temporal.Instant | null
  readonly carriedOutBy: string | null
  readonly members: readonly CouncilMember[]
  readonly contents: number
  readonly bytes: number
}

export const findDestruction = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
): Promise<DestructionView | null> => {
  const { rows } = await sql<DestructionView>`
    select d.id, d.agency_id as "agencyId", d.number, d.year, d.state, a.name as "agencyName", coalesce(p.name, '') as "parentName",
      coalesce(nullif(regexp_replace(split_part(a.address, ',', 1), '^(Xã|Phường|Đặc khu)\\s+', '', 'i'), ''), a.short_name) as place,
      d.made_at as "madeAt", m.full_name as "madeByName", d.met_on as "metOn", d.conclusion, d.decision_code as "decisionCode",
      d.decision_date as "decisionDate", h.full_name as "decidedByName", c.full_name as "carriedOutByName", d.carried_out_at as "carriedOutAt",
      d.version, d.carried_out_by as "carriedOutBy", d.secretary_signed_at as "secretarySignedAt", d.chair_signed_at as "chairSignedAt",
      d.minutes_signed_at as "minutesSignedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.full_name, 'title', x.officer_title, 'part', x.part)
          order by array_position(array['chair', 'secretary', 'member'], x.part), o.full_name), '[]')
        from destruction_member x join officer o on o.id = x.officer_id where x.destruction_id = d.id) as members,
      (select count(*)::int from destruction_line l where l.destruction_id = d.id and l.removed_at is null) as files,
      (select count(*)::int from destroyed_content e where e.destruction_id = d.id) as contents,
      (select coalesce(sum(e.size_bytes), 0)::bigint from destroyed_content e where e.destruction_id = d.id) as bytes
    from destruction d join agency a on a.id = d.agency_id left join agency p on p.id = a.parent_id
    join officer m on m.id = d.made_by left join officer h on h.id = d.decided_by left join officer c on c.id = d.carried_out_by
    where d.id = ${id} and ${maySeeDestruction(actor)}`.execute(reader)
  return rows[0] ?? null
}

export type DestructionFileLine = {
  readonly fileId: string
  readonly archiveCode: string
  readonly title: string
  readonly endedOn: Temporal.PlainDate
  readonly retentionYears: number | null
  readonly keptUntil: Temporal.PlainDate | null
  readonly verdict: 'destroy' | 'keep'
  readonly keepYears: number | null
  readonly reason: string
  readonly destroyedAt: Temporal.Instant | null
  /** Taken off the list before it was decided on; `reason` says why. */
  readonly removedAt: Temporal.Instant | null
  readonly records: number
}

/** The files of a list, those taken off it last; ask for the list first, which says whether one may see it. */
export const listDestructionFiles = async (reader: Reader, id: string): Promise<readonly DestructionFileLine[]> =>
  (
    await sql<DestructionFileLine>`
      select f.id as "fileId", f.archive_code as "archiveCode", f.title, f.ended_on as "endedOn", f.retention_years as "retentionYears",
        f.kept_until as "keptUntil", l.verdict, l.keep_years as "keepYears", l.reason, l.destroyed_at as "destroyedAt",
        l.removed_at as "removedAt", p.records
      from destruction_line l join work_file f on f.id = l.file_id join archived_package p on p.file_id = f.id
      where l.destruction_id = ${id} order by l.removed_at is not null, l.position`.execute(reader)
  ).rows

/** Who may sit in a council: officers with a post in the agency on a day. */
export const officersOfAgency = async (reader: Reader, agencyId: string, on: Temporal.PlainDate) =>
  (
    await sql<{ readonly id: string; readonly name: string; readonly title: string }>`
      select distinct on (o.full_name, o.id) o.id, o.full_name as name, post.title from post_holding held
      join post on post.id = held.post_id join officer o on o.id = held.officer_id
      where post.agency_id = ${agencyId} and held.in_force @> ${on}::date
      order by o.full_name, o.id, held.concurrent`.execute(reader)
  ).rows
