import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** What the register says of an issued document to anybody who holds it: nothing of the person it was issued to. */
export type RegisteredOutcome = {
  readonly id: string
  readonly name: string
  readonly notation: string
  readonly issuedOn: Temporal.PlainDate
  readonly agencyName: string
  /** Digest of the issued file, hexadecimal. */
  readonly sha256: string
}

const find = async (reader: Reader, condition: RawBuilder<unknown>): Promise<RegisteredOutcome | null> => {
  const answer = await sql<RegisteredOutcome>`
    select o.id, o.name, o.notation, o.issued_on as "issuedOn", a.name as "agencyName", f.sha256
    from outcome o
    join agency a on a.id = o.agency_id
    join attachment f on f.id = o.attachment_id
    where o.state = 'issued' and ${condition}
    limit 1`.execute(reader)
  return answer.rows[0] ?? null
}

/** The issued document that a QR code names. A draft is nobody's business and counts as not there. */
export const findRegisteredOutcome = (reader: Reader, outcomeId: string): Promise<RegisteredOutcome | null> =>
  find(reader, sql`o.id = ${outcomeId}`)

/** The issued document with exactly this content. */
export const findOutcomeByContent = (reader: Reader, sha256: string): Promise<RegisteredOutcome | null> =>
  find(
    reader,
    sql`f.sha256 = ${sha256} and f.purpose = 'outcome' and o.dossier_id = f.owner_id and f.owner_kind = 'dossier'`,
  )
