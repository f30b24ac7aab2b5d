import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { DraftHead } from '../domain/drafting/draft-head.ts'

/** One wording of a draft. */
export type DraftVersion = {
  readonly documentId: string
  readonly version: number
  readonly head: DraftHead
  readonly content: string
  readonly savedBy: string
  readonly savedByName: string
  readonly savedAt: Temporal.Instant
  readonly isAutosave: boolean
}

const versions = (reader: Reader) =>
  reader
    .selectFrom('document_version as v')
    .innerJoin('officer as o', 'o.id', 'v.saved_by')
    .select([
      'v.document_id as documentId',
      'v.version',
      'v.head',
      'v.content',
      'v.saved_by as savedBy',
      'o.full_name as savedByName',
      'v.saved_at as savedAt',
      'v.is_autosave as isAutosave',
    ])

type Row = Omit<DraftVersion, 'head'> & { readonly head: unknown }

const toVersion = (row: Row): DraftVersion => ({ ...row, head: DraftHead.parse(row.head) })

/** The wording of a number, else the latest. */
export const findDraftVersion = async (
  reader: Reader,
  documentId: string,
  version: number | null = null,
): Promise<DraftVersion | null> => {
  const query = versions(reader).where('v.document_id', '=', documentId).orderBy('v.version', 'desc').limit(1)
  const row = await (version === null ? query : query.where('v.version', '=', version)).executeTakeFirst()
  return row === undefined ? null : toVersion(row)
}

export type NewDraftVersion = Omit<DraftVersion, 'savedByName'>

/** Keeps a wording; over one that the same hand saved by itself a moment ago, as only the last of those counts. */
export const saveDraftVersion = async (tx: Tx, draft: NewDraftVersion): Promise<void> => {
  await sql`
    insert into document_version (document_id, version, head, content, saved_by, saved_at, is_autosave)
    values (${draft.documentId}, ${draft.version}, ${jsonb(draft.head)}, ${draft.content}, ${draft.savedBy}, ${draft.savedAt},
      ${draft.isAutosave})
    on conflict (document_id, version) do update
      set head = excluded.head, content = excluded.content, saved_at = excluded.saved_at, is_autosave = excluded.is_autosave
      where document_version.is_autosave and document_version.saved_by = excluded.saved_by`.execute(tx)
}
