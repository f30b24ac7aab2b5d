import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

/** Marks attachments as destroyed and answers the digests that they name. */
export const markDestroyed = async (
  tx: Tx,
  ids: readonly string[],
  at: Temporal.Instant,
): Promise<readonly string[]> => {
  const { rows } = await sql<{ sha256: string }>`
    update attachment set destroyed_at = ${at}, removed_at = coalesce(removed_at, ${at})
    where id = any(${[...ids]}::uuid[]) returning sha256`.execute(tx)
  return [...new Set(rows.map(({ sha256 }) => sha256))].sort()
}

/** Of these contents those that nothing names any more; their rows are locked first, so that whoever names one meanwhile waits. */
export const destroyUnnamed = async (
  tx: Tx,
  contents: readonly string[],
  at: Temporal.Instant,
): Promise<readonly { readonly sha256: string; readonly sizeBytes: number }[]> => {
  await sql`select from stored_file where sha256 = any(${[...contents]}::text[]) order by sha256 for update`.execute(tx)
  const { rows } = await sql<{ sha256: string; sizeBytes: number }>`
    update stored_file s set destroyed_at = ${at}
    where s.sha256 = any(${[...contents]}::text[])
      and not exists (select from attachment a where a.sha256 = s.sha256 and a.destroyed_at is null)
      and not exists (select from procedure_import i where i.sha256 = s.sha256)
    returning s.sha256, s.size_bytes as "sizeBytes"`.execute(tx)
  return rows
}
