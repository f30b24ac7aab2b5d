import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { codeAt } from '#platform/secrets/one-time-codes.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addCitizen, addOfficer, addPost, askSecondFactorOf, testPassword } from '#test/support/people.ts'
import { decideSecondStep, dueStepOf, type OpenSession, readTypedCode, spacedRecoveryCode } from './domain/index.ts'
import {
  askPasswordReset,
  completeSecondStep,
  draftApp,
  endOtherSessions,
  endSessionElsewhere,
  findOwnSecurity,
  isResetOpen,
  issueOneTimePassword,
  loadActor,
  removeOwnApp,
  renewRecoveryCodes,
  resetPassword,
  type SignInDeps,
  sendPasswordReset,
  setUpApp,
  signInCitizen,
  signInOfficer,
  unlockOfficer,
} from './index.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
const sealing = openSealing('secret of the test', 'phu-tho')
const start = Temporal.Instant.from('2026-09-07T02:00:00Z')
const at = (minutes: number): SignInDeps => ({ database, sealing, clock: stoppedClock(start.add({ minutes })) })
const deps = at(0)
const from = { source: sealing.hash('192.0.2.1'), device: 'Chrome, Windows' }
const elsewhere = { source: sealing.hash('192.0.2.2'), device: 'Safari, iOS' }
const strong = 'Hoan-toan-khac-2026'

const sessionOf = async (token: string, minutes = 0): Promise<OpenSession> => {
  const session = await loadActor(database, token, start.add({ minutes }))
  if (session.kind !== 'open') throw new Error(`session is ${session.kind}`)
  return session
}
const ownOf = ({ tokenHash }: OpenSession) => ({ tokenHash, source: from.source })

const officerIn = async (login: string, minutes = 0): Promise<OpenSession> =>
  sessionOf(acceptedValue(await signInOfficer(at(minutes), { login, password: testPassword }, from)).token, minutes)

/** Sets an app up in a session and gives its secret and recovery codes. */
const setUp = async (session: OpenSession, minutes = 0) => {
  const { secret, sealed } = draftApp(at(minutes), session.actor)
  const code = codeAt(secret, start.add({ minutes }))
  const command = { draft: sealed, code, password: testPassword }
  const recovery = acceptedValue(await setUpApp(at(minutes), session.actor, command, ownOf(session)))
  return { secret, recovery }
}

/** What a right password leaves to do. */
const pendingOf = async (login: string, minutes: number, signIn = signInOfficer): Promise<string> => {
  const answer = await signIn(at(minutes), { login, password: testPassword }, from)
  if (answer.ok || answer.refusal.code !== 'sign-in.second-step') throw new Error(JSON.stringify(answer))
  return answer.refusal.pending
}

const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) =>
  answer.ok ? 'in' : answer.refusal.code

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

