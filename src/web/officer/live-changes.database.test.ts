import { EventEmitter, once } from 'node:events'
import { type ClientRequest, get, type IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptDossier, findChange, signGivenSlip } from '#modules/dossiers/index.ts'
import { announceChange, type Change } from '#platform/live/change.ts'
import { type ChangeFeed, openChangeFeed } from '#platform/live/change-feed.ts'
import { silentLog } from '#platform/log/log.ts'
import { findEvent } from '#platform/outbox/find-event.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let feed: ChangeFeed
let app: FastifyInstance
let origin: string

beforeAll(async () => {
  house = await openDemoHouse()
  feed = openChangeFeed({ log: silentLog, perAccount: 2 })
  app = serveDemoHouse(house, { changes: feed })
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await feed.close()
})

type Stream = {
  readonly status: number
  /** The next event, or null when the stream is over. */
  readonly next: () => Promise<string | null>
  readonly leave: () => void
}

const streamOf = (request: ClientRequest, response: IncomingMessage): Stream => {
  const told: string[] = []
  let rest = ''
  const heard = new EventEmitter()
  response.setEncoding('utf8')
  response.on('data', (text: string) => {
    const parts = (rest + text).split('\n\n')
    rest = parts.pop() ?? ''
    told.push(...parts.filter((part) => !part.startsWith(':')).map((part) => /event: (\w+)/.exec(part)?.[1] ?? ''))
    heard.emit('told')
  })
  response.on('error', () => undefined)
  let isOver = false
  response.once('close', () => {
    isOver = true
    heard.emit('told')
  })
  return {
    status: response.statusCode ?? 0,
    next: async () => {
      while (told.length === 0 && !isOver) await once(heard, 'told')
      return told.shift() ?? null
    },
    leave: () => request.destroy(),
  }
}

/** An open page of the officer, drawn now, as if it listened at the address given to it. */
const openPage = async (login: string, dossierId = '', listensAt?: string, shownUntil = 0): Promise<Stream> => {
  const visitor = await officerBrowser(house, app as ReturnType<typeof serveDemoHouse>, login)
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const drawnAt = house.deps.clock.now().epochMilliseconds
  if (listensAt !== undefined) house.setClock(listensAt)
  const request = get(`${origin}/can-bo/thay-doi?tu=${drawnAt}&ho-so=${dossierId}&den=${shownUntil}`, {
    headers: { cookie },
  })
  request.on('error', () => undefined)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return streamOf(request, response)
}

/** What the job tells that delivers the events of a dossier. */
const changeOf = async (dossierId: string, type: string): Promise<Change | null> => {
  const { database } = house.open
  const { id } = await database
    .selectFrom('event')
    .select('id')
    .where('subject_id', '=', dossierId)
    .where('type', '=', type)
    .executeTakeFirstOrThrow()
  const event = await findEvent(database, id)
  if (event === null) throw new Error('no event')
  return findChange(database, event)
}

const deliver = async (dossierId: string, type: string): Promise<void> => {
  const change = await changeOf(dossierId, type)
  if (change === null) throw new Error('no news')
  await announceChange(house.open.database, change)
}

let minute = 0
const later = (): void => {
  minute += 1
  house.setClock(`2026-09-07T02:${String(minute).padStart(2, '0')}:00Z`)
}

const accepted = async (birth: FiledBirth): Promise<void> => {
  later()
  const done = await acceptDossier(house.deps, await house.officer('hycuong.motcua'), { dossierId: birth.id, note: '' })
  expect(done.ok).toBe(true)
  await deliver(birth.id, 'dossier.accepted')
}

it('tells the officers of the remit that something changed, the open dossier by its own word, and nobody else', async () => {
  later()
  const birth = await fileBirth(house)
  later()
  const watching = await openPage('hycuong.chutich', birth.id)
  const own = await openPage('hycuong.motcua')
  const elsewhere = await openPage('tinh.motcua1', birth.id)
  expect([watching.status, own.status, elsewhere.status]).toEqual([200, 200, 200])
  await accepted(birth)
  expect(await watching.next()).toBe('opened')
  expect(await own.next()).toBe('changed')
  // A word that does concern the province's desk comes after; it is the first that is heard there.
  await announceChange(house.open.database, {
    subjectId: newId(),
    at: house.deps.clock.now().epochMilliseconds,
    by: '',
    places: [{ agencyId: (await house.officer('tinh.motcua1')).posts[0]?.agencyId ?? '', unitId: null }],
  })
  expect(await elsewhere.next()).toBe('changed')
  for (const stream of [watching, own, elsewhere]) stream.leave()
})

