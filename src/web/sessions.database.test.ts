import { beforeAll, describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { Database } from '#platform/database/connection.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addCitizen, addOfficer, testPassword } from '#test/support/people.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { fieldsOf, json, type Route, redirect, text } from './http/route.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const databaseOf = (key: string): Database => {
  const open = provinces.byKey(key)
  if (open === undefined) throw new Error(`no province ${key}`)
  return open.database
}
const database = databaseOf('phu-tho')

let now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const later = (minutes: number): void => {
  now = now.add({ minutes })
}

/** Tells back what was posted, and by whom. */
const echo: Route = {
  method: 'POST',
  path: '/can-bo/thu/:id',
  access: { officer: 'any' },
  handler: async ({ form, params }) => json({ id: params.id, note: form.note, many: fieldsOf(form, 'many') }),
}
const form: Route = {
  method: 'GET',
  path: '/thu-bieu-mau',
  access: 'public',
  handler: async ({ csrfToken, actor, notice }) =>
    text(`${actor.kind} ${notice?.text ?? '-'} name="_csrf" value="${csrfToken}"`, 'text/html'),
}
const anybody: Route = {
  method: 'POST',
  path: '/thu-ai-cung-duoc',
  access: 'public',
  handler: async () => redirect(form.path, { notice: { text: 'đã nhận' } }),
}
const machine: Route = {
  method: 'POST',
  path: '/api/thu-may',
  access: 'public',
  caller: 'machine',
  handler: async ({ actor, body }) => json({ actor: actor.kind, body }),
}

const deps = testWebDeps(provinces, { clock: { now: () => now } })
const all = [...routes, echo, form, anybody, machine]
const app = buildServer({ ...deps, rateLimits: { signInPerLogin: 1_000 } }, all)

const signIn = async (visitor: ReturnType<typeof openVisitor>, login: string, path = '/can-bo/dang-nhap') => {
  await visitor.get(path)
  return visitor.post(path, { login, password: testPassword })
}

beforeAll(async () => {
  for (const key of ['phu-tho', 'ninh-binh']) {
    const own = databaseOf(key)
    await own.transaction().execute((tx) =>
      recordSetting(tx, {
        key: 'accounts.local-citizen',
        scopeKind: 'province',
        value: true,
        from: Temporal.PlainDate.from('2020-01-01'),
        legalSource: 'TEST',
        certainty: 'decided',
        decidedBy: 'test',
      }),
    )
    const agencyId = await addAgency(own, 'H.1')
    await addOfficer(own, 'canbo', { agencyId, role: 'handler' })
    await addOfficer(own, 'khac', { agencyId, role: 'handler' })
    await addOfficer(own, 'moi', { agencyId, role: 'handler' })
    await addCitizen(own, 'dan')
  }
  await database.updateTable('account').set({ must_change_password: true }).where('login', '=', 'moi').execute()
})

