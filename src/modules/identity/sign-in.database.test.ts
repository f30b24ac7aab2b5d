import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addCitizen, addOfficer, testPassword } from '#test/support/people.ts'
import type { OpenSession } from './domain/index.ts'
import {
  changePassword,
  disableUnusedAccounts,
  listOfficerAccounts,
  loadActor,
  registerCitizen,
  type SignInDeps,
  signInCitizen,
  signInOfficer,
  signOut,
  unlockOfficer,
} from './index.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
const other = provinces.byKey('ninh-binh')
if (open === undefined || other === undefined) throw new Error('two provinces are needed')
const { database } = open
const sealing = openSealing('secret of the test', 'phu-tho')
const start = Temporal.Instant.from('2026-09-07T02:00:00Z')
const at = (minutes: number): SignInDeps => ({ database, sealing, clock: stoppedClock(start.add({ minutes })) })
const deps = at(0)
const from = (source: string) => ({ source: sealing.hash(source) })
const home = from('192.0.2.1')
const elsewhere = from('192.0.2.2')

const sessionOf = async (token: string, minutes = 0): Promise<OpenSession> => {
  const session = await loadActor(database, token, start.add({ minutes }))
  if (session.kind !== 'open') throw new Error(`session is ${session.kind}`)
  return session
}

const officerSession = async (login: string): Promise<OpenSession> =>
  sessionOf(acceptedValue(await signInOfficer(deps, { login, password: testPassword }, home)).token)

beforeAll(async () => {
  await database.transaction().execute((tx) =>
    recordSetting(tx, {
      key: 'accounts.local-citizen',
      scopeKind: 'province',
      value: true,
      from: Temporal.PlainDate.from('2026-01-01'),
      legalSource: 'TEST',
      certainty: 'decided',
      decidedBy: 'test',
    }),
  )
})

describe('a citizen', () => {
  it('signs in, and the token stands for the person until signing out', async () => {
    const accountId = await addCitizen(database, 'hoa')
    const { token } = acceptedValue(await signInCitizen(deps, { login: 'Hoa', password: testPassword }, home))
    const session = await sessionOf(token)
    expect(session.actor).toMatchObject({ kind: 'citizen', accountId, assurance: 'declared' })
    const kept = await database.selectFrom('session').selectAll().where('account_id', '=', accountId).execute()
    expect(JSON.stringify(kept)).not.toContain(token)
    await signOut(deps, session.tokenHash)
    expect(await loadActor(database, token, start)).toEqual({ kind: 'none' })
  })

  it('waits longer after each failure, and only from the place of the failures', async () => {
    await addCitizen(database, 'binh')
    const wrong = { login: 'binh', password: 'sai' }
    for (let failure = 0; failure < 3; failure++)
      expect(await signInCitizen(deps, wrong, home)).toMatchObject({ refusal: { code: 'sign-in.wrong' } })
    expect(await signInCitizen(deps, wrong, home)).toMatchObject({ refusal: { code: 'sign-in.wrong' } })
    const right = { login: 'binh', password: testPassword }
    expect(await signInCitizen(deps, right, home)).toMatchObject({ refusal: { code: 'sign-in.wait', seconds: 2 } })
    expect((await signInCitizen(deps, right, elsewhere)).ok).toBe(true)
    expect((await signInCitizen(at(1), right, home)).ok).toBe(true)
    expect((await signInCitizen(at(1), right, home)).ok).toBe(true)
  })

  it('cannot outrun the count with many tries at once', async () => {
    await addCitizen(database, 'nhanh')
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signInCitizen(deps, { login: 'nhanh', password: 'sai' }, home)),
    )
    const codes = tries.map((one) => (one.ok ? 'in' : one.refusal.code))
    expect(codes.filter((code) => code === 'sign-in.wrong')).toHaveLength(4)
    expect(codes.filter((code) => code === 'sign-in.wait')).toHaveLength(8)
  })

  it('registers with a declared identity that is sealed', async () => {
    const command = {
      fullName: 'Lê Thị Mai',
      login: 'mai.le',
      password: 'Hoa-mai-2026',
      identityNumber: '025190000777',
      phone: '0912 345 678',
      email: 'mai@example.vn',
    }
    acceptedValue(await registerCitizen(deps, command, home))
    const row = await database
      .selectFrom('citizen')
      .selectAll()
      .where('full_name', '=', 'Lê Thị Mai')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ assurance: 'declared', phone: '0912345678' })
    expect(row.identity_sealed?.toString('latin1')).not.toContain('025190000777')
    expect(sealing.open(row.identity_sealed ?? Buffer.alloc(0))).toBe('025190000777')
    expect(await registerCitizen(deps, command, home)).toMatchObject({ refusal: { code: 'registration.login-taken' } })
    const bad = { ...command, login: 'x y', identityNumber: '12', phone: 'abc', password: 'yeu' }
    const refused = await registerCitizen(deps, bad, home)
    if (refused.ok || refused.refusal.code !== 'registration.invalid') throw new Error('not refused as invalid')
    const fields = new Set(refused.refusal.faults.map((fault) => fault.field))
    expect([...fields].sort()).toEqual(['identityNumber', 'login', 'password', 'phone'])
  })

  it('is turned away where the province lets nobody have a local account', async () => {
    const closed = { ...deps, database: other.database }
    const refused = await signInCitizen(closed, { login: 'hoa', password: testPassword }, home)
    expect(refused).toMatchObject({ refusal: { code: 'sign-in.local-accounts-off' } })
  })
})

