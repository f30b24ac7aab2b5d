import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Assurance } from '../domain/actor.ts'

/** What an account knows of its owner, for filling forms; the number in full, for the owner alone. */
export type OwnFacts = {
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly fullName: string
  readonly identityNumber: string
  readonly identityIssuedOn: Temporal.PlainDate | null
  readonly identityIssuedBy: string
  readonly birthDate: Temporal.PlainDate | null
  readonly gender: string
  readonly ethnicity: string
  readonly nationality: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly communeCode: string | null
  readonly assurance: Assurance
}

export const findOwnFacts = async (reader: Reader, sealing: Sealing, accountId: string): Promise<OwnFacts | null> => {
  const row = await reader.selectFrom('citizen').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  if (row === undefined) return null
  return {
    kind: row.kind as OwnFacts['kind'],
    fullName: row.full_name,
    identityNumber: row.identity_sealed === null ? '' : sealing.open(row.identity_sealed),
    identityIssuedOn: row.identity_issued_on,
    identityIssuedBy: row.identity_issued_by,
    birthDate: row.birth_date,
    gender: row.gender ?? '',
    ethnicity: row.ethnicity,
    nationality: row.nationality,
    phone: row.phone,
    email: row.email,
    address: row.address,
    communeCode: row.commune_code,
    assurance: row.assurance as Assurance,
  }
}
