import { beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '#platform/log/log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let first: FiledBirth

const spent = new Map<string, Set<number>>()
const exceeded: unknown[] = []

const note = (detail: unknown): void => {
  const { route, statements } = detail as { readonly route?: string; readonly statements?: number }
  if (route === undefined || statements === undefined) return
  spent.set(route, (spent.get(route) ?? new Set()).add(statements))
}

const visit = async (login: string, paths: readonly string[]): Promise<void> => {
  const visitor = await officerBrowser(house, app, login)
  // The first page fills what is kept between pages: the calendar, the offer of the procedure.
  for (const path of paths) await visitor.get(path)
  exceeded.length = 0
  spent.clear()
  for (const path of paths) expect([path, (await visitor.get(path)).statusCode]).toEqual([path, 200])
}

beforeAll(async () => {
  house = await openDemoHouse()
  const log = { ...silentLog, info: note, warn: (detail: unknown) => exceeded.push(detail) }
  app = serveDemoHouse(house, { log })
  first = await fileBirth(house)
})

const pagesOf = (id: string) => ['/can-bo', '/can-bo?xem=theo-doi', `/can-bo/ho-so/${id}`]

describe('the statements of a page', () => {
  it.each(['hycuong.motcua', 'hycuong.chutich', 'tinh.chutich'])('stay within its budget for %s', async (login) => {
    await visit(login, pagesOf(first.id))
    expect(exceeded).toEqual([])
  })

  it('are as many for one dossier as for many', async () => {
    await visit('hycuong.motcua', pagesOf(first.id))
    const before = new Map([...spent].map(([route, counts]) => [route, Math.max(...counts)]))
    for (let index = 0; index < 30; index += 1) await fileBirth(house, index % 2 === 0 ? 'minh' : 'lan')
    await visit('hycuong.motcua', pagesOf(first.id))
    const after = new Map([...spent].map(([route, counts]) => [route, Math.max(...counts)]))
    expect(after).toEqual(before)
    expect(exceeded).toEqual([])
    expect([...after].map(([, count]) => count - 2).every((count) => count <= 12)).toBe(true)
  })

  it('of the counter, the search and the queues stay within theirs', async () => {
    await visit('hycuong.motcua', ['/can-bo/quay', '/can-bo/quay?q=khai sinh', '/can-bo/quay/1.001193'])
    expect(exceeded).toEqual([])
    await visit('hycuong.chutich', ['/can-bo/ky-so'])
    expect(exceeded).toEqual([])
  })
})