describe('an officer', () => {
  it('does not wait for a long deed that only names the account', async () => {
    const { accountId } = await addOfficer(database, 'canbo.ban')
    await database.transaction().execute(async (tx) => {
      // A row that names the account keeps it from being taken away until the deed ends, and from nothing else.
      await sql`insert into filing (id, state, channel, account_id, created_at, updated_at)
        values (gen_random_uuid(), 'draft', 'counter', ${accountId}::uuid, now(), now())`.execute(tx)
      acceptedValue(await signInOfficer(deps, { login: 'canbo.ban', password: testPassword }, home))
    })
  })

  it('is locked after five failures in a row until an administrator of his agency opens the account', async () => {
    const root = await addAgency(database, 'H44.90')
    const below = await addAgency(database, 'H44.90.1', root)
    const foreign = await addAgency(database, 'H44.91')
    const officer = await addOfficer(database, 'canbo1', { agencyId: below, role: 'handler' })
    await addOfficer(database, 'quantri1', { agencyId: root, role: 'administrator' })
    await addOfficer(database, 'quantri2', { agencyId: foreign, role: 'administrator' })
    const wrong = { login: 'canbo1', password: 'sai' }
    const codes: string[] = []
    for (let failure = 0; failure < 6; failure++) {
      const refused = await signInOfficer(deps, wrong, failure % 2 === 0 ? home : elsewhere)
      codes.push(refused.ok ? 'in' : refused.refusal.code)
    }
    expect(codes.slice(0, 4)).toEqual(Array(4).fill('sign-in.wrong'))
    expect(codes.slice(4)).toEqual(['sign-in.locked', 'sign-in.locked'])
    const right = { login: 'canbo1', password: testPassword }
    expect(await signInOfficer(at(60 * 24 * 20), right, home)).toMatchObject({ refusal: { code: 'sign-in.locked' } })

    const stranger = (await officerSession('quantri2')).actor
    const command = { accountId: officer.accountId, reason: 'gọi lại số của cơ quan' }
    expect(await unlockOfficer(deps, stranger, command)).toMatchObject({ refusal: { code: 'account.unknown' } })
    const administrator = (await officerSession('quantri1')).actor
    const today = Temporal.PlainDate.from('2026-09-07')
    const filter = { state: 'locked', words: 'can bo canbo', tries: 5 } as const
    const seen = await listOfficerAccounts(database, administrator, today, filter)
    expect(seen.rows.map((row) => row.login)).toEqual(['canbo1'])
    expect((await listOfficerAccounts(database, stranger, today, filter)).rows).toEqual([])
    expect((await unlockOfficer(deps, administrator, command)).ok).toBe(true)
    expect((await signInOfficer(deps, right, home)).ok).toBe(true)
    const acts = await database
      .selectFrom('action_log')
      .select('type')
      .where('subject_id', '=', officer.accountId)
      .execute()
    expect(acts).toEqual([{ type: 'account.unlocked' }])
  })

  it('may not open accounts without being an administrator', async () => {
    const agencyId = await addAgency(database, 'H44.92')
    const officer = await addOfficer(database, 'canbo3', { agencyId, role: 'handler' })
    const leader = await addOfficer(database, 'lanhdao3', { agencyId, role: 'leader' })
    const { actor } = await officerSession(leader.login)
    const refused = await unlockOfficer(deps, actor, { accountId: officer.accountId, reason: 'x' })
    expect(refused).toMatchObject({ refusal: { code: 'account.not-administrator' } })
  })

  it('is locked by twelve failures at the same instant, five of which were looked at', async () => {
    const officer = await addOfficer(database, 'cunglúc')
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signInOfficer(deps, { login: officer.login, password: 'sai' }, home)),
    )
    const looked = await database
      .selectFrom('sign_in_log')
      .select((log) => log.fn.countAll<number>().as('rows'))
      .where('account_id', '=', officer.accountId)
      .where('kind', '=', 'failed')
      .executeTakeFirstOrThrow()
    expect(looked.rows).toBe(5)
    expect(tries.filter((one) => !one.ok && one.refusal.code === 'sign-in.wrong')).toHaveLength(4)
    const refused = await signInOfficer(deps, { login: officer.login, password: testPassword }, home)
    expect(refused).toMatchObject({ refusal: { code: 'sign-in.locked' } })
  })

  it.each([
    ['the failure first', ['sai', testPassword], 'sign-in.locked', true],
    ['the right password first', [testPassword, 'sai'], 'in', false],
  ] as const)(
    'meets the fifth failure and the right password at once, %s',
    async (_name, passwords, expected, locked) => {
      const { login, accountId } = await addOfficer(database, `cungluc${String(locked)}`)
      for (let failure = 0; failure < 4; failure++) await signInOfficer(deps, { login, password: 'sai' }, home)
      const gate = Promise.withResolvers<void>()
      const holding = Promise.withResolvers<void>()
      const holder = database.transaction().execute(async (tx) => {
        await sql`select from account where id = ${accountId} for update`.execute(tx)
        holding.resolve()
        await gate.promise
      })
      await holding.promise
      const tries: Promise<string>[] = []
      for (const password of passwords) {
        tries.push(signInOfficer(deps, { login, password }, home).then((one) => (one.ok ? 'in' : one.refusal.code)))
        await untilWaiting(tries.length)
      }
      gate.resolve()
      await holder
      // Who came first decides; the other one is refused while the first is being looked at, or meets what the first left behind.
      const [first, second] = await Promise.all(tries)
      expect(first).toBe(expected)
      expect(second).not.toBe('in')
      const row = await database.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow()
      expect(row.locked_at !== null).toBe(locked)
    },
  )

  it('that does not exist is shut like one that does', async () => {
    const codes: string[] = []
    for (let failure = 0; failure < 5; failure++) {
      const refused = await signInOfficer(deps, { login: 'khong-co', password: 'sai' }, home)
      codes.push(refused.ok ? 'in' : refused.refusal.code)
    }
    expect(codes).toEqual([...Array(4).fill('sign-in.wrong'), 'sign-in.locked'])
  })

  it('takes a new password that is strong and was not one of the last ten, and other sessions end', async () => {
    await addOfficer(database, 'doimk')
    const elsewhereToken = acceptedValue(
      await signInOfficer(deps, { login: 'doimk', password: testPassword }, elsewhere),
    ).token
    const session = await officerSession('doimk')
    if (session.actor.kind !== 'officer') throw new Error('not an officer')
    const { actor } = session
    const own = { tokenHash: session.tokenHash, source: home.source }
    let minute = 0
    const change = (currentPassword: string, newPassword: string) =>
      changePassword(at(++minute), actor, { currentPassword, newPassword }, own)
    expect(await change('sai', 'Khac-hoan-toan-1')).toMatchObject({ refusal: { code: 'password.wrong' } })
    expect(await change(testPassword, 'ngan')).toMatchObject({
      refusal: { code: 'password.weak', faults: ['too-short', 'no-upper-case', 'no-digit', 'no-special'] },
    })
    expect(await change(testPassword, testPassword)).toMatchObject({ refusal: { code: 'password.used-before' } })
    let current = testPassword
    for (let round = 1; round <= 10; round++) {
      const next = `Mat-khau-moi-${round}`
      expect(await change(current, next)).toEqual({ ok: true, value: null })
      current = next
      if (round < 10)
        expect(await change(current, testPassword)).toMatchObject({ refusal: { code: 'password.used-before' } })
    }
    expect((await change(current, testPassword)).ok).toBe(true)
    expect(await loadActor(database, elsewhereToken, start)).toEqual({ kind: 'none' })
    expect((await sessionOf(await officerToken('doimk'))).kind).toBe('open')
  })

  it('loses an account nobody used for 45 days, and an administrator gives it back', async () => {
    const agencyId = await addAgency(database, 'H44.93')
    const officer = await addOfficer(database, 'vang', { agencyId, role: 'handler' })
    await addOfficer(database, 'quantri4', { agencyId, role: 'administrator' })
    await officerSession('vang')
    const days = (count: number) => stoppedClock(start.add({ hours: 24 * count }))
    await disableUnusedAccounts(database, days(44))
    expect((await signInOfficer({ ...deps, clock: days(0) }, { login: 'vang', password: testPassword }, home)).ok).toBe(
      true,
    )
    await disableUnusedAccounts(database, days(46))
    const later = { ...deps, clock: days(46) }
    const right = { login: 'vang', password: testPassword }
    expect(await signInOfficer(later, right, home)).toMatchObject({ refusal: { code: 'sign-in.disabled' } })
    await sql`update account set disabled_at = null where login = 'quantri4'`.execute(database)
    const { token } = acceptedValue(await signInOfficer(later, { login: 'quantri4', password: testPassword }, home))
    const administrator = await loadActor(database, token, later.clock.now())
    if (administrator.kind !== 'open') throw new Error('no session')
    acceptedValue(await unlockOfficer(later, administrator.actor, { accountId: officer.accountId, reason: 'x' }))
    expect((await signInOfficer(later, right, home)).ok).toBe(true)
  })
})

/** Until so many transactions stand before a locked row: the order of those behind it is then the order they came in. */
const untilWaiting = async (wanted: number): Promise<void> => {
  for (;;) {
    const waiting = await sql<{ count: number }>`
      select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      database,
    )
    if ((waiting.rows[0]?.count ?? 0) >= wanted) return
  }
}

const officerToken = async (login: string): Promise<string> =>
  acceptedValue(await signInOfficer(deps, { login, password: testPassword }, home)).token
