import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { countingStatements } from '#platform/database/connection.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addOfficer, addPost, testPassword } from '#test/support/people.ts'
import type { OpenSession } from './domain/index.ts'
import { loadActor, type SignInDeps, signInOfficer } from './index.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
const other = provinces.byKey('ninh-binh')
if (open === undefined || other === undefined) throw new Error('two provinces are needed')
const { database } = open
const sealing = openSealing('secret of the test', 'phu-tho')
const start = Temporal.Instant.from('2026-09-07T02:00:00Z')
const deps: SignInDeps = { database, sealing, clock: stoppedClock(start) }
const home = { source: sealing.hash('192.0.2.1') }

const sessionOf = async (token: string, minutes = 0): Promise<OpenSession> => {
  const session = await loadActor(database, token, start.add({ minutes }))
  if (session.kind !== 'open') throw new Error(`session is ${session.kind}`)
  return session
}

const officerToken = async (login: string): Promise<string> =>
  acceptedValue(await signInOfficer(deps, { login, password: testPassword }, home)).token

describe('who acts', () => {
  it('holds own and delegated posts of the day and supervises the tree below, in at most two statements', async () => {
    const root = await addAgency(database, 'H44.80')
    const middle = await addAgency(database, 'H44.81', root)
    const leaf = await addAgency(database, 'H44.82', middle)
    const gone = await addAgency(database, 'H44.83')
    await database
      .insertInto('agency_succession')
      .values({
        predecessor_id: gone,
        successor_id: leaf,
        on_date: Temporal.PlainDate.from('2026-07-01'),
        legal_source: 'TEST',
      })
      .execute()
    const chief = await addOfficer(database, 'truong', { agencyId: middle, role: 'leader' })
    const deputy = await addOfficer(database, 'pho', { agencyId: leaf, role: 'handler' })
    await addPost(database, root, 'clerk', deputy.officerId, '[2020-01-01,2021-01-01)')
    const chiefPost = await database
      .selectFrom('post_holding')
      .select('post_id')
      .where('officer_id', '=', chief.officerId)
      .executeTakeFirstOrThrow()
    await database
      .insertInto('delegation')
      .values({
        id: crypto.randomUUID(),
        post_id: chiefPost.post_id,
        from_officer_id: chief.officerId,
        to_officer_id: deputy.officerId,
        in_force: sql<string>`'[2026-09-07,2026-09-08)'::daterange`,
        reason: 'đi công tác',
      })
      .execute()
    const token = await officerToken('pho')
    const count = { statements: 0 }
    const { actor } = await countingStatements(count, () => sessionOf(token, 5))
    expect(count.statements).toBeLessThanOrEqual(2)
    if (actor.kind !== 'officer') throw new Error('not an officer')
    expect(actor.posts.map((post) => [post.role, post.isDelegated])).toEqual([
      ['handler', false],
      ['leader', true],
    ])
    expect([...actor.supervisedAgencyIds].sort()).toEqual([middle, leaf, gone].sort())
    const session = await officerToken('pho')
    await sql`update session set expires_at = ends_at, idle_minutes = 100000, ends_at = ends_at`.execute(database)
    const nextDay = await loadActor(database, session, Temporal.Instant.from('2026-09-07T12:00:00Z'))
    expect(nextDay).toMatchObject({ actor: { posts: [{}, {}] } })
    await sql`delete from delegation`.execute(database)
    const without = await loadActor(database, session, start)
    expect(without).toMatchObject({ actor: { posts: [{ role: 'handler' }], supervisedAgencyIds: [] } })
  })

  it('is away after fifteen idle minutes, and known as the one who was here', async () => {
    const officer = await addOfficer(database, 'nghi')
    const token = await officerToken('nghi')
    expect((await loadActor(database, token, start.add({ minutes: 14 }))).kind).toBe('open')
    expect((await loadActor(database, token, start.add({ minutes: 28 }))).kind).toBe('open')
    expect(await loadActor(database, token, start.add({ minutes: 44 }))).toEqual({
      kind: 'expired',
      accountId: officer.accountId,
      accountKind: 'officer',
    })
  })

  it('is not kept here by a page that asks for itself', async () => {
    await addOfficer(database, 'tudong')
    const token = await officerToken('tudong')
    for (const minutes of [5, 10, 14]) await loadActor(database, token, start.add({ minutes }), { prolong: false })
    expect((await loadActor(database, token, start.add({ minutes: 16 }))).kind).toBe('expired')
  })

  it('is nobody in the other province', async () => {
    await addOfficer(database, 'motnoi')
    const token = await officerToken('motnoi')
    expect(await loadActor(other.database, token, start)).toEqual({ kind: 'none' })
  })
})
