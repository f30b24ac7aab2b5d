import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'

/** The kept form of a signed document: the same bytes, with evidence and a time-stamp after them. */
export type SignatureArchive = {
  readonly original: string
  readonly archived: string
  readonly level: 'B-LT' | 'B-LTA'
  readonly stampedAt: Temporal.Instant
  readonly holdsUntil: Temporal.Instant
}

/** A document to be archived: which file is stamped now, and of which attachment it is the kept form. */
export type ToArchive = {
  readonly original: string
  readonly from: string
  readonly attachmentId: string
  readonly name: string
}

/** Documents that were issued and have no kept form yet, oldest first. */
export const listUnarchived = async (
  reader: Reader,
  purposes: readonly string[],
  limit: number,
): Promise<readonly ToArchive[]> => {
  const answer = await sql<ToArchive>`
    select * from (
      select distinct on (a.sha256) a.sha256 as original, a.sha256 as "from", a.id as "attachmentId", a.name, a.added_at
      from attachment a
      where a.purpose = any(${[...purposes]}::text[]) and a.removed_at is null
        and not exists (select 1 from signature_archive s where s.original_sha256 = a.sha256)
      order by a.sha256, a.added_at) open
    order by open.added_at limit ${limit}`.execute(reader)
  return answer.rows
}

/** Kept forms whose last time-stamp ends before a time, the most pressing first. */
export const listEnding = async (
  reader: Reader,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly ToArchive[]> => {
  const answer = await sql<ToArchive>`
    select s.original_sha256 as original, s.archived_sha256 as "from", a.owner_id as "attachmentId", a.name
    from signature_archive s
    join attachment a on a.sha256 = s.archived_sha256 and a.owner_kind = 'signature-archive' and a.removed_at is null
    where s.level = 'B-LTA' and s.holds_until < ${before}
    order by s.holds_until limit ${limit}`.execute(reader)
  return answer.rows
}

/** Whether somebody still has the file whose kept form is made; it is not destroyed before the transaction ends. */
export const isStillNamed = async (tx: Tx, original: string): Promise<boolean> =>
  (await sql`select from attachment where sha256 = ${original} and destroyed_at is null limit 1 for share`.execute(tx))
    .rows.length > 0

/**
 * The kept forms of files that are about to be destroyed are not renewed any more; answers their attachments, to be destroyed too. What another
 * file that stays has as its content keeps its kept form.
 */
export const forgetKeptForms = async (tx: Tx, attachmentIds: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      select distinct a.sha256 from attachment a where a.id = any(${[...attachmentIds]}::uuid[])
        and not exists (select from attachment o where o.sha256 = a.sha256 and o.destroyed_at is null
          and o.id <> all(${[...attachmentIds]}::uuid[]))),
    dropped as (delete from signature_archive s using gone where s.original_sha256 = gone.sha256)
    select k.id from gone join attachment a on a.sha256 = gone.sha256
      join attachment k on k.owner_id = a.id and k.owner_kind = 'signature-archive' and k.destroyed_at is null`.execute(
    tx,
  )
  return [...new Set(rows.map(({ id }) => id))]
}

/** Writes the first kept form, or the renewed one in place of the old. */
export const saveArchive = async (tx: Tx, archive: SignatureArchive): Promise<void> => {
  const values = {
    archived_sha256: archive.archived,
    level: archive.level,
    stamped_at: archive.stampedAt,
    holds_until: archive.holdsUntil,
    last_fault: '',
  }
  await tx
    .insertInto('signature_archive')
    .values({ original_sha256: archive.original, ...values })
    .onConflict((conflict) =>
      conflict
        .column('original_sha256')
        .doUpdateSet({ ...values, renewals: sql<number>`signature_archive.renewals + 1` }),
    )
    .execute()
}