describe('the second step', () => {
  it('is asked wherever there is an app, and of the required also where there is only a passkey', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (hasApp, hasPasskey, isRequired) => {
        const step = decideSecondStep({ hasApp, hasPasskey, isRequired })
        if (hasApp) expect(step).toBe('ask')
        // Whoever stole the password of somebody who has a factor never gets to set up another one.
        if (step === 'set-up') expect([isRequired, hasApp, hasPasskey]).toEqual([true, false, false])
        if (isRequired) expect(step).not.toBe('none')
      }),
    )
    expect(dueStepOf({ mustChangePassword: true, mustSetUpSecondFactor: true })).toBe('password')
  })

  it('reads codes however they are spaced', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (code) => {
        expect(readTypedCode(` ${spacedRecoveryCode(code)} `)).toEqual({ kind: 'recovery', code })
        expect(readTypedCode(`${code.slice(0, 3)} ${code.slice(3, 6)}`)).toEqual({
          kind: 'app',
          code: code.slice(0, 6),
        })
      }),
    )
  })

  it('stands between the password and the session, takes a code once, and never an old one', async () => {
    const { login } = await addOfficer(database, 'haibuoc')
    const { secret } = await setUp(await officerIn(login))
    const now = start.add({ minutes: 5 })
    const pending = await pendingOf(login, 5)
    const code = codeAt(secret, now)
    expect(codeOf(await completeSecondStep(at(5), { pending, code: '000000' }, from))).toBe('sign-in.code-wrong')
    expect(codeOf(await completeSecondStep(at(5), { pending, code }, from))).toBe('in')
    expect(codeOf(await completeSecondStep(at(5), { pending, code }, from))).toBe('sign-in.code-wrong')
    const earlier = codeAt(secret, now.subtract({ seconds: 30 }))
    expect(codeOf(await completeSecondStep(at(5), { pending, code: earlier }, from))).toBe('sign-in.code-wrong')
    const kept = await database.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirstOrThrow()
    expect(kept.totp_sealed?.toString('latin1')).not.toContain(secret)
  })

  it('takes one code once when it is sent many times at the same instant', async () => {
    const { login } = await addOfficer(database, 'cunglucma')
    const { secret } = await setUp(await officerIn(login))
    const pending = await pendingOf(login, 3)
    const code = codeAt(secret, start.add({ minutes: 3 }))
    const tries = await Promise.all(Array.from({ length: 4 }, () => completeSecondStep(at(3), { pending, code }, from)))
    expect(tries.filter((one) => one.ok)).toHaveLength(1)
  })

  it('counts wrong codes towards the lock, and right passwords do not wash them away', async () => {
    const { login } = await addOfficer(database, 'khoama')
    const { secret } = await setUp(await officerIn(login))
    const codes: string[] = []
    for (let failure = 0; failure < 5; failure++) {
      const pending = await pendingOf(login, 2)
      codes.push(codeOf(await completeSecondStep(at(2), { pending, code: '111111' }, elsewhere)))
    }
    expect(codes).toEqual([...Array(4).fill('sign-in.code-wrong'), 'sign-in.locked'])
    expect(codeOf(await signInOfficer(at(2), { login, password: testPassword }, from))).toBe('sign-in.locked')
    expect(codeAt(secret, start)).toMatch(/^\d{6}$/)
  })

  it('slows a citizen down for the account, wherever the tries come from', async () => {
    await addCitizen(database, 'chamlai')
    const session = await sessionOf(
      acceptedValue(await signInCitizen(deps, { login: 'chamlai', password: testPassword }, from)).token,
    )
    await setUp(session)
    const pending = await pendingOf('chamlai', 2, signInCitizen)
    const codes: string[] = []
    for (let failure = 0; failure < 5; failure++) {
      const place = { source: sealing.hash(`192.0.2.${failure}`) }
      codes.push(codeOf(await completeSecondStep(at(2), { pending, code: '111111' }, place)))
    }
    expect(codes).toEqual([...Array(4).fill('sign-in.code-wrong'), 'sign-in.wait'])
  })

  it('is over after ten minutes, after a new password, and for whatever is not ours', async () => {
    const { login } = await addOfficer(database, 'quahan')
    const { secret } = await setUp(await officerIn(login))
    const pending = await pendingOf(login, 2)
    const late = { pending, code: codeAt(secret, start.add({ minutes: 12 })) }
    expect(codeOf(await completeSecondStep(at(12), late, from))).toBe('sign-in.second-step-over')
    expect(codeOf(await completeSecondStep(at(2), { pending: 'bậy', code: '1' }, from))).toBe(
      'sign-in.second-step-over',
    )
    await sql`update account set password_changed_at = now() where login = ${login}`.execute(database)
    const after = { pending, code: codeAt(secret, start.add({ minutes: 3 })) }
    expect(codeOf(await completeSecondStep(at(3), after, from))).toBe('sign-in.second-step-over')
  })

  it('lets a recovery code in once, and new ones make the old worthless', async () => {
    const { login } = await addOfficer(database, 'matmay')
    const session = await officerIn(login)
    const { recovery } = await setUp(session)
    const [first = '', second = ''] = recovery
    expect(new Set(recovery).size).toBe(10)
    const pending = await pendingOf(login, 2)
    expect(codeOf(await completeSecondStep(at(2), { pending, code: spacedRecoveryCode(first) }, from))).toBe('in')
    expect(codeOf(await completeSecondStep(at(2), { pending, code: first }, from))).toBe('sign-in.code-wrong')
    const kept = await database.selectFrom('recovery_code').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(second)
    const fresh = acceptedValue(
      await renewRecoveryCodes(at(2), session.actor, { password: testPassword }, ownOf(session)),
    )
    expect(codeOf(await completeSecondStep(at(2), { pending, code: second }, from))).toBe('sign-in.code-wrong')
    expect(codeOf(await completeSecondStep(at(2), { pending, code: fresh[0] ?? '' }, from))).toBe('in')
  })

  it('is set up only with the password and a code of the secret shown, and ends the other sessions', async () => {
    const { login } = await addOfficer(database, 'thietlap')
    const other = await officerIn(login)
    const session = await officerIn(login)
    const { secret, sealed } = draftApp(deps, session.actor)
    const code = codeAt(secret, start)
    const own = ownOf(session)
    const wrong = { draft: sealed, code, password: 'sai' }
    expect(codeOf(await setUpApp(deps, session.actor, wrong, own))).toBe('password.wrong')
    const foreign = {
      draft: draftApp(deps, { ...session.actor, accountId: own.tokenHash.toString('hex').slice(0, 8) }).sealed,
    }
    expect(codeOf(await setUpApp(deps, session.actor, { ...foreign, code, password: testPassword }, own))).toBe(
      'second-factor.over',
    )
    const miss = { draft: sealed, code: '000000', password: testPassword }
    expect(codeOf(await setUpApp(deps, session.actor, miss, own))).toBe('second-factor.code-wrong')
    const right = { draft: sealed, code, password: testPassword }
    expect(codeOf(await setUpApp(deps, session.actor, right, own))).toBe('in')
    expect(codeOf(await setUpApp(deps, session.actor, right, own))).toBe('second-factor.on-already')
    const left = await database
      .selectFrom('session')
      .select('token_hash')
      .where('account_id', '=', session.actor.accountId)
      .execute()
    expect(left.map((row) => row.token_hash)).toEqual([session.tokenHash])
    expect(other.tokenHash).not.toEqual(session.tokenHash)
  })
})

