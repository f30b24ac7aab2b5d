import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { findDocumentType, writtenCode } from '../domain/index.ts'

/** What the register says of an issued document to anybody who holds it: nothing of what it is about, nothing of a secret one. */
export type RegisteredDocument = {
  readonly id: string
  /** Its type: `Quyết định`. */
  readonly name: string
  readonly notation: string
  readonly issuedOn: Temporal.PlainDate
  readonly agencyName: string
  /** Digest of the issued file, hexadecimal. */
  readonly sha256: string
  /** Whether it still counts, as far as the register knows. */
  readonly standing: 'issued' | 'recalled' | 'replaced'
  /** Who signed it, in the order in which they did, as the page says; initials are not told of. */
  readonly signers: readonly RegisteredSigner[]
}

export type RegisteredSigner = {
  readonly lines: readonly string[]
  readonly name: string
  /** The paper that gave the right, where one did. */
  readonly basis: string | null
}

type Row = Omit<RegisteredDocument, 'name' | 'notation'> & {
  readonly typeCode: string
  readonly number: number | null
  readonly codeNotation: string
}

const find = async (reader: Reader, condition: RawBuilder<unknown>): Promise<RegisteredDocument | null> => {
  const answer = await sql<Row>`
    select d.id, d.type_code as "typeCode", d.code_number as number, d.code_notation as "codeNotation", p.issued_on as "issuedOn",
      a.name as "agencyName", f.sha256, d.state as standing,
      (select coalesce(jsonb_agg(jsonb_build_object('lines', s.lines, 'name', s.name, 'basis', m.basis) order by s.round, s.signed_at), '[]')
        from outgoing_signer s left join signing_mandate m on m.id = s.mandate_id
        where s.submission = p.submission and s.role = 'sign' and s.signed_at is not null) as signers
    from official_document d
    join outgoing_paper p on p.document_id = d.id
    join agency a on a.id = d.agency_id
    join attachment f on f.id = p.issued_attachment_id
    where d.direction = 'outgoing' and d.state in ('issued', 'recalled', 'replaced') and d.secrecy = 0 and ${condition}
    limit 1`.execute(reader)
  const [row] = answer.rows
  if (row === undefined) return null
  const { typeCode, number, codeNotation, ...told } = row
  const name = findDocumentType(typeCode)?.name ?? ''
  return { ...told, name, notation: writtenCode({ number, notation: codeNotation }) }
}

/** The issued document that a QR code names, also after it was recalled or replaced. What was never issued counts as not there. */
export const findRegisteredDocument = (reader: Reader, documentId: string): Promise<RegisteredDocument | null> =>
  find(reader, sql`d.id = ${documentId}`)

/** The issued document with exactly this content, or with an companion of it. */
export const findDocumentByContent = (reader: Reader, sha256: string): Promise<RegisteredDocument | null> =>
  find(
    reader,
    sql`d.id = (select e.owner_id from attachment e where e.sha256 = ${sha256} and e.purpose in ('issued', 'issued-companion')
      and e.owner_kind = 'official-document' limit 1)`,
  )