describe('a session', () => {
  it('begins with a cookie that no script reads and no other site sends', async () => {
    const visitor = openVisitor(app)
    const answer = await signIn(visitor, 'canbo')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/can-bo/hom-nay'])
    expect(answer.cookies.find(({ name }) => name === 'motcua-phien')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    })
    const secure = buildServer({ ...deps, isSecure: true }, all)
    const overTls = openVisitor(secure)
    await overTls.get('/can-bo/dang-nhap')
    const signedIn = await overTls.post(
      '/can-bo/dang-nhap',
      { login: 'canbo', password: testPassword },
      { headers: { origin: 'https://localhost' } },
    )
    expect(signedIn.cookies.find(({ name }) => name === '__Host-motcua-phien')).toMatchObject({ secure: true })
    expect(signedIn.headers['strict-transport-security']).toContain('max-age=31536000')
  })

  it('is nothing in another province, nor is the token of its forms', async () => {
    const here = openVisitor(app, 'phutho.localhost')
    await signIn(here, 'canbo')
    const there = openVisitor(app, 'ninhbinh.localhost')
    for (const [name, value] of here.cookies) there.cookies.set(name, value)
    expect((await here.get(form.path)).body).toMatch(/^officer/)
    expect((await there.get(form.path)).body).toMatch(/^anonymous/)
    const anonymousHere = openVisitor(app, 'phutho.localhost')
    await anonymousHere.get(form.path)
    const stolen = openVisitor(app, 'ninhbinh.localhost')
    for (const [name, value] of anonymousHere.cookies) stolen.cookies.set(name, value)
    expect((await stolen.post(anybody.path, { _csrf: anonymousHere.token() })).statusCode).toBe(403)
  })

  it('that ended keeps what was typed for the same person, and for nobody else', async () => {
    const visitor = openVisitor(app)
    await signIn(visitor, 'canbo')
    await visitor.get(form.path)
    later(16)
    const typed = { note: 'Đủ giấy tờ <b>', many: ['một', 'hai'] }
    const ended = await visitor.post('/can-bo/thu/7?loc=1', typed)
    expect(ended.statusCode).toBe(401)
    expect(ended.body).not.toContain('Đủ giấy tờ')
    const kept = /name="_kept" value="([^"]+)"/.exec(ended.body)?.[1] ?? ''
    const other = openVisitor(app)
    await other.get('/can-bo/dang-nhap')
    const stranger = await other.post('/can-bo/dang-nhap', { login: 'khac', password: testPassword, _kept: kept })
    expect([stranger.statusCode, stranger.headers.location]).toEqual([303, '/can-bo/hom-nay'])
    const wrong = await visitor.post('/can-bo/dang-nhap', { login: 'canbo', password: 'sai', _kept: kept })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain(kept)
    const back = await visitor.post('/can-bo/dang-nhap', { login: 'canbo', password: testPassword, _kept: kept })
    expect(back.statusCode).toBe(200)
    expect(back.body).toContain('action="/can-bo/thu/7?loc=1"')
    expect(back.body).toContain('value="Đủ giấy tờ &lt;b>"')
    const sent = await visitor.post('/can-bo/thu/7?loc=1', typed)
    expect(sent.json()).toEqual({ id: '7', ...typed })
  })

  it('that ended is told to scripts as a word, and pages lead to the door and back', async () => {
    const visitor = openVisitor(app)
    const asked = await visitor.get('/can-bo/giu-phien', { headers: { 'sec-fetch-dest': 'empty' } })
    expect([asked.statusCode, asked.json()]).toEqual([401, { code: 'session.needed' }])
    const page = await visitor.get('/quan-tri/tai-khoan?trang-thai=locked')
    expect(page.headers.location).toBe('/can-bo/dang-nhap?tiep=%2Fquan-tri%2Ftai-khoan%3Ftrang-thai%3Dlocked')
    expect((await visitor.get('/tai-khoan')).headers.location).toBe('/dang-nhap?tiep=%2Ftai-khoan')
  })

  it('never leads to a foreign site after signing in', async () => {
    for (const tiep of ['//la.example', 'https://la.example', '/\\la.example', '/%09/la.example', 'javascript:1']) {
      const visitor = openVisitor(app)
      await visitor.get('/can-bo/dang-nhap')
      const answer = await visitor.post('/can-bo/dang-nhap', { login: 'canbo', password: testPassword, _tiep: tiep })
      expect(new URL(answer.headers.location ?? '', 'http://localhost').host).toBe('localhost')
    }
  })

  it('of an officer with a first password leads nowhere but to a new one', async () => {
    const visitor = openVisitor(app)
    await signIn(visitor, 'moi')
    expect((await visitor.get('/can-bo/giu-phien')).statusCode).toBe(204)
    await visitor.get('/can-bo/doi-mat-khau')
    expect((await visitor.post('/can-bo/thu/1', { note: 'x' })).headers.location).toBe('/can-bo/doi-mat-khau')
    const weak = await visitor.post('/can-bo/doi-mat-khau', { currentPassword: testPassword, newPassword: 'yeu' })
    expect(weak.statusCode).toBe(422)
    expect(weak.body).toContain('ít nhất 8 ký tự, chữ hoa, chữ số, ký hiệu')
    const done = await visitor.post('/can-bo/doi-mat-khau', {
      currentPassword: testPassword,
      newPassword: 'Mat-khau-moi-1',
    })
    expect(done.headers.location).toBe('/can-bo/hom-nay')
    expect((await visitor.post('/can-bo/thu/1', { note: 'x' })).statusCode).toBe(200)
  })

  it('ends at signing out, and the old cookie is worth nothing', async () => {
    const visitor = openVisitor(app)
    await signIn(visitor, 'dan', '/dang-nhap')
    const token = visitor.cookies.get('motcua-phien') ?? ''
    expect((await visitor.get('/tai-khoan')).body).toContain('Công dân dan')
    const out = await visitor.post('/dang-xuat', {})
    expect(out.headers.location).toBe('/')
    expect(visitor.cookies.has('motcua-phien')).toBe(false)
    visitor.cookies.set('motcua-phien', token)
    expect((await visitor.get(form.path)).body).toMatch(/^anonymous/)
  })
})

