import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { silentLog } from '#platform/log/log.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addCitizen, testPassword } from '#test/support/people.ts'
import { openVisitor, type Visitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { buildServer } from '#web/http/server.ts'
import { routes } from '#web/routes.ts'
import { type DemoCitizen, strangers } from './demo-citizen.ts'
import { type DemoIdentityProvider, startDemoIdentityProvider } from './demo-identity-provider.ts'
import { demoCode } from './interactions.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
const deps = testWebDeps(provinces)
const sealing = deps.sealing(open)

const start = Temporal.Instant.from('2026-09-07T00:00:00Z')
const answerPath = '/dang-nhap/dinh-danh/tra-loi'
const known: DemoCitizen = {
  login: 'co-tai-khoan',
  kind: 'citizen',
  fullName: 'Trần Thị Lan',
  identityNumber: '025192000002',
  birthDate: '1992-08-02',
  gender: 'female',
  phone: '0912000002',
  email: '',
  address: '',
  level: 2,
}
const apart: DemoCitizen = { ...known, login: 'di-rieng', identityNumber: '025192000003', fullName: 'Trần Thị Huệ' }

let twin: DemoIdentityProvider
let portal: ReturnType<typeof buildServer>

const declareIdentity = async (accountId: string, identityNumber: string): Promise<void> => {
  await database
    .updateTable('citizen')
    .set({ identity_hash: sealing.hash(identityNumber), identity_sealed: sealing.seal(identityNumber) })
    .where('account_id', '=', accountId)
    .execute()
}

beforeAll(async () => {
  await database.transaction().execute((tx) =>
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
  await declareIdentity(await addCitizen(database, 'lan'), known.identityNumber)
  await declareIdentity(await addCitizen(database, 'hue'), apart.identityNumber)
  twin = await startDemoIdentityProvider({
    port: 0,
    portalOrigins: ['http://localhost'],
    answerPath,
    siteName: 'Một Cửa',
    citizens: [...strangers, known, apart],
    log: silentLog,
  })
  portal = buildServer({ ...deps, eid: { ...twin, isLocalTwin: true }, rateLimits: { signInPerLogin: 1_000 } }, routes)
})

afterAll(() => twin.stop())

/** A browser at the twin: keeps its cookies, follows nothing by itself. */
const openTwinVisitor = () => {
  const cookies = new Map<string, string>()
  return async (url: string, form?: Readonly<Record<string, string>>) => {
    const answer = await fetch(new URL(url, twin.issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]?.split('=', 2) ?? []
      cookies.set(name, value)
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() }
  }
}

const begin = async (visitor: Visitor): Promise<string> => {
  await visitor.get('/dang-nhap?tiep=/tai-khoan')
  const asked = await visitor.post('/dang-nhap/dinh-danh', { _tiep: '/tai-khoan' })
  expect(asked.statusCode).toBe(303)
  return asked.headers.location ?? ''
}

/** The way through the twin, to the address of the portal that it leads back to. */
const passTwin = async (address: string, login: string): Promise<string> => {
  const browse = openTwinVisitor()
  const entry = (await browse(address)).location
  const signIn = await browse(entry)
  expect(signIn.body).toContain('Bạn là ai?')
  const wrong = await browse(`${entry}/vao`, { login, code: '000000' })
  expect([wrong.status, wrong.body.includes('Mã chưa đúng')]).toEqual([422, true])
  const resumed = await browse(`${entry}/vao`, { login, code: demoCode })
  const consentAt = (await browse(resumed.location)).location
  const consent = await browse(consentAt)
  expect(consent.body).toContain('muốn biết bạn là ai')
  const agreed = await browse(`${consentAt}/dong-y`, {})
  const back = new URL((await browse(agreed.location)).location)
  expect(back.origin + back.pathname).toBe(`http://localhost${answerPath}`)
  return back.pathname + back.search
}

const signIn = async (visitor: Visitor, login: string) => visitor.get(await passTwin(await begin(visitor), login))

const accountsNamed = (name: string) =>
  database
    .selectFrom('citizen')
    .innerJoin('account', 'account.id', 'citizen.account_id')
    .leftJoin('external_login', 'external_login.account_id', 'account.id')
    .select(['account.id', 'account.login', 'assurance', 'birth_date', 'gender', 'subject', 'identity_sealed'])
    .where('full_name', '=', name)
    .execute()

describe('signing in with the electronic identity', () => {
  it('makes an account at the first time and finds it at the second, with what is vouched for', async () => {
    for (let time = 0; time < 2; time++) {
      const visitor = openVisitor(portal)
      const answer = await signIn(visitor, 'khach-muc-2')
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/tai-khoan'])
      const account = await visitor.get('/tai-khoan')
      expect(account.body).toContain('Phạm Thu Trang')
      expect(account.body).toContain('0251••••0091')
      expect(account.body).toContain('Đã xác thực bằng định danh điện tử mức 2')
    }
    const accounts = await accountsNamed('Phạm Thu Trang')
    expect(accounts).toHaveLength(1)
    expect(accounts[0]).toMatchObject({ assurance: 'eid-2', gender: 'female', subject: 'khach-muc-2' })
    expect(accounts[0]?.birth_date?.toString()).toBe('1995-11-20')
    expect(sealing.open(accounts[0]?.identity_sealed ?? Buffer.alloc(0))).toBe('025195000091')
  })

  it('tells level 1 from level 2', async () => {
    await signIn(openVisitor(portal), 'khach-muc-1')
    expect(await accountsNamed('Đinh Công Sơn')).toMatchObject([{ assurance: 'eid-1' }])
  })

  it('can be stopped, and says so', async () => {
    const visitor = openVisitor(portal)
    const browse = openTwinVisitor()
    const entry = (await browse(await begin(visitor))).location
    await browse(entry)
    const stopped = await browse((await browse(`${entry}/thoi`, {})).location)
    const back = new URL(stopped.location)
    expect(back.searchParams.get('error')).toBe('access_denied')
    expect((await visitor.get(back.pathname + back.search)).headers.location).toBe('/dang-nhap')
    expect((await visitor.get('/dang-nhap')).body).toContain('Bạn đã dừng đăng nhập bằng định danh điện tử')
  })

  it('takes no answer that another browser asked for, no answer twice, and none that was changed', async () => {
    const visitor = openVisitor(portal)
    const back = await passTwin(await begin(visitor), 'khach-muc-2')
    const stranger = openVisitor(portal)
    expect((await stranger.get(back)).headers.location).toBe('/dang-nhap')
    await begin(stranger)
    expect((await stranger.get(back)).headers.location).toBe('/dang-nhap')
    const changed = await visitor.get(back.replace(/state=[^&]+/, 'state=khac'))
    expect(changed.headers.location).toBe('/dang-nhap')
    expect((await visitor.get(back)).headers.location).toBe('/dang-nhap')
    expect(visitor.cookies.has('motcua-phien')).toBe(false)
  })
})

describe('a form whose session has ended', () => {
  it('waits while the provider is asked, and is offered again', async () => {
    const visitor = openVisitor(portal)
    await signIn(visitor, 'khach-muc-2')
    await visitor.get('/tai-khoan')
    await database.updateTable('session').set({ expires_at: start }).execute()
    const ended = await visitor.post('/tai-khoan/lien-ket', { ghi: 'điều đã viết' })
    expect(ended.statusCode).toBe(401)
    const kept = /name="_kept" value="([^"]+)"/.exec(ended.body)?.[1] ?? ''
    const asked = await visitor.post('/dang-nhap/dinh-danh', { _kept: kept })
    const back = await visitor.get(await passTwin(asked.headers.location ?? '', 'khach-muc-2'))
    expect(back.statusCode).toBe(200)
    expect(back.body).toContain('value="điều đã viết"')
    expect(await database.selectFrom('kept_form').selectAll().execute()).toEqual([])
  })
})

