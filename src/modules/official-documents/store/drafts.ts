import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import { DraftHead } from '../domain/drafting/draft-head.ts'
import { DraftSource } from '../domain/drafting/draft-source.ts'

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
  /** The file from which this wording, or the nearest one before it, was read. */
  readonly source: DraftSource | null
}

const versions = (reader: Reader) =>
  reader
    .selectFrom('document_version as v')
    .innerJoin('officer as o', 'o.id', 'v.saved_by')
    .select((select) => [
      'v.document_id as documentId',
      'v.version',
      'v.head',
      'v.content',
      'v.saved_by as savedBy',
      'o.full_name as savedByName',
      'v.saved_at as savedAt',
      'v.is_autosave as isAutosave',
      select
        .selectFrom('document_version as read')
        .select('read.source')
        .whereRef('read.document_id', '=', 'v.document_id')
        .whereRef('read.version', '<=', 'v.version')
        .where('read.source', 'is not', null)
        .orderBy('read.version', 'desc')
        .limit(1)
        .as('source'),
    ])

type Row = Omit<DraftVersion, 'head' | 'source'> & { readonly head: unknown; readonly source: unknown }

const toVersion = (row: Row): DraftVersion => ({
  ...row,
  head: DraftHead.parse(row.head),
  source: row.source === null ? null : DraftSource.parse(row.source),
})

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

export type WordingLine = Pick<DraftVersion, 'version' | 'savedByName' | 'savedAt' | 'isAutosave'>

/** Which wordings there are, the latest first. */
export const listWordings = (reader: Reader, documentId: string): Promise<readonly WordingLine[]> =>
  reader
    .selectFrom('document_version as v')
    .innerJoin('officer as o', 'o.id', 'v.saved_by')
    .select(['v.version', 'o.full_name as savedByName', 'v.saved_at as savedAt', 'v.is_autosave as isAutosave'])
    .where('v.document_id', '=', documentId)
    .orderBy('v.version', 'desc')
    .limit(200)
    .execute()

export type NewDraftVersion = Omit<DraftVersion, 'savedByName'>

/** Keeps a wording; over one that the same hand saved by itself a moment ago, as only the last of those counts. */
export const saveDraftVersion = async (tx: Tx, draft: NewDraftVersion): Promise<void> => {
  await sql`
    insert into document_version (document_id, version, head, content, saved_by, saved_at, is_autosave, source)
    values (${draft.documentId}, ${draft.version}, ${jsonb(draft.head)}, ${draft.content}, ${draft.savedBy}, ${draft.savedAt},
      ${draft.isAutosave}, ${draft.source === null ? null : jsonb(draft.source)})
    on conflict (document_id, version) do update
      set head = excluded.head, content = excluded.content, saved_at = excluded.saved_at, is_autosave = excluded.is_autosave,
        source = coalesce(excluded.source, document_version.source)
      where document_version.is_autosave and document_version.saved_by = excluded.saved_by`.execute(tx)
}
