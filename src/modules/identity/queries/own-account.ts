import type { Temporal } from '#kernel/time.ts'
import { maskIdentityNumber } from '#kernel/vietnamese-text.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Assurance, CitizenActor } from '../domain/actor.ts'

/** What a person sees of his own account; the number is masked on the screen. */
export type OwnAccount = {
  readonly login: string
  readonly hasPassword: boolean
  readonly passwordChangedAt: Temporal.Instant
  readonly fullName: string
  readonly assurance: Assurance
  readonly maskedIdentity: string | null
  readonly birthDate: Temporal.PlainDate | null
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly links: readonly { readonly issuer: string; readonly linkedAt: Temporal.Instant }[]
  readonly signIns: readonly { readonly at: Temporal.Instant; readonly kind: string; readonly detail: string }[]
}

const lastEntries = 10

export const findOwnAccount = async (
  reader: Reader,
  sealing: Sealing,
  actor: CitizenActor,
): Promise<OwnAccount | null> => {
  const row = await reader
    .selectFrom('account')
    .innerJoin('citizen', 'citizen.account_id', 'account.id')
    .select(['login', 'password_hash', 'password_changed_at', 'full_name', 'assurance', 'identity_sealed'])
    .select(['birth_date', 'phone', 'email', 'address'])
    .where('account.id', '=', actor.accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  const links = await reader
    .selectFrom('external_login')
    .select(['issuer', 'linked_at as linkedAt'])
    .where('account_id', '=', actor.accountId)
    .orderBy('linked_at')
    .execute()
  const signIns = await reader
    .selectFrom('sign_in_log')
    .select(['at', 'kind', 'detail'])
    .where('account_id', '=', actor.accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(lastEntries)
    .execute()
  return {
    login: row.login,
    hasPassword: row.password_hash !== null,
    passwordChangedAt: row.password_changed_at,
    fullName: row.full_name,
    assurance: row.assurance as Assurance,
    maskedIdentity: row.identity_sealed === null ? null : maskIdentityNumber(sealing.open(row.identity_sealed)),
    birthDate: row.birth_date,
    phone: row.phone,
    email: row.email,
    address: row.address,
    links,
    signIns,
  }
}
