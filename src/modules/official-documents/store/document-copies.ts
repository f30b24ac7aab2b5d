import { type Insertable, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { DocumentCopy } from '#platform/database/schema.ts'
import type { Carrier, CopyKind } from '../domain/document-copy.ts'

export const saveCopy = async (tx: Tx, copy: Insertable<DocumentCopy>): Promise<void> => {
  await tx.insertInto('document_copy').values(copy).execute()
}

export type MadeCopy = {
  readonly id: string
  readonly kind: CopyKind
  readonly number: number
  readonly notation: string
  readonly source: Carrier
  readonly target: Carrier
  readonly madeBy: string
  readonly madeAt: Temporal.Instant
  readonly attachmentId: string
}

export const findCopy = async (
  reader: Reader,
  id: string,
): Promise<{ readonly documentId: string; readonly number: number; readonly notation: string } | null> => {
  const row = await reader
    .selectFrom('document_copy')
    .select(['document_id as documentId', 'number', 'notation'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Whether a copy was made under this id: nothing is handed in for it any more. */
export const isCopyKnown = async (reader: Reader, id: string): Promise<boolean> => (await findCopy(reader, id)) !== null

/** The certified copies of a document that an agency has made. Ask only for a document that the officer may see. */
export const listCopies = async (reader: Reader, documentId: string): Promise<readonly MadeCopy[]> => {
  const answer = await sql<MadeCopy>`
    select c.id, c.kind, c.number, c.notation, c.source, c.target, o.full_name as "madeBy", c.made_at as "madeAt",
      c.attachment_id as "attachmentId"
    from document_copy c join officer o on o.id = c.made_by
    where c.document_id = ${documentId} order by c.made_at desc limit 100`.execute(reader)
  return answer.rows
}
