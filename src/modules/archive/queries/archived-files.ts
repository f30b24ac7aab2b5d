import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { UseMode } from '#modules/work-files/domain/index.ts'
import { maySeeWorkFile } from '#modules/work-files/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { ReadingState } from '../domain/index.ts'

/**
 * Whether the officer may find the row `f` of `work_file` in the archive: who saw it before, the archivist of its agency, and of an open file
 * everybody who has a post there.
 */
export const mayFindArchived = (actor: OfficerActor): RawBuilder<boolean> => {
  const archives = agencyIdsWithRole(actor, 'archivist')
  const own = actor.posts.map((post) => post.agencyId)
  return sql<boolean>`(${maySeeWorkFile(actor)} or f.agency_id = any(${[...archives]}::uuid[])
    or (f.use_mode = 'open' and f.agency_id = any(${own}::uuid[])))`
}

export type ArchivedLine = {
  readonly id: string
  readonly packageId: string
  readonly title: string
  readonly archiveCode: string
  readonly agencyName: string
  readonly useMode: UseMode
  readonly retentionYears: number | null
  readonly keptUntil: Temporal.PlainDate | null
  readonly records: number
  readonly sizeBytes: number
  readonly sha256: string
  readonly madeAt: Temporal.Instant
}

export type ArchivedPlace = { readonly madeAt: Temporal.Instant; readonly id: string }

/** What the archive keeps and the officer may find, the newest first. */
export const listArchived = async (
  reader: Reader,
  actor: OfficerActor,
  words: string,
  length: number,
  after: ArchivedPlace | null,
): Promise<{ readonly lines: readonly ArchivedLine[]; readonly next: ArchivedPlace | null }> => {
  const { rows } = await sql<ArchivedLine>`
    select f.id, p.id as "packageId", f.title, f.archive_code as "archiveCode", a.name as "agencyName", f.use_mode as "useMode",
      f.retention_years as "retentionYears", f.kept_until as "keptUntil", p.records, p.size_bytes as "sizeBytes", p.sha256, p.made_at as "madeAt"
    from archived_package p join work_file f on f.id = p.file_id join agency a on a.id = f.agency_id
    where f.state = 'archived' and ${mayFindArchived(actor)}
      and (${words} = '' or f.folded like '%' || replace(replace(public.fold(${words}), '%', ''), '_', '') || '%'
        or f.archive_code = ${words})
      and (${after?.id ?? null}::uuid is null or (p.made_at, p.id) < (${after?.madeAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by p.made_at desc, p.id desc limit ${length + 1}`.execute(reader)
  const lines = rows.slice(0, length)
  const last = lines.at(-1)
  const next = rows.length > length && last !== undefined ? { madeAt: last.madeAt, id: last.packageId } : null
  return { lines, next }
}

export type ReadingLine = {
  readonly id: string
  readonly fileId: string
  readonly title: string
  readonly archiveCode: string
  readonly agencyId: string
  readonly useMode: UseMode
  readonly officerId: string
  readonly officerName: string
  readonly officerTitle: string
  readonly purpose: string
  readonly reason: string
  readonly days: number
  readonly state: ReadingState
  readonly askedAt: Temporal.Instant
  readonly decidedBy: string | null
  readonly note: string
  readonly until: Temporal.PlainDate | null
  readonly downloads: number
}

/** Requests of the officer, and those of the archives that he keeps or answers for; what waits first. */
export const listReadings = async (reader: Reader, actor: OfficerActor): Promise<readonly ReadingLine[]> =>
  (
    await sql<ReadingLine>`
      select r.id, r.file_id as "fileId", f.title, coalesce(f.archive_code, '') as "archiveCode", f.agency_id as "agencyId",
        f.use_mode as "useMode", r.officer_id as "officerId", o.full_name as "officerName", r.officer_title as "officerTitle", r.purpose,
        r.reason, r.days, r.state, r.asked_at as "askedAt", d.full_name as "decidedBy", r.note, r.until, r.downloads
      from reading_request r join work_file f on f.id = r.file_id join officer o on o.id = r.officer_id
      left join officer d on d.id = r.decided_by
      where r.officer_id = ${actor.officerId} or f.agency_id = any(${[...agencyIdsWithRole(actor, 'archivist', 'leader')]}::uuid[])
      order by r.state = 'asked' desc, r.asked_at desc, r.id limit 100`.execute(reader)
  ).rows
