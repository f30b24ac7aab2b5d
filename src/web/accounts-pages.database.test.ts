import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addOfficer, testPassword } from '#test/support/people.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
const app = buildServer({ ...testWebDeps(provinces), rateLimits: { signInPerLogin: 1_000 } }, routes)
const locked = { accountId: '' }

const enter = async (login: string, password: string) => {
  const visitor = openVisitor(app)
  await visitor.get('/can-bo/dang-nhap')
  const answer = await visitor.post('/can-bo/dang-nhap', { login, password })
  return { visitor, answer }
}

beforeAll(async () => {
  const root = await addAgency(database, 'H44')
  const office = await addAgency(database, 'H44.01', root)
  const commune = await addAgency(database, 'H44.101', root)
  locked.accountId = (await addOfficer(database, 'vanthu', { agencyId: commune, role: 'clerk' })).accountId
  await addOfficer(database, 'quantri', { agencyId: office, role: 'administrator' })
  for (let failure = 0; failure < 5; failure++) await enter('vanthu', 'sai')
})

describe('the page of accounts', () => {
  it('shows the office of the committee whom it answers for, and opens what was locked once a reason is given', async () => {
    const refused = await enter('vanthu', testPassword)
    expect([refused.answer.statusCode, refused.answer.body.includes('Tài khoản đã bị khóa')]).toEqual([403, true])
    const { visitor } = await enter('quantri', testPassword)
    const list = await visitor.get('/quan-tri/tai-khoan?trang-thai=locked')
    expect(list.body).toContain('Cán bộ vanthu')
    const action = `/quan-tri/tai-khoan/${locked.accountId}/mo-khoa?trang-thai=locked`
    expect(list.body).toContain(`action="${action}"`)
    const without = await visitor.post(action, { reason: ' ' })
    expect([without.statusCode, without.body.includes('Ghi cách bạn đã xác minh')]).toEqual([422, true])
    expect((await enter('vanthu', testPassword)).answer.statusCode).toBe(403)
    const done = await visitor.post(action, { reason: 'gọi lại số của cơ quan' })
    expect(done.headers.location).toBe('/quan-tri/tai-khoan')
    expect((await visitor.get('/quan-tri/tai-khoan')).body).toContain('Đã mở khóa tài khoản')
    expect((await enter('vanthu', testPassword)).answer.headers.location).toBe('/can-bo/hom-nay')
  })

  it('is not for others', async () => {
    const { visitor } = await enter('vanthu', testPassword)
    expect((await visitor.get('/quan-tri/tai-khoan')).statusCode).toBe(403)
  })
})
