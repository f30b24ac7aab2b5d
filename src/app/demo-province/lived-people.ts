import { createHash, randomBytes } from 'node:crypto'
import { localDate, Temporal } from '#kernel/time.ts'
import type { Actor, CitizenActor, OfficerActor } from '#modules/identity/domain/index.ts'
import { loadActor } from '#modules/identity/index.ts'
import type { Database } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { LivedPerson } from './lived-data.ts'

type Post = {
  readonly accountId: string
  readonly login: string
  readonly officerId: string
  readonly role: string
  readonly agencyId: string
  readonly unitId: string | null
}

/** Work that somebody is sought for. */
export type Place = {
  readonly role: string
  readonly agencyId: string
  readonly unitId: string | null
  readonly officerId: string | null
}

/** Everybody who acts: officers found by their posts, citizens by their accounts. */
export type LivedActors = {
  /** Who may take a piece of work; with several, `chance` chooses. */
  readonly officerFor: (place: Place, chance: number) => Promise<OfficerActor>
  readonly citizen: (accountId: string) => Promise<CitizenActor>
  /** The officer who signs in by a name. */
  readonly officerBy: (login: string) => Promise<OfficerActor>
}

/** The actor of an account as a session of that moment would give it; the session is gone before anybody sees it. */
const actorOf = async (database: Database, accountId: string, at: Temporal.Instant): Promise<Actor> => {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest()
  const until = at.add({ hours: 1 })
  await database
    .insertInto('session')
    .values({
      token_hash: hash,
      account_id: accountId,
      created_at: at,
      last_seen_at: at,
      expires_at: until,
      ends_at: until,
      idle_minutes: 60,
      csrf_token: '',
    })
    .execute()
  const session = await loadActor(database, token, at, { prolong: false })
  await database.deleteFrom('session').where('token_hash', '=', hash).execute()
  if (session.kind !== 'open') throw new Error(`an account of the demonstration cannot act: ${session.kind}`)
  return session.actor
}

const listPosts = async (database: Database, on: Temporal.PlainDate): Promise<readonly Post[]> =>
  database
    .selectFrom('post_holding as h')
    .innerJoin('post as p', 'p.id', 'h.post_id')
    .innerJoin('account as a', 'a.officer_id', 'h.officer_id')
    .select(['a.id as accountId', 'a.login', 'h.officer_id as officerId', 'p.role', 'p.agency_id as agencyId'])
    .select('p.unit_id as unitId')
    .where((where) => where('h.in_force', '@>', where.cast<string>(where.val(on.toString()), 'date')))
    .orderBy('a.login')
    .execute()

const fits = (post: Post, place: Place): boolean =>
  post.role === place.role &&
  post.agencyId === place.agencyId &&
  (place.unitId === null || post.unitId === null || post.unitId === place.unitId) &&
  (place.officerId === null || post.officerId === place.officerId)

export const openLivedActors = async (database: Database, at: Temporal.Instant): Promise<LivedActors> => {
  const posts = await listPosts(database, localDate(at))
  const known = new Map<string, Actor>()
  const load = async (accountId: string): Promise<Actor> => {
    const actor = known.get(accountId) ?? (await actorOf(database, accountId, at))
    known.set(accountId, actor)
    return actor
  }
  return {
    officerFor: async (place, chance) => {
      const able = posts.filter((post) => fits(post, place))
      const chosen = able[Math.floor(chance * able.length)]
      const actor = chosen === undefined ? null : await load(chosen.accountId)
      if (actor?.kind !== 'officer') throw new Error(`no ${place.role} holds a post at agency ${place.agencyId}`)
      return actor
    },
    officerBy: async (login) => {
      const chosen = posts.find((post) => post.login === login)
      const actor = chosen === undefined ? null : await load(chosen.accountId)
      if (actor?.kind !== 'officer') throw new Error(`no officer signs in as ${login}`)
      return actor
    },
    citizen: async (accountId) => {
      const actor = await load(accountId)
      if (actor.kind !== 'citizen') throw new Error('an officer was taken for a citizen')
      return actor
    },
  }
}

/** The citizens of the demonstration who have an account, by their logins. */
export const listAccountHolders = async (database: Database, sealing: Sealing): Promise<readonly LivedPerson[]> => {
  const rows = await database
    .selectFrom('citizen as c')
    .innerJoin('account as a', 'a.id', 'c.account_id')
    .select(['a.login', 'a.id', 'c.kind', 'c.full_name', 'c.identity_sealed', 'c.birth_date', 'c.gender'])
    .select(['c.ethnicity', 'c.phone', 'c.email', 'c.address'])
    .where('a.is_demo', '=', true)
    .execute()
  return rows.map((row) => ({
    key: row.login,
    kind: row.kind as LivedPerson['kind'],
    accountId: row.id,
    fullName: row.full_name,
    gender: row.gender === 'female' ? 'female' : 'male',
    birthDate: row.birth_date ?? Temporal.PlainDate.from('1980-01-01'),
    ethnicity: row.ethnicity,
    identityNumber: row.identity_sealed === null ? '' : sealing.open(row.identity_sealed),
    phone: row.phone,
    email: row.email,
    address: row.address,
  }))
}