describe('an officer of whom a second factor is asked', () => {
  it('must set one up before anything else, and again when it is taken away', async () => {
    const agencyId = await addAgency(database, 'H44.71')
    const clerk = await addOfficer(database, 'vanthu71', { agencyId, role: 'clerk' })
    const handler = await addOfficer(database, 'chuyenvien71', { agencyId, role: 'handler' })
    await askSecondFactorOf(database, ['clerk'])
    expect((await officerIn(handler.login)).mustSetUpSecondFactor).toBe(false)
    const session = await officerIn(clerk.login)
    expect(session.mustSetUpSecondFactor).toBe(true)
    await setUp(session)
    const token = await database.selectFrom('session').selectAll().where('account_id', '=', clerk.accountId).execute()
    expect(token.map((row) => row.second_factor_due)).toEqual([false])
    acceptedValue(await removeOwnApp(at(1), session.actor, { password: testPassword }, ownOf(session)))
    const after = await database.selectFrom('session').selectAll().where('account_id', '=', clerk.accountId).execute()
    expect(after.map((row) => row.second_factor_due)).toEqual([true])
    await askSecondFactorOf(database, [])
  })
})

describe('a one-time password', () => {
  it('comes from an administrator of the agency, lets in once within its hours, and takes factors away when asked', async () => {
    const agencyId = await addAgency(database, 'H44.72')
    const foreignId = await addAgency(database, 'H44.73')
    const officer = await addOfficer(database, 'quenmk', { agencyId, role: 'handler' })
    const administrator = await addOfficer(database, 'quantri72', { agencyId, role: 'administrator' })
    const stranger = await addOfficer(database, 'quantri73', { agencyId: foreignId, role: 'administrator' })
    await setUp(await officerIn(officer.login))
    const command = { accountId: officer.accountId, reason: 'gặp tại phòng', withoutSecondFactor: false }
    const { actor } = await officerIn(administrator.login)
    expect(codeOf(await issueOneTimePassword(deps, (await officerIn(stranger.login)).actor, command))).toBe(
      'account.unknown',
    )
    expect(codeOf(await issueOneTimePassword(deps, actor, { ...command, accountId: administrator.accountId }))).toBe(
      'account.own',
    )
    expect(codeOf(await issueOneTimePassword(deps, actor, { ...command, reason: '' }))).toBe('account.reason-missing')
    const first = acceptedValue(await issueOneTimePassword(deps, actor, command))
    const signIn = (password: string, minutes: number) =>
      signInOfficer(at(minutes), { login: officer.login, password }, from)
    expect(codeOf(await signIn(testPassword, 1))).toBe('sign-in.wrong')
    expect(codeOf(await signIn(first.password, 1))).toBe('sign-in.second-step')
    const second = acceptedValue(await issueOneTimePassword(deps, actor, { ...command, withoutSecondFactor: true }))
    expect(codeOf(await signIn(second.password, 60 * 24 + 1))).toBe('sign-in.one-time-over')
    const entered = acceptedValue(await signIn(second.password, 60 * 23))
    expect(entered.mustChangePassword).toBe(true)
    const logged = await database
      .selectFrom('sign_in_log')
      .selectAll()
      .where('kind', '=', 'one-time-password')
      .execute()
    expect(logged.map(({ detail }) => detail)).toEqual(['gặp tại phòng', 'gặp tại phòng'])
    const acts = await database
      .selectFrom('action_log')
      .select('type')
      .where('subject_id', '=', officer.accountId)
      .execute()
    expect(acts.filter(({ type }) => type === 'account.password-renewed')).toHaveLength(2)
  })

  it('comes from nobody who answers for a part of the posts only, nor does an open lock', async () => {
    const agencyId = await addAgency(database, 'H44.74')
    const officer = await addOfficer(database, 'haicoquan', { agencyId, role: 'handler' })
    await addPost(database, await addAgency(database, 'H44.75'), 'leader', officer.officerId)
    const administrator = await addOfficer(database, 'quantri74', { agencyId, role: 'administrator' })
    const { actor } = await officerIn(administrator.login)
    const command = { accountId: officer.accountId, reason: 'gặp tại phòng', withoutSecondFactor: false }
    expect(codeOf(await issueOneTimePassword(deps, actor, command))).toBe('account.works-elsewhere')
    expect(codeOf(await unlockOfficer(deps, actor, command))).toBe('account.works-elsewhere')
    expect(codeOf(await signInOfficer(deps, { login: officer.login, password: testPassword }, from))).toBe('in')
  })
})

