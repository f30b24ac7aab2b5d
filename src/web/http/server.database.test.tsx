import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#test/support/database.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { page, type Route } from './route.ts'
import { buildServer } from './server.ts'

const { provinces } = await openTestDatabase()

const hello: Route = {
  method: 'GET',
  path: '/chao',
  access: 'public',
  inEnglish: true,
  handler: async ({ locale }) => page(<html lang={locale}>chào</html>),
}

const broken: Route = {
  method: 'GET',
  path: '/hong',
  access: 'public',
  handler: async () => {
    throw new Error('the inside of the house')
  },
}

const full: { fault: Error | null } = { fault: null }
const asked: Route = {
  method: 'GET',
  path: '/don',
  access: 'public',
  handler: async ({ csrfToken }) => page(<input type="hidden" name="_csrf" value={csrfToken} />),
}
const taken: Route = {
  ...asked,
  method: 'POST',
  handler: async ({ form }) => {
    if (full.fault !== null) throw full.fault
    return page(<p>{form.note}</p>)
  },
}

const app = buildServer(testWebDeps(provinces), [hello, broken, asked, taken])

describe('the server', () => {
  it('renders a page as a whole document in the language of its address', async () => {
    const answer = await app.inject('/chao')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe('<!doctype html><html lang="vi">chào</html>')
    expect((await app.inject('/en/chao')).body).toContain('lang="en"')
  })

  it('allows no script or style inside a page and no foreign frame around it', async () => {
    const { headers } = await app.inject('/chao')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it.each([
    [404, 'GET', '/khong-co'],
    [405, 'PUT', '/chao'],
    [405, 'POST', '/chao'],
    [400, 'GET', '/chao%'],
    [500, 'GET', '/hong'],
  ] as const)('answers %i to %s %s with a page of the house and nothing of its inside', async (status, method, url) => {
    const answer = await app.inject({ method, url })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain('Về trang chủ')
    expect(answer.body).not.toMatch(/inside of the house|at .*\.ts/)
  })

  it.each([
    ['of files', Object.assign(new Error('write'), { code: 'ENOSPC' })],
    ['of the database', new Error('failed', { cause: Object.assign(new Error('extend'), { code: '53100' }) })],
  ])(
    'says that the disk %s is full, keeps what was typed but no secret, and goes on when there is room',
    async (_, fault) => {
      const visitor = openVisitor(app)
      await visitor.get('/don')
      full.fault = fault
      const refused = await visitor.post('/don', { note: 'đã gõ', password: 'bi-mat-1' })
      full.fault = null
      expect(refused.statusCode).toBe(507)
      for (const part of ['hết chỗ lưu', 'action="/don"', 'name="note" value="đã gõ"', 'name="_csrf"'])
        expect(refused.body).toContain(part)
      expect(refused.body).not.toContain('bi-mat-1')
      const again = await visitor.post('/don', { note: 'đã gõ' })
      expect([again.statusCode, again.body.includes('đã gõ')]).toEqual([200, true])
    },
  )

  it('tells whether it lives and whether its database answers', async () => {
    expect((await app.inject('/healthz')).statusCode).toBe(200)
    expect((await app.inject('/readyz')).statusCode).toBe(200)
  })

  it('shows its figures to this machine only, by route and never by address', async () => {
    const figures = await app.inject('/metrics')
    expect(figures.body).toContain('http_requests_total{method="GET",route="/chao",status="200"}')
    expect(figures.body).not.toContain('khong-co')
    expect((await app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
  })
})
