import { join } from 'node:path'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoPassword, loadDemoProvince } from '#app/demo-province/load-demo-province.ts'
import { acceptedValue } from '#kernel/result.ts'
import { openWorkingTime } from '#modules/calendar/index.ts'
import { roles } from '#modules/identity/domain/index.ts'
import { signInCitizen, signInOfficer } from '#modules/identity/index.ts'
import { openProcedureCatalogue } from '#modules/procedures/index.ts'
import { openTestDatabase, sqlFolder } from '#test/support/database.ts'
import { openVisitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { inEnglish } from './http/guard/locale.ts'
import type { WebDeps } from './http/route.ts'
import { routeMatrix, type VisitorKind } from './http/route-matrix.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho')
if (open === undefined) throw new Error('no province')
const { database } = open

const complaints: string[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) })
const plenty = { perAccount: 100_000, perSource: 100_000 }
const plain = testWebDeps(provinces, { log, rateLimits: { page: plenty, search: plenty, file: plenty } })
const dossiers: ReturnType<WebDeps['dossiers']> = {
  database,
  clock: plain.clock,
  sealing: plain.sealing(open),
  workingTime: openWorkingTime(),
  catalogue: openProcedureCatalogue(),
  files: plain.files(open),
  publicUrl: 'http://localhost',
}
const deps: WebDeps = { ...plain, dossiers: () => dossiers }
const app = buildServer(deps, routes)

const people = ['anonymous', 'citizen', ...roles] as const
const tokens = new Map<VisitorKind, string>()

const loginOf = async (role: string): Promise<string | undefined> =>
  (
    await database
      .selectFrom('account')
      .innerJoin('post_holding', 'post_holding.officer_id', 'account.officer_id')
      .innerJoin('post', 'post.id', 'post_holding.post_id')
      .select('account.login')
      .where('post.role', '=', role)
      .orderBy('account.login')
      .limit(1)
      .executeTakeFirst()
  )?.login

beforeAll(async () => {
  await loadDemoProvince(database, deps.sealing(open), join(sqlFolder, 'demo-data/phu-tho'), deps.clock)
  const identity = { database, sealing: deps.sealing(open), clock: deps.clock }
  const from = { source: Buffer.alloc(32) }
  const citizen = await signInCitizen(identity, { login: 'minh', password: demoPassword }, from)
  tokens.set('citizen', acceptedValue(citizen).token)
  for (const role of roles) {
    const login = await loginOf(role)
    if (login === undefined) continue
    tokens.set(role, acceptedValue(await signInOfficer(identity, { login, password: demoPassword }, from)).token)
  }
})

const pages = routeMatrix(routes).filter(
  ({ route, expected }) => route.method === 'GET' && expected === 'allowed' && !/[:*]/.test(route.path),
)

describe('every page of the demo province', () => {
  it.each(people)('answers %s whole, within its statements, as a document a reader can follow', async (kind) => {
    const visitor = openVisitor(app)
    const token = tokens.get(kind)
    if (token !== undefined) visitor.cookies.set('motcua-phien', token)
    const wrong: string[] = []
    for (const { route } of pages.filter((cell) => cell.visitor === kind))
      for (const url of route.inEnglish === true ? [route.path, inEnglish(route.path)] : [route.path]) {
        // What is read once and kept, such as the working days, is not the page's to pay for.
        await visitor.get(url)
        complaints.length = 0
        const answer = await visitor.get(url)
        if (answer.statusCode >= 500 || complaints.length > 0)
          wrong.push(`${url}: ${answer.statusCode} ${complaints.join(' ')}`)
        if (!String(answer.headers['content-type']).startsWith('text/html')) continue
        const lang = url === '/en' || url.startsWith('/en/') ? 'en' : 'vi'
        if (!answer.body.startsWith(`<!doctype html><html lang="${lang}"`)) wrong.push(`${url}: not in ${lang}`)
        if (!/<h[12][ >]/.test(answer.body) || !answer.body.includes('<title>'))
          wrong.push(`${url}: no heading or title`)
        if (/ style="|<script(?![^>]* src=)|\bundefined\b|\[object Object\]/.test(answer.body))
          wrong.push(`${url}: holds what it must not`)
      }
    expect(wrong).toEqual([])
  })
})