describe('a forged form', () => {
  it.each([
    ['from another site', { origin: 'https://la.example', 'sec-fetch-site': 'cross-site' }],
    ['from a sandbox', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['from a site beside', { origin: 'http://localhost', 'sec-fetch-site': 'same-site' }],
  ])('is refused %s, even with the token', async (_name, headers) => {
    const visitor = openVisitor(app)
    await visitor.get(form.path)
    expect((await visitor.post(anybody.path, {}, { headers })).statusCode).toBe(403)
  })

  it('is refused without a token, with a foreign one, and with one from before signing in', async () => {
    const visitor = openVisitor(app)
    expect((await visitor.post(anybody.path, {})).statusCode).toBe(403)
    await visitor.get(form.path)
    const before = visitor.token()
    const stranger = openVisitor(app)
    await stranger.get(form.path)
    expect((await stranger.post(anybody.path, { _csrf: before })).statusCode).toBe(403)
    await signIn(visitor, 'canbo')
    expect((await visitor.post('/can-bo/thu/1', { _csrf: before, note: 'x' })).statusCode).toBe(403)
  })

  it('passes with the token under a fresh mask each time, and says its word once', async () => {
    const visitor = openVisitor(app)
    await visitor.get(form.path)
    const first = visitor.token()
    await visitor.get(form.path)
    expect(visitor.token()).not.toBe(first)
    expect((await visitor.post(anybody.path, { _csrf: first })).statusCode).toBe(303)
    expect((await visitor.get(form.path)).body).toContain('đã nhận')
    expect((await visitor.get(form.path)).body).not.toContain('đã nhận')
  })

  it('cannot borrow a session through an endpoint for machines', async () => {
    const visitor = openVisitor(app)
    await signIn(visitor, 'canbo')
    const answer = await app.inject({
      method: 'POST',
      url: machine.path,
      headers: { cookie: `motcua-phien=${visitor.cookies.get('motcua-phien') ?? ''}`, origin: 'https://la.example' },
      payload: { so: 1 },
    })
    expect(answer.json()).toEqual({ actor: 'anonymous', body: { so: 1 } })
  })
})

describe('limits', () => {
  it('let a hall of sixty people behind one address work, and stop one machine that does not', async () => {
    const hall = buildServer(deps, all)
    const people = Array.from({ length: 60 }, () => openVisitor(hall))
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(people.map((visitor) => visitor.get(form.path, { from: '203.0.113.5' })))
      expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
    }
    const signedIn = await Promise.all(
      people
        .slice(0, 30)
        .map((visitor) => visitor.post('/can-bo/dang-nhap', { login: 'canbo', password: '' }, { from: '203.0.113.5' })),
    )
    expect(signedIn.filter(({ statusCode }) => statusCode === 429)).toHaveLength(20)
  })

  it('count a person signed in alone, whatever the address', async () => {
    const tight = buildServer({ ...deps, rateLimits: { page: { perAccount: 5, perSource: 100 } } }, all)
    const greedy = openVisitor(tight)
    await signIn(greedy, 'canbo')
    const calm = openVisitor(tight)
    await signIn(calm, 'khac')
    for (let count = 0; count < 5; count++) expect((await greedy.get(form.path)).statusCode).toBe(200)
    const stopped = await greedy.get(form.path)
    expect(stopped.statusCode).toBe(429)
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
    expect((await calm.get(form.path)).statusCode).toBe(200)
  })

  it('believe the address a proxy tells only from proxies that are trusted', async () => {
    const limits = { rateLimits: { page: { perAccount: 5, perSource: 2 } } }
    const open = buildServer({ ...deps, ...limits }, all)
    const proxied = buildServer({ ...deps, ...limits, trustedProxies: ['127.0.0.1'] }, all)
    const statuses = async (server: typeof app): Promise<number[]> => {
      const found: number[] = []
      for (const last of [1, 2, 3, 4]) {
        const headers = { 'x-forwarded-for': `203.0.113.${last}` }
        found.push((await openVisitor(server).get(form.path, { headers })).statusCode)
      }
      return found
    }
    expect(await statuses(open)).toEqual([200, 200, 429, 429])
    expect(await statuses(proxied)).toEqual([200, 200, 200, 200])
  })
})
