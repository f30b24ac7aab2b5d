import type { Temporal } from '#kernel/time.ts'
import { maskIdentityNumber } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Assurance, CitizenActor } from '../domain/actor.ts'

/** What a person sees of his own account; the number is masked on the screen. */
export type OwnAccount = {
  readonly fullName: string
  readonly assurance: Assurance
  readonly maskedIdentity: string | null
  readonly birthDate: Temporal.PlainDate | null
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly links: readonly { readonly issuer: string; readonly linkedAt: Temporal.Instant }[]
}

export const findOwnAccount = async (
  reader: Reader,
  sealing: Sealing,
  actor: CitizenActor,
): Promise<OwnAccount | null> => {
  const row = await reader
    .selectFrom('citizen')
    .select(['full_name', 'assurance', 'identity_sealed'])
    .select(['birth_date', 'phone', 'email', 'address'])
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  const links = await reader
    .selectFrom('external_login')
    .select(['issuer', 'linked_at as linkedAt'])
    .where('account_id', '=', actor.accountId)
    .orderBy('linked_at')
    .execute()
  return {
    fullName: row.full_name,
    assurance: row.assurance as Assurance,
    maskedIdentity: row.identity_sealed === null ? null : maskIdentityNumber(sealing.open(row.identity_sealed)),
    birthDate: row.birth_date,
    phone: row.phone,
    email: row.email,
    address: row.address,
    links,
  }
}
