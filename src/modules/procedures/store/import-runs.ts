import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Database, jsonb, type Tx } from '#platform/database/connection.ts'
import type { StoredContent } from '#platform/files/file-store.ts'

export type NewImportRun = {
  readonly fileName: string
  readonly content: StoredContent
  readonly askedBy: string
  readonly at: Temporal.Instant
}

/** An import that has not moved for so long will not move any more: its process is gone. */
const deadAfterMinutes = 15

/** Ends imports that nobody works on any more, so that they do not keep others waiting. */
export const endDeadImports = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('procedure_import')
    .set({ state: 'failed', finished_at: now, failure: 'import.broken-off' })
    .where('state', 'in', ['waiting', 'running'])
    .where('moved_at', '<', now.subtract({ minutes: deadAfterMinutes }))
    .execute()
}

/** Null while another import waits or runs. The content is durable already. */
export const insertImportRun = async (tx: Tx, run: NewImportRun): Promise<string | null> => {
  const { sha256, sizeBytes } = run.content
  await tx
    .insertInto('stored_file')
    .values({ sha256, size_bytes: sizeBytes, media_type: 'application/gzip', stored_at: run.at })
    .onConflict((conflict) =>
      conflict
        .column('sha256')
        .doUpdateSet({ media_type: (row) => row.ref('stored_file.media_type'), destroyed_at: null }),
    )
    .execute()
  const answer = await sql<{ id: string }>`
    insert into procedure_import (id, file_name, sha256, asked_by, asked_at, moved_at)
    values (${newId()}, ${run.fileName}, ${sha256}, ${run.askedBy}, ${run.at}, ${run.at})
    on conflict do nothing returning id`.execute(tx)
  return answer.rows[0]?.id ?? null
}

export type ImportRun = { readonly id: string; readonly fileName: string; readonly sha256: string }

/** Takes an import up, or up again after its process was lost; null when it is finished. */
export const beginImportRun = async (
  database: Database,
  id: string,
  now: Temporal.Instant,
): Promise<ImportRun | null> => {
  const answer = await sql<ImportRun>`
    update procedure_import set state = 'running', moved_at = ${now}, counts = '{}'
    where id = ${id} and state in ('waiting', 'running') returning id, file_name as "fileName", sha256`.execute(
    database,
  )
  return answer.rows[0] ?? null
}

export const noteImportCounts = async (
  database: Database,
  id: string,
  counts: Readonly<Record<string, number>>,
  now: Temporal.Instant,
): Promise<void> => {
  await database
    .updateTable('procedure_import')
    .set({ counts: jsonb(counts), moved_at: now })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

type Ending =
  | { readonly state: 'done'; readonly counts: Readonly<Record<string, number>>; readonly report: unknown }
  | { readonly state: 'failed'; readonly failure: string }

export const endImportRun = async (
  database: Database,
  id: string,
  ending: Ending,
  now: Temporal.Instant,
): Promise<void> => {
  await database
    .updateTable('procedure_import')
    .set({
      finished_at: now,
      moved_at: now,
      ...(ending.state === 'done'
        ? { state: 'done', counts: jsonb(ending.counts), report: jsonb(ending.report) }
        : { state: 'failed', failure: ending.failure }),
    })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}
