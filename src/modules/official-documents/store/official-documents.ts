import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { insertRows } from '#platform/database/insert-rows.ts'
import type { OfficialDocument as DocumentRow } from '#platform/database/schema.ts'
import type {
  DocumentChannel,
  DocumentDirection,
  DocumentState,
  OfficialDocument,
  Secrecy,
  Urgency,
} from '../domain/index.ts'

// The text of the files and what is searched stay where they are: they are long, and no deed asks for them.
const columns = [
  'id',
  'agency_id',
  'direction',
  'state',
  'type_code',
  'subject',
  'code_number',
  'code_notation',
  'document_date',
  'channel',
  'author_agency_id',
  'author_name',
  'urgency',
  'secrecy',
  'register_id',
  'register_number',
  'register_year',
  'drafting_unit_id',
  'drafted_by',
  'due_at',
  'created_at',
  'version',
] as const satisfies readonly (keyof DocumentRow)[]

type Kept = Pick<Selectable<DocumentRow>, (typeof columns)[number]>

const toDocument = (row: Kept): OfficialDocument => ({
  id: row.id,
  agencyId: row.agency_id,
  direction: row.direction as DocumentDirection,
  state: row.state as DocumentState,
  typeCode: row.type_code,
  subject: row.subject,
  codeNumber: row.code_number,
  codeNotation: row.code_notation,
  documentDate: row.document_date,
  channel: row.channel as DocumentChannel,
  authorAgencyId: row.author_agency_id,
  authorName: row.author_name,
  urgency: row.urgency as Urgency,
  secrecy: row.secrecy as Secrecy,
  registerId: row.register_id,
  registerNumber: row.register_number,
  registerYear: row.register_year,
  draftingUnitId: row.drafting_unit_id,
  draftedBy: row.drafted_by,
  dueAt: row.due_at,
  createdAt: row.created_at,
  version: row.version,
})

const kept = (row: Kept | undefined): OfficialDocument | null => (row === undefined ? null : toDocument(row))

export const findDocument = async (reader: Reader, id: string): Promise<OfficialDocument | null> =>
  kept(await reader.selectFrom('official_document').select(columns).where('id', '=', id).executeTakeFirst())

/** Locks the document until the transaction ends. */
export const findDocumentForUpdate = async (tx: Tx, id: string): Promise<OfficialDocument | null> =>
  kept(await tx.selectFrom('official_document').select(columns).where('id', '=', id).forUpdate().executeTakeFirst())

export const insertDocument = async (tx: Tx, row: Insertable<DocumentRow>): Promise<void> => {
  await tx.insertInto('official_document').values(row).execute()
}

/** Many rows of one shape in one statement. */
export const insertDocuments = (tx: Tx, rows: readonly Insertable<DocumentRow>[]): Promise<void> =>
  insertRows(tx, 'official_document', rows)

/** Changes the row and counts its version up. */
export const updateDocument = async (
  tx: Tx,
  document: Pick<OfficialDocument, 'id' | 'version'>,
  change: Updateable<DocumentRow>,
): Promise<void> => {
  await tx
    .updateTable('official_document')
    .set({ ...change, version: document.version + 1 })
    .where('id', '=', document.id)
    .execute()
}
