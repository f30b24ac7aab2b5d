import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { type Role, secondFactorRoles } from '#modules/identity/domain/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { hashPassword } from '#platform/secrets/passwords.ts'

/** The password of every account made here. */
export const testPassword = 'Mat-khau-2026'

const cheapHash = hashPassword(testPassword, { memoryKibibytes: 7_168, passes: 1, lanes: 1 })

export const addAgency = async (database: Database, code: string, parentId: string | null = null): Promise<string> => {
  const id = newId()
  await database
    .insertInto('agency')
    .values({
      id,
      code,
      kind: 'office',
      level: 'province',
      name: `Cơ quan ${code}`,
      short_name: code,
      parent_id: parentId,
    })
    .execute()
  return id
}

export const addPost = async (
  database: Database,
  agencyId: string,
  role: Role,
  officerId: string | null,
  inForce = '[2020-01-01,)',
): Promise<string> => {
  const id = newId()
  await database
    .insertInto('post')
    .values({ id, agency_id: agencyId, title: `Chức vụ ${role}`, role })
    .execute()
  if (officerId !== null)
    await database
      .insertInto('post_holding')
      .values({ id: newId(), post_id: id, officer_id: officerId, in_force: sql<string>`${inForce}::daterange` })
      .execute()
  return id
}

const decideWhoNeedsSecondFactor = (database: Database, asked: readonly Role[]) =>
  sql`
  insert into setting (id, key, scope_kind, value, in_force, legal_source, certainty, decided_by)
  values (${newId()}, ${secondFactorRoles.key}, 'province', ${JSON.stringify(asked)}::jsonb, '[2000-01-01,)', 'TEST', 'decided', 'test')
  on conflict do nothing`.execute(database)

/** Decides of whom a second factor is asked; the last word counts. */
export const askSecondFactorOf = async (database: Database, asked: readonly Role[]): Promise<void> => {
  await database.deleteFrom('setting').where('key', '=', secondFactorRoles.key).execute()
  await decideWhoNeedsSecondFactor(database, asked)
}

export type TestOfficer = { readonly officerId: string; readonly accountId: string; readonly login: string }

/** An officer with an account, and a post when an agency and a role are given. */
export const addOfficer = async (
  database: Database,
  login: string,
  seat?: { readonly agencyId: string; readonly role: Role },
): Promise<TestOfficer> => {
  // Unless a test decides otherwise, its officers come in with the password alone.
  await decideWhoNeedsSecondFactor(database, [])
  const officerId = newId()
  const accountId = newId()
  await database
    .insertInto('officer')
    .values({ id: officerId, full_name: `Cán bộ ${login}` })
    .execute()
  await database
    .insertInto('account')
    .values({ id: accountId, kind: 'officer', login, officer_id: officerId, password_hash: await cheapHash })
    .execute()
  if (seat !== undefined) await addPost(database, seat.agencyId, seat.role, officerId)
  return { officerId, accountId, login }
}

export const addCitizen = async (database: Database, login: string): Promise<string> => {
  const id = newId()
  await database
    .insertInto('account')
    .values({ id, kind: 'citizen', login, password_hash: await cheapHash })
    .execute()
  await database
    .insertInto('citizen')
    .values({ account_id: id, full_name: `Công dân ${login}` })
    .execute()
  return id
}
