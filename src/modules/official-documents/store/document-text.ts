import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database/connection.ts'

/** `recognised`: read from pictures, and may be wrong; `unrecognised`: pictures that nobody here could read. */
export type DocumentTextState = 'read' | 'recognised' | 'unrecognised' | 'nothing-to-read' | 'failed'

export type DocumentText = { readonly text: string | null; readonly state: DocumentTextState }

/**
 * What the files say. It is no deed: the version of the document stays. A document that became secret or was recalled
 * meanwhile keeps none.
 */
export const saveDocumentText = async (database: Database, documentId: string, read: DocumentText): Promise<void> => {
  await database
    .updateTable('official_document')
    .set({ full_text: read.text, text_state: read.state })
    .where('id', '=', documentId)
    .where('secrecy', '=', 0)
    .where('state', '<>', 'recalled')
    .execute()
}

/** A wording that was destroyed: SHA-256 of its text, hexadecimal, and how long it was in UTF-8. */
export type DestroyedWording = { readonly sha256: string; readonly sizeBytes: number }

/**
 * Empties every wording of documents that are destroyed, what was read out of their files and what certified copies quote of them; answers the digests of
 * the wordings. Their lines in the books stay, and are found by what those say.
 */
export const destroyWordings = async (tx: Tx, documentIds: readonly string[]): Promise<readonly DestroyedWording[]> => {
  const ids = [...documentIds]
  const [{ rows }] = await Promise.all([
    sql<DestroyedWording>`
      with old as (select document_id, version, content from document_version
        where document_id = any(${ids}::uuid[]) and content <> '' for update),
      gone as (update document_version v set content = '', source = null from old
        where v.document_id = old.document_id and v.version = old.version)
      select distinct encode(sha256(convert_to(content, 'UTF8')), 'hex') as sha256, octet_length(content) as "sizeBytes" from old`.execute(
      tx,
    ),
    sql`update official_document set full_text = null where id = any(${ids}::uuid[]) and full_text is not null`.execute(
      tx,
    ),
    sql`update document_copy set extract = '' where document_id = any(${ids}::uuid[]) and extract <> ''`.execute(tx),
    // The letter in which a document came bears its id.
    sql`update mailed_letter set subject = '', body = '', sender_name = '', sender_address = '', refused = '[]'
      where id = any(${ids}::uuid[])`.execute(tx),
  ])
  return rows
}
