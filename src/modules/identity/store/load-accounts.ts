import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Assurance } from '../domain/index.ts'

export type DemoPassword = { readonly hash: string; readonly setAt: Temporal.Instant }

const accountRow = (kind: 'officer' | 'citizen', login: string, officerId: string | null, password: DemoPassword) => ({
  id: newId(),
  kind,
  login,
  officer_id: officerId,
  password_hash: password.hash,
  password_changed_at: password.setAt,
  created_at: password.setAt,
  is_demo: true,
})

/** Gives officers of a demonstration their accounts, all with the same password. */
export const loadOfficerAccounts = async (
  tx: Tx,
  officerIds: ReadonlyMap<string, string>,
  password: DemoPassword,
): Promise<void> => {
  const rows = [...officerIds].map(([login, officerId]) => accountRow('officer', login, officerId, password))
  await tx.insertInto('account').values(rows).execute()
}

export type CitizenToLoad = {
  readonly login: string
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly fullName: string
  readonly identityNumber: string
  readonly identityIssuedOn: Temporal.PlainDate | null
  readonly identityIssuedBy: string
  readonly birthDate: Temporal.PlainDate | null
  readonly gender: 'male' | 'female' | 'other' | null
  readonly ethnicity: string
  readonly nationality: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly communeCode: string | null
  readonly assurance: Assurance
}

/** Gives the invented citizens of a demonstration their accounts; identity numbers are sealed as real ones are. */
export const loadCitizens = async (
  tx: Tx,
  sealing: Sealing,
  citizens: readonly CitizenToLoad[],
  password: DemoPassword,
): Promise<void> => {
  const accounts = citizens.map((citizen) => accountRow('citizen', citizen.login, null, password))
  await tx.insertInto('account').values(accounts).execute()
  await tx
    .insertInto('citizen')
    .values(
      citizens.map((citizen, index) => ({
        account_id: accounts[index]?.id ?? '',
        full_name: citizen.fullName,
        kind: citizen.kind,
        identity_sealed: sealing.seal(citizen.identityNumber),
        identity_hash: sealing.hash(citizen.identityNumber),
        identity_issued_on: citizen.identityIssuedOn,
        identity_issued_by: citizen.identityIssuedBy,
        assurance: citizen.assurance,
        birth_date: citizen.birthDate,
        gender: citizen.gender,
        ethnicity: citizen.ethnicity,
        nationality: citizen.nationality,
        phone: citizen.phone,
        email: citizen.email,
        address: citizen.address,
        commune_code: citizen.communeCode,
        updated_at: password.setAt,
      })),
    )
    .execute()
}
