import type { LightMyRequestResponse } from 'fastify'
import { h } from 'preact'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { roles } from '#modules/identity/domain/index.ts'
import { signInCitizen, signInOfficer } from '#modules/identity/index.ts'
import { recordSetting } from '#platform/settings/settings.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency, addCitizen, addOfficer, testPassword } from '#test/support/people.ts'
import { openVisitor, type Visitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { inEnglish as englishPath } from './http/guard/locale.ts'
import { empty, type PageRequest, page, type Route } from './http/route.ts'
import { routeMatrix, type VisitorKind, visitors } from './http/route-matrix.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open
const deps = testWebDeps(provinces)

/** The rules are the real ones; behind each stands a page that does nothing. */
const reached: Route[] = []
const probes = routes.map((route) => ({
  ...route,
  handler: async ({ kept }: PageRequest) => {
    // The sign-in page stands in for another one when a session has ended under somebody's hands.
    if (kept !== undefined) return page(h('html', {}))
    reached.push(route)
    return empty()
  },
}))
const tokenPage: Route = {
  method: 'GET',
  path: '/ma-bieu-mau',
  access: 'public',
  handler: async ({ csrfToken }) => ({
    kind: 'text',
    status: 200,
    mediaType: 'text/html',
    text: `name="_csrf" value="${csrfToken}"`,
  }),
}
const app = buildServer(
  { ...deps, rateLimits: { page: many(), search: many(), file: many(), 'sign-in': many(), signInPerLogin: 100_000 } },
  [...probes, tokenPage],
)
function many() {
  return { perAccount: 100_000, perSource: 100_000 }
}

const people = new Map<VisitorKind, Visitor>()
const source = { source: Buffer.alloc(32) }

const tokenOf = async (kind: VisitorKind): Promise<string | null> => {
  const identity = { database, sealing: deps.sealing(open), clock: deps.clock }
  const command = { login: kind, password: testPassword }
  if (kind === 'anonymous') return null
  const signedIn = await (kind === 'citizen' ? signInCitizen : signInOfficer)(identity, command, source)
  return acceptedValue(signedIn).token
}

beforeAll(async () => {
  const from = Temporal.PlainDate.from('2020-01-01')
  const law = { legalSource: 'TEST', certainty: 'decided', decidedBy: 'test' } as const
  await database
    .transaction()
    .execute((tx) =>
      recordSetting(tx, { key: 'accounts.local-citizen', scopeKind: 'province', value: true, from, ...law }),
    )
  const agencyId = await addAgency(database, 'H44.1')
  await addCitizen(database, 'citizen')
  await addOfficer(database, 'officer-without-post')
  for (const role of roles) await addOfficer(database, role, { agencyId, role })
  for (const kind of visitors) {
    const visitor = openVisitor(app)
    const token = await tokenOf(kind)
    if (token !== null) visitor.cookies.set('motcua-phien', token)
    await visitor.get(tokenPage.path)
    people.set(kind, visitor)
  }
})

const addressOf = (route: Route): string => route.path.replaceAll(/:[A-Za-z]+/g, '0197b6d0-0000-7000-8000-000000000000')

const verdictOf = (answer: LightMyRequestResponse): string => {
  if (answer.statusCode === 204) return 'allowed'
  if (answer.statusCode === 403) return 'forbidden'
  if (answer.statusCode === 401) return 'sign-in'
  const to = answer.headers.location ?? ''
  return answer.statusCode === 303 && /^\/(can-bo\/)?dang-nhap(\?|$)/.test(to)
    ? 'sign-in'
    : `answer ${answer.statusCode}`
}

describe('every route', () => {
  it('is declared once, with a rule of access, and no other route is served but health, figures and built files', async () => {
    const names = routes.map((route) => `${route.method} ${route.path}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    for (const { access } of routes)
      expect(typeof access === 'string' || access.officer === 'any' || access.officer.length > 0).toBe(true)
    await app.ready()
    const declared = routes.flatMap(({ path, inEnglish }) => [path, ...(inEnglish === true ? [englishPath(path)] : [])])
    const internal = ['/healthz', '/readyz', '/metrics', tokenPage.path]
    expect([...app.servedPaths].sort()).toEqual([...new Set([...declared, ...internal])].sort())
  })

  it('that is read says how many statements it may send, but for what streams a thousand lines a statement', () => {
    const streams = [
      '/can-bo/xuat.csv',
      '/can-bo/so-theo-doi/so.csv',
      '/can-bo/bao-cao/van-ban/:agencyId/van-ban.csv',
      '/can-bo/van-ban-den/xuat.csv',
      '/can-bo/van-ban-di/xuat.csv',
    ]
    const open = routes.filter(({ method, statementBudget }) => method === 'GET' && statementBudget === undefined)
    expect(open.map(({ path }) => path).sort()).toEqual(streams.sort())
  })

  it.each(visitors)('lets %s in or not, as its rule says', async (kind) => {
    const visitor = people.get(kind)
    if (visitor === undefined) throw new Error(`no ${kind}`)
    const wrong: string[] = []
    for (const { route, expected } of routeMatrix(routes).filter((cell) => cell.visitor === kind)) {
      reached.length = 0
      const url = addressOf(route)
      const isMachine = route.caller === 'machine'
      const answer = route.method === 'GET' ? await visitor.get(url) : await visitor.post(url, { typed: 'x' })
      const verdict = verdictOf(answer)
      const mayReach = expected === 'allowed'
      if (verdict !== expected || reached.length > 0 !== mayReach)
        wrong.push(`${route.method} ${route.path}: ${verdict}, not ${expected}${isMachine ? ' (machine)' : ''}`)
    }
    expect(wrong).toEqual([])
  })

  it('refuses a form without its token to everybody', async () => {
    for (const route of routes.filter((one) => one.method === 'POST' && one.caller !== 'machine'))
      for (const [kind, visitor] of people) {
        reached.length = 0
        const answer = await visitor.post(addressOf(route), { _csrf: 'khong-phai', typed: 'x' })
        expect([kind, route.path, reached.length, answer.statusCode === 204]).toEqual([kind, route.path, 0, false])
      }
  })
})
