import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { loadDemoProvince } from '#app/demo-province/load-demo-province.ts'
import { type Clock, Temporal } from '#kernel/time.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import type { SigningDeps } from '#modules/dossiers/index.ts'
import type { Actor, CitizenActor, OfficerActor } from '#modules/identity/domain/index.ts'
import { loadActor } from '#modules/identity/index.ts'
import { openProcedureCatalogue } from '#modules/procedures/index.ts'
import { issueDemoKeys } from '#modules/signatures/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase } from './database.ts'

/** The demo province in a database of its own, with a clock that the test sets. */
export type DemoHouse = {
  readonly open: OpenProvince
  readonly other: OpenProvince
  readonly deps: SigningDeps
  readonly setClock: (at: string) => void
  readonly officer: (login: string) => Promise<OfficerActor>
  readonly citizen: (login: string) => Promise<CitizenActor>
  readonly agencyId: (code: string) => Promise<string>
}

const demoFolder = join(import.meta.dirname, '../../db/demo-data')

/** The actor of a login as its session would give it, without the password. */
export const actorOf = async (open: OpenProvince, login: string, now: Temporal.Instant): Promise<Actor> => {
  const token = randomBytes(32).toString('base64url')
  await sql`
    insert into session (token_hash, account_id, created_at, last_seen_at, expires_at, ends_at, idle_minutes, csrf_token)
    select ${createHash('sha256').update(token).digest()}, id, ${now}, ${now}, ${now}::timestamptz + interval '1 hour',
      ${now}::timestamptz + interval '1 hour', 60, 'x'
    from account where login = ${login}`.execute(open.database)
  const session = await loadActor(open.database, token, now)
  if (session.kind !== 'open') throw new Error(`no session for ${login}: ${session.kind}`)
  return session.actor
}

export const openDemoHouse = async (startAt = '2026-09-07T01:00:00Z'): Promise<DemoHouse> => {
  const { provinces } = await openTestDatabase()
  let now = Temporal.Instant.from(startAt)
  const clock: Clock = { now: () => now }
  const [open, other] = provinces.all
  if (open === undefined || other === undefined) throw new Error('the test database has no provinces')
  const sealing = openSealing('a secret for tests', open.province.key)
  await loadDemoProvince(open.database, sealing, join(demoFolder, 'phu-tho'), clock)
  await open.database.transaction().execute((tx) => issueDemoKeys(tx, sealing, open.province.name, now))
  const files = await openDiskFileStore(await mkdtemp(join(tmpdir(), 'motcua-files-')))
  const deps: SigningDeps = {
    database: open.database,
    clock,
    sealing,
    workingTime: openWorkingTime(),
    catalogue: openProcedureCatalogue(),
    files,
    publicUrl: 'http://localhost',
  }
  return {
    open,
    other,
    deps,
    setClock: (at) => {
      now = Temporal.Instant.from(at)
    },
    officer: async (login) => {
      const actor = await actorOf(open, login, now)
      if (actor.kind !== 'officer') throw new Error(`${login} is no officer`)
      return actor
    },
    citizen: async (login) => {
      const actor = await actorOf(open, login, now)
      if (actor.kind !== 'citizen') throw new Error(`${login} is no citizen`)
      return actor
    },
    agencyId: async (code) =>
      (await open.database.selectFrom('agency').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id,
  }
}