describe('a forgotten password', () => {
  type Letter = { readonly to: string; readonly token: string }

  /** What the jobs on the queue send, each once. */
  const lettersAt = async (minutes: number): Promise<readonly Letter[]> => {
    const letters: Letter[] = []
    const jobs = await sql<{ payload: Record<string, unknown> }>`
      select payload from graphile_worker._private_jobs`.execute(database)
    await sql`delete from graphile_worker._private_jobs`.execute(database)
    for (const { payload } of jobs.rows)
      await sendPasswordReset(at(minutes), payload, async (_, { to, token }) => {
        letters.push({ to, token })
      })
    return letters
  }

  it('is asked for alike whoever has the login; only an account with an address gets a letter', async () => {
    const id = await addCitizen(database, 'quen')
    await addCitizen(database, 'khongthu')
    await sql`update citizen set email = 'quen@example.vn' where account_id = ${id}`.execute(database)
    const answers = []
    for (const login of ['quen', 'khongthu', 'khong-ai'])
      answers.push(await askPasswordReset(deps, { login }, from.source))
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    const queued = await sql<{ payload: unknown }>`select payload from graphile_worker._private_jobs`.execute(database)
    expect([queued.rows.length, JSON.stringify(queued.rows).includes('quen')]).toEqual([3, false])
    const letters = await lettersAt(1)
    expect(letters.map(({ to }) => to)).toEqual(['quen@example.vn'])
    const kept = await database.selectFrom('password_reset').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(letters[0]?.token)
  })

  it('is replaced once by the link, soon; sessions end, other links with them, and nobody is signed in by it', async () => {
    const id = await addCitizen(database, 'datlai')
    await sql`update citizen set email = 'datlai@example.vn' where account_id = ${id}`.execute(database)
    const { token: old } = acceptedValue(await signInCitizen(deps, { login: 'datlai', password: testPassword }, from))
    await askPasswordReset(deps, { login: 'datlai' }, from.source)
    await askPasswordReset(deps, { login: 'datlai' }, from.source)
    const [first, second] = await lettersAt(1)
    if (first === undefined || second === undefined) throw new Error('no letters')
    expect([await isResetOpen(at(2), first.token), await isResetOpen(at(2), first.token)]).toEqual([true, true])
    expect(await isResetOpen(at(40), first.token)).toBe(false)
    const take = (token: string, newPassword: string, minutes = 2) =>
      resetPassword(at(minutes), { token, newPassword }, from.source)
    expect(codeOf(await take(first.token, 'yeu'))).toBe('password.weak')
    expect(codeOf(await take(first.token, testPassword))).toBe('password.used-before')
    expect(codeOf(await take(first.token, strong, 40))).toBe('reset.over')
    const both = await Promise.all([take(first.token, strong), take(first.token, strong)])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(codeOf(await take(second.token, `${strong}9`))).toBe('reset.over')
    expect(await loadActor(database, old, start)).toEqual({ kind: 'none' })
    expect(codeOf(await signInCitizen(at(3), { login: 'datlai', password: strong }, from))).toBe('in')
  })

  it('writes no more than three letters an hour, and pauses who asks again and again', async () => {
    const id = await addCitizen(database, 'nhieuthu')
    await sql`update citizen set email = 'nhieu@example.vn' where account_id = ${id}`.execute(database)
    const codes: string[] = []
    for (let ask = 0; ask < 5; ask++)
      codes.push(codeOf(await askPasswordReset(deps, { login: 'nhieuthu' }, from.source)))
    expect(codes).toEqual(['in', 'in', 'in', 'in', 'reset.wait'])
    expect(await lettersAt(1)).toHaveLength(3)
  })
})

