import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { SignatureLevel } from '#platform/signing/verification/verification-report.ts'
import type { Capacity } from '../domain/signing-authority.ts'
import type { GivenSignature, SigningRole } from '../domain/signing-order.ts'

/** What is signed: a document or a dossier's outcome, of whatever module. */
export type SignedSubject = { readonly kind: string; readonly id: string }

export type SignatureRecord = GivenSignature & {
  readonly subject: SignedSubject
  readonly role: SigningRole
  /** Who did it: for a seal the clerk. */
  readonly officerId: string
  readonly capacity: Capacity
  readonly certificateSerial: string
  readonly keyPlace: string
  readonly level: SignatureLevel
  readonly at: Temporal.Instant
}

/** Writes a given signature in the transaction of the deed. The same holder twice in one round is refused by the database. */
export const recordSignature = async (tx: Tx, record: SignatureRecord): Promise<void> => {
  await tx
    .insertInto('given_signature')
    .values({
      id: newId(),
      subject_kind: record.subject.kind,
      subject_id: record.subject.id,
      round: record.round,
      role: record.role,
      holder_kind: record.holder.kind,
      holder_id: record.holder.id,
      officer_id: record.officerId,
      capacity: record.capacity,
      certificate_serial: record.certificateSerial,
      key_place: record.keyPlace,
      level: record.level,
      sha256_before: record.before,
      sha256_after: record.after,
      given_at: record.at,
    })
    .execute()
}

/** Each signature was given on the file that the one before it made: two of one moment have an order too. */
const inOrder = <Given extends GivenSignature>(given: readonly Given[]): readonly Given[] => {
  const byBefore = new Map(given.map((one) => [one.before, one]))
  const made = new Set(given.map((one) => one.after))
  const ordered: Given[] = []
  let next = given.find((one) => !made.has(one.before))
  while (next !== undefined && ordered.length < given.length) {
    ordered.push(next)
    next = byBefore.get(next.after)
  }
  return ordered.length === given.length ? ordered : given
}

/** The signatures on a document in the order in which they were given: what `decideTurn` asks for. */
export const listGivenSignatures = async (
  reader: Reader,
  subject: SignedSubject,
): Promise<readonly (GivenSignature & { readonly officerId: string; readonly at: Temporal.Instant })[]> => {
  const rows = await reader
    .selectFrom('given_signature')
    .select(['round', 'holder_kind', 'holder_id', 'officer_id', 'sha256_before', 'sha256_after', 'given_at'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('given_at')
    .orderBy('round')
    .execute()
  const given = rows.map((row) => ({
    round: row.round,
    holder: { kind: row.holder_kind === 'agency' ? ('agency' as const) : ('officer' as const), id: row.holder_id },
    officerId: row.officer_id,
    before: row.sha256_before,
    after: row.sha256_after,
    at: row.given_at,
  }))
  return inOrder(given)
}
