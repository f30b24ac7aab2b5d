import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { hashesOf, type Sealing } from '#platform/secrets/sealing.ts'
import type { Assurance } from '../domain/actor.ts'
import type { EidIdentity } from '../domain/eid-identity.ts'

export type NewCitizen = {
  readonly accountId: string
  readonly fullName: string
  readonly kind: 'citizen' | 'business' | 'organisation'
  readonly identityNumber: string | null
  readonly assurance: Assurance
  readonly birthDate: string | null
  readonly gender: 'male' | 'female' | 'other' | null
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly now: Temporal.Instant
}

/** All hashes under which the number may have been kept. */
export const hashesOfIdentity = (sealing: Sealing, identityNumber: string): readonly Buffer[] =>
  hashesOf(sealing, identityNumber)

const identityColumns = (sealing: Sealing, identityNumber: string | null) => ({
  identity_sealed: identityNumber === null ? null : sealing.seal(identityNumber),
  identity_hash: identityNumber === null ? null : sealing.hash(identityNumber),
})

const dateOrNull = (day: string | null) => (day === null ? null : sql<Temporal.PlainDate>`${day}::date`)

export const insertCitizen = async (tx: Tx, sealing: Sealing, citizen: NewCitizen): Promise<void> => {
  await tx
    .insertInto('citizen')
    .values({
      account_id: citizen.accountId,
      full_name: citizen.fullName,
      kind: citizen.kind,
      ...identityColumns(sealing, citizen.identityNumber),
      assurance: citizen.assurance,
      birth_date: dateOrNull(citizen.birthDate),
      gender: citizen.gender,
      phone: citizen.phone,
      email: citizen.email,
      address: citizen.address,
      updated_at: citizen.now,
    })
    .execute()
}

/** The address a citizen has given for letters; empty when there is none. */
export const emailOf = async (reader: Reader, accountId: string): Promise<string> =>
  (
    await reader.selectFrom('citizen').select('email').where('account_id', '=', accountId).executeTakeFirst()
  )?.email.trim() ?? ''

/**
 * What the eID provider vouches for takes the place of what was declared; ways to reach the person stay as he left them. The level never
 * falls by a later, weaker sign-in.
 */
export const saveVouched = async (
  tx: Tx,
  sealing: Sealing,
  accountId: string,
  identity: EidIdentity,
  now: Temporal.Instant,
): Promise<void> => {
  const keep = (column: string, value: string) =>
    sql<string>`case when ${sql.ref(column)} = '' then ${value} else ${sql.ref(column)} end`
  await tx
    .updateTable('citizen')
    .set({
      full_name: identity.fullName,
      kind: identity.kind,
      ...identityColumns(sealing, identity.identityNumber),
      assurance: sql<string>`case when assurance = 'eid-2' then 'eid-2' else ${identity.assurance} end`,
      birth_date: sql<Temporal.PlainDate | null>`coalesce(${identity.birthDate}::date, birth_date)`,
      gender: sql<string | null>`coalesce(${identity.gender}, gender)`,
      phone: keep('phone', identity.phone),
      email: keep('email', identity.email),
      address: keep('address', identity.address),
      updated_at: now,
    })
    .where('account_id', '=', accountId)
    .execute()
}

export type SameIdentity = {
  readonly accountId: string
  readonly assurance: Assurance
  readonly hasPassword: boolean
  readonly isLinked: boolean
}

/** Accounts that give the same identity number, those the provider vouches for first. */
export const findByIdentity = async (
  reader: Reader,
  sealing: Sealing,
  identityNumber: string,
): Promise<readonly SameIdentity[]> => {
  const answer = await sql<SameIdentity>`
    select citizen.account_id as "accountId", citizen.assurance, account.password_hash is not null as "hasPassword",
      exists (select from external_login where external_login.account_id = account.id) as "isLinked"
    from citizen join account on account.id = citizen.account_id
    where citizen.identity_hash in (${sql.join(hashesOfIdentity(sealing, identityNumber))}) and account.disabled_at is null
    order by citizen.assurance desc, account.created_at`.execute(reader)
  return answer.rows
}

export const identityHashOf = async (reader: Reader, accountId: string): Promise<Buffer | null> => {
  const row = await reader
    .selectFrom('citizen')
    .select('identity_hash')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.identity_hash ?? null
}
