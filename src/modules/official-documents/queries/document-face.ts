import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { DocumentDirection, DocumentState } from '../domain/index.ts'
import { maySeeDocument } from './document-remit.ts'

export type DocumentFace = {
  readonly id: string
  readonly agencyId: string
  readonly agencyName: string
  readonly direction: DocumentDirection
  readonly state: DocumentState
  readonly typeCode: string
  readonly subject: string
  readonly codeNumber: number | null
  readonly codeNotation: string
  readonly documentDate: Temporal.PlainDate | null
  readonly authorName: string
  readonly secrecy: number
}

/** What a document is called, for an officer who may see it; null for everybody else. */
export const documentFaceForOfficer = async (
  reader: Reader,
  actor: OfficerActor,
  id: string,
  now: Temporal.Instant,
): Promise<DocumentFace | null> => {
  const answer = await sql<DocumentFace>`
    select d.id, d.agency_id as "agencyId", a.name as "agencyName", d.direction, d.state, d.type_code as "typeCode", d.subject,
      d.code_number as "codeNumber", d.code_notation as "codeNotation", d.document_date as "documentDate",
      d.author_name as "authorName", d.secrecy::int
    from official_document d join agency a on a.id = d.agency_id
    where d.id = ${id} and ${maySeeDocument(actor, now)}`.execute(reader)
  return answer.rows[0] ?? null
}