describe('an account with a password and the same number', () => {
  it('is linked by its password only', async () => {
    const visitor = openVisitor(portal)
    expect((await signIn(visitor, known.login)).headers.location).toBe('/dang-nhap/lien-ket')
    expect(visitor.cookies.has('motcua-phien')).toBe(false)
    expect((await visitor.get('/dang-nhap/lien-ket')).body).not.toMatch(/Công dân lan|value="lan"/)
    const wrong = await visitor.post('/dang-nhap/lien-ket', { way: 'link', login: 'lan', password: 'sai' })
    expect(wrong.statusCode).toBe(422)
    // The password of somebody else proves somebody else.
    const other = await visitor.post('/dang-nhap/lien-ket', { way: 'link', login: 'hue', password: testPassword })
    expect([other.statusCode, other.body.includes('số định danh khác')]).toEqual([409, true])
    const right = await visitor.post('/dang-nhap/lien-ket', { way: 'link', login: 'lan', password: testPassword })
    expect(right.headers.location).toBe('/tai-khoan')
    expect(await accountsNamed('Trần Thị Lan')).toMatchObject([
      { login: 'lan', assurance: 'eid-2', subject: known.login },
    ])
    expect((await signIn(openVisitor(portal), known.login)).headers.location).toBe('/tai-khoan')
  })

  it('stays as it is when the person goes on apart', async () => {
    const visitor = openVisitor(portal)
    await signIn(visitor, apart.login)
    await visitor.get('/dang-nhap/lien-ket')
    const answer = await visitor.post('/dang-nhap/lien-ket', { way: 'apart' })
    expect(answer.headers.location).toBe('/tai-khoan')
    expect(await accountsNamed('Trần Thị Huệ')).toMatchObject([{ subject: apart.login, assurance: 'eid-2' }])
    expect(await accountsNamed('Công dân hue')).toMatchObject([{ subject: null, assurance: 'declared' }])
  })

  it('can be linked from inside', async () => {
    await addCitizen(database, 'son')
    const visitor = openVisitor(portal)
    await visitor.get('/dang-nhap')
    await visitor.post('/dang-nhap', { login: 'son', password: testPassword })
    await visitor.get('/tai-khoan')
    const asked = await visitor.post('/tai-khoan/lien-ket', {})
    const back = await passTwin(asked.headers.location ?? '', 'khach-muc-1')
    expect((await visitor.get(back)).headers.location).toBe('/tai-khoan')
    // That identity has an account of its own already.
    expect((await visitor.get('/tai-khoan')).body).toContain('đã gắn với một tài khoản khác')
  })
})

describe('a provider that is down', () => {
  it('is told in words, and the way in with a password stays open', async () => {
    const eid = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', isLocalTwin: true }
    const visitor = openVisitor(buildServer({ ...deps, eid }, routes))
    await visitor.get('/dang-nhap')
    expect((await visitor.post('/dang-nhap/dinh-danh', {})).headers.location).toBe('/dang-nhap')
    const page = await visitor.get('/dang-nhap')
    expect(page.body).toContain('Chưa kết nối được hệ thống định danh điện tử')
    expect(page.body).toContain('name="password"')
  })
})
