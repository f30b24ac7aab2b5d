import type { Database } from '#platform/database/connection.ts'

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
