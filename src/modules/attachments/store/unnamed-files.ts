import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { advisoryLockOfSweep } from '#platform/files/file-store.ts'

export type UnnamedFile = { readonly sha256: string; readonly sizeBytes: number }

/** That no row speaks of the content `s` any more; a test holds it against every key that leads to `stored_file`. */
const isUnnamed: RawBuilder<boolean> = sql`not exists (select from attachment a where a.sha256 = s.sha256)
  and not exists (select from procedure_import i where i.sha256 = s.sha256)`

/** Content stored before a moment that nothing names, in the order of the digests. */
export const listUnnamed = async (
  reader: Reader,
  since: Temporal.Instant,
  after: string,
  limit: number,
): Promise<readonly UnnamedFile[]> =>
  (
    await sql<UnnamedFile>`
      select s.sha256, s.size_bytes as "sizeBytes" from stored_file s
      where s.stored_at < ${since} and s.sha256 > ${after} and ${isUnnamed}
      order by s.sha256 limit ${limit}`.execute(reader)
  ).rows

/** Whether the sweep may go on until the transaction ends: it stands back while a backup copies files. */
export const lockSweep = async (tx: Tx): Promise<boolean> => {
  const lock = sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${advisoryLockOfSweep}) as free`
  return (await lock.execute(tx)).rows[0]?.free === true
}

/** Waits for nobody: content that an upload is about to name is left for another night. */
export const lockContent = async (tx: Tx, sha256: string): Promise<boolean> =>
  (await sql`select from stored_file where sha256 = ${sha256} for update skip locked`.execute(tx)).rows.length > 0

export const dropUnnamed = async (tx: Tx, sha256: string): Promise<boolean> =>
  ((await sql`delete from stored_file s where s.sha256 = ${sha256} and ${isUnnamed}`.execute(tx)).numAffectedRows ??
    0n) > 0n