describe('own sessions', () => {
  it('are shown with their browser, ended one by one or all but this, and never those of others', async () => {
    const mine = await addOfficer(database, 'phien1')
    const other = await addOfficer(database, 'phien2')
    const session = await officerIn(mine.login)
    const right = { login: mine.login, password: testPassword }
    await signInOfficer(at(1), right, elsewhere)
    await signInOfficer(at(2), right, elsewhere)
    const foreign = await officerIn(other.login)
    const seen = await findOwnSecurity(database, mine.accountId, session.tokenHash, start.add({ minutes: 3 }))
    expect(seen?.sessions.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['Chrome, Windows', true],
      ['Safari, iOS', false],
      ['Safari, iOS', false],
    ])
    const sessionId = seen?.sessions[1]?.id ?? ''
    expect(codeOf(await endSessionElsewhere(deps, foreign.actor, { sessionId }))).toBe('session.unknown')
    expect(codeOf(await endSessionElsewhere(deps, session.actor, { sessionId }))).toBe('in')
    expect(await endOtherSessions(deps, session.actor, session.tokenHash)).toBe(1)
    expect((await findOwnSecurity(database, mine.accountId, session.tokenHash, start))?.sessions).toHaveLength(1)
    expect((await findOwnSecurity(database, other.accountId, foreign.tokenHash, start))?.sessions).toHaveLength(1)
  })
})