it('does not tell the officer who accepted that another did, when the program has signed the receipt', async () => {
  later()
  const birth = await fileBirth(house)
  await accepted(birth)
  const { notation } = await house.open.database
    .selectFrom('slip')
    .select('notation')
    .where('dossier_id', '=', birth.id)
    .executeTakeFirstOrThrow()
  later()
  await signGivenSlip(house.deps, birth.id, notation)
  expect(await changeOf(birth.id, 'dossier.slip-signed')).toBeNull()
})

it('tells a page that was drawn before and listens only now, and is silent of what it showed already', async () => {
  later()
  const [seen, missed] = [await fileBirth(house), await fileBirth(house)]
  await accepted(seen)
  later()
  const drawnAt = house.deps.clock.now()
  await accepted(missed)
  house.setClock(drawnAt.toString())
  const page = await openPage('hycuong.chutich', missed.id)
  expect(await page.next()).toBe('opened')
  page.leave()
})

it('never tells an open dossier what its page showed, however late the word of it comes', async () => {
  later()
  const birth = await fileBirth(house)
  const visitor = await officerBrowser(house, app as ReturnType<typeof serveDemoHouse>, 'hycuong.chutich')
  const shown = await visitor.get(`/can-bo/ho-so/${birth.id}`)
  const shownUntil = Number(/den=(\d+)/.exec(shown.body)?.[1])
  expect(shownUntil).toBe(house.deps.clock.now().epochMilliseconds)
  const page = await openPage('hycuong.chutich', birth.id, undefined, shownUntil)
  await deliver(birth.id, 'dossier.filed')
  await accepted(birth)
  await announceChange(house.open.database, {
    subjectId: newId(),
    at: house.deps.clock.now().epochMilliseconds,
    by: '',
    places: [{ agencyId: (await house.officer('hycuong.chutich')).posts[0]?.agencyId ?? '', unitId: null }],
  })
  // Were the filing told too, it would stand before the other subject's word.
  expect([await page.next(), await page.next()]).toEqual(['opened', 'changed'])
  page.leave()
})

it('holds no connection of the pool and keeps no session alive', async () => {
  later()
  const pages = await Promise.all(
    ['hycuong.motcua', 'hycuong.chanhvanphong', 'hycuong.hotich', 'hycuong.chutich', 'hycuong.vanthu'].map((login) =>
      openPage(login, '', '2026-09-07T02:50:00Z'),
    ),
  )
  const { pool } = house.open
  expect(pool.totalCount - pool.idleCount).toBe(0)
  const { rows } = await pool.query(
    "select 1 from pg_stat_activity where query like 'listen %' and datname = current_database()",
  )
  expect(rows).toHaveLength(1)
  const seen = await house.open.database.selectFrom('session').select('last_seen_at').execute()
  const latest = seen
    .map((one) => one.last_seen_at.toString())
    .sort()
    .at(-1)
  expect(latest?.localeCompare('2026-09-07T02:30:00Z')).toBe(-1)
  expect(await (await app.inject('/metrics')).body).toMatch(/live_streams\{province="[a-z-]+"\} \d+/)
  for (const page of pages) page.leave()
})

it('takes so many pages of one person and no more', async () => {
  later()
  const pages = [await openPage('hycuong.hotich'), await openPage('hycuong.hotich')]
  await expect.poll(() => Object.values(feed.counts())[0]).toBeGreaterThanOrEqual(2)
  const third = await openPage('hycuong.hotich')
  expect(third.status).toBe(503)
  for (const page of [...pages, third]) page.leave()
})

it('goes on after the database has ended its connection, and says that something may have been missed', async () => {
  later()
  const page = await openPage('hycuong.vanthu')
  await house.open.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()",
  )
  expect(await page.next()).toBe('changed')
  page.leave()
})

it('ends with the program', async () => {
  later()
  const page = await openPage('hycuong.vanthu')
  await app.close()
  expect(await page.next()).toBeNull()
})
