import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { codeAt } from '#platform/secrets/one-time-codes.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addOfficer, askSecondFactorOf, testPassword } from '#test/support/people.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { json, type Route } from './http/route.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
let now = Temporal.Instant.from('2026-09-07T02:00:00Z')
const echo: Route = {
  method: 'POST',
  path: '/can-bo/thu/:id',
  access: { officer: 'any' },
  handler: async ({ form }) => json({ note: form.note }),
}
const app = buildServer({ ...testWebDeps(provinces, { clock: { now: () => now } }) }, [...routes, echo])

const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

describe('an officer of whom a second factor is asked', () => {
  it('sets one up before anything else, and keeps what was typed when the session ends under it', async () => {
    const agencyId = await addAgency(database, 'H44.1')
    await addOfficer(database, 'vanthu', { agencyId, role: 'clerk' })
    await askSecondFactorOf(database, ['clerk'])
    const visitor = openVisitor(app)
    await visitor.get('/can-bo/dang-nhap')
    const right = { login: 'vanthu', password: testPassword }
    expect((await visitor.post('/can-bo/dang-nhap', right)).headers.location).toBe('/can-bo/hom-nay')
    const setUpPage = '/can-bo/tai-khoan/ung-dung'
    expect((await visitor.get('/can-bo')).headers.location).toBe(setUpPage)
    const { body } = await visitor.get(setUpPage)
    expect((await visitor.post('/can-bo/thu/1', { note: 'x' })).headers.location).toBe(setUpPage)
    const secret = (/<code>([A-Z2-7 ]{39})<\/code>/.exec(body)?.[1] ?? '').replaceAll(' ', '')
    const draft = hidden(body, 'draft')
    const wrong = await visitor.post(setUpPage, { draft, code: '000000', currentPassword: testPassword })
    // The same secret again: the app that has scanned it need not scan another.
    expect([wrong.statusCode, hidden(wrong.body, 'draft')]).toEqual([422, draft])
    const done = await visitor.post(setUpPage, { draft, code: codeAt(secret, now), currentPassword: testPassword })
    expect(done.body.match(/<code>\d{4} \d{4} \d{4}<\/code>/g)).toHaveLength(10)
    expect((await visitor.get('/can-bo/tai-khoan')).statusCode).toBe(200)

    now = now.add({ minutes: 16 })
    const ended = await visitor.post('/can-bo/thu/7', { note: 'Đủ giấy tờ' })
    expect(ended.statusCode).toBe(401)
    const step = await visitor.post('/can-bo/dang-nhap', { ...right, _kept: hidden(ended.body, '_kept') })
    expect([step.statusCode, step.cookies.some(({ name }) => name === 'motcua-phien')]).toEqual([200, false])
    const pending = hidden(step.body, 'pending')
    const next = '/can-bo/dang-nhap/buoc-hai'
    const miss = await visitor.post(next, { pending, code: '000000', _kept: hidden(step.body, '_kept') })
    expect([miss.statusCode, miss.body.includes('Mã chưa đúng')]).toEqual([422, true])
    const back = await visitor.post(next, { pending, code: codeAt(secret, now), _kept: hidden(miss.body, '_kept') })
    expect(back.body).toContain('action="/can-bo/thu/7"')
    expect(back.body).toContain('value="Đủ giấy tờ"')
    expect((await visitor.post('/can-bo/thu/7', { note: 'Đủ giấy tờ' })).json()).toEqual({ note: 'Đủ giấy tờ' })
  })
})
