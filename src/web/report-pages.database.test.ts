import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { signInOfficer } from '#modules/identity/index.ts'
import { jsonb } from '#platform/database/connection.ts'
import type { Log } from '#platform/log/log.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addOfficer, testPassword } from '#test/support/people.ts'
import { openVisitor, type Visitor } from '#test/support/visitor.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { buildServer } from './http/server.ts'
import { routes } from './routes.ts'

const { provinces } = await openTestDatabase()
const open = provinces.byKey('phu-tho') ?? expect.fail('no province')
const { database } = open
const exceeded: unknown[] = []
const log: Log = { ...testWebDeps(provinces).log, warn: (...told: unknown[]) => void exceeded.push(told) }
const deps = testWebDeps(provinces, { log })
const app = buildServer(deps, routes)
const anybody = openVisitor(app)

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const ids = {
  province: newId(),
  commune: newId(),
  desk: newId(),
  otherDesk: newId(),
  procedure: newId(),
  filing: newId(),
}

const addAgencies = async (): Promise<void> => {
  const rows = [
    [ids.province, 'peoples-committee', 'province', 'Ủy ban nhân dân tỉnh', 'H44', null],
    [ids.commune, 'peoples-committee', 'commune', 'Ủy ban nhân dân xã Hy Cương', 'H44.105', ids.province],
    [ids.desk, 'one-stop-desk', 'commune', 'Trung tâm xã Hy Cương', 'H44.105.1', ids.commune],
    [ids.otherDesk, 'one-stop-desk', 'commune', 'Trung tâm xã Lâm Thao', 'H44.106.1', ids.province],
  ] as const
  for (const [id, kind, level, name, code, parent_id] of rows)
    await database.insertInto('agency').values({ id, kind, level, name, short_name: name, code, parent_id }).execute()
}

const addDossier = async (number: number, receiving: string, settled: 'early' | 'late' | null): Promise<void> => {
  const accepted = at(`2026-09-0${1 + (number % 5)}T08:00`).add({ minutes: number })
  await database
    .insertInto('dossier')
    .values({
      id: newId(),
      filing_id: ids.filing,
      code: `H44.105.1-260901-${String(number).padStart(4, '0')}`,
      procedure_id: ids.procedure,
      procedure_name: 'Thủ tục đăng ký khai sinh',
      status: settled === null ? 4 : 9,
      channel: number % 2 === 0 ? 2 : 1,
      receiving_agency_id: receiving,
      deciding_agency_id: ids.commune,
      owner_name: number === 1 ? '=HYPERLINK("http://x")' : `Nguyễn Văn Người ${number}`,
      owner_address: 'Khu 3, xã Hy Cương',
      owner_phone: '0912000001',
      filed_at: accepted,
      accepted_at: accepted,
      due_at: accepted.add({ hours: 48 }),
      finished_at: settled === null ? null : accepted.add({ hours: settled === 'early' ? 20 : 70 }),
      settled,
      tracking_key: `k${number}${receiving}`,
      updated_at: accepted,
    })
    .execute()
}

const signIn = async (
  login: string,
  agencyId: string,
  role: 'one-stop-officer' | 'leader' | 'handler' | 'unit-head',
): Promise<Visitor> => {
  await addOfficer(database, login, { agencyId, role })
  const identity = { database, sealing: deps.sealing(open), clock: deps.clock }
  const session = await signInOfficer(identity, { login, password: testPassword }, { source: Buffer.alloc(32) })
  const visitor = openVisitor(app)
  visitor.cookies.set('motcua-phien', acceptedValue(session).token)
  return visitor
}

const people: Record<string, Visitor> = {}
const visitorOf = (name: string): Visitor => people[name] ?? expect.fail(`no ${name}`)

beforeAll(async () => {
  await addAgencies()
  await database
    .insertInto('procedure')
    .values({ id: ids.procedure, code: '1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', published: jsonb({}) })
    .execute()
  const now = at('2026-09-01T08:00')
  await database
    .insertInto('filing')
    .values({ id: ids.filing, state: 'filed', channel: 'counter', created_at: now, updated_at: now, filed_at: now })
    .execute()
  for (let number = 1; number <= 60; number++)
    await addDossier(number, ids.desk, number % 3 === 0 ? null : number % 3 === 1 ? 'early' : 'late')
  await addDossier(99, ids.otherDesk, 'early')
  people.clerk = await signIn('mot.cua', ids.desk, 'one-stop-officer')
  people.leader = await signIn('chu.tich', ids.province, 'leader')
  people.head = await signIn('truong.phong', ids.commune, 'unit-head')
  people.handler = await signIn('thu.ly', ids.commune, 'handler')
  people.other = await signIn('mot.cua.khac', ids.otherDesk, 'one-stop-officer')
})

describe('the page of transparency', () => {
  it('shows everybody the figures, in both languages', async () => {
    const answer = await anybody.get('/minh-bach')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('Ủy ban nhân dân xã Hy Cương')
    expect(answer.body).toContain('(13)')
    expect(answer.body).toContain('Từ 01/09/2026 đến 30/09/2026')
    expect((await anybody.get('/en/minh-bach')).body).toContain('From 01/09/2026 to 30/09/2026')
  })

  it('keeps period and level in the address', async () => {
    const none = await anybody.get('/minh-bach?tu=2026-01-01&den=2026-03-31&cap=xa')
    expect(none.body).toContain('Chưa có hồ sơ nào trong kỳ này')
    expect(none.body).toContain('name="cap" value="xa"')
    expect(none.body).toContain('cap=tinh')
  })

  it('shows one agency by field', async () => {
    const answer = await anybody.get('/minh-bach?don-vi=H44.105')
    expect(answer.body).toContain('Minh bạch: Ủy ban nhân dân xã Hy Cương')
    expect(answer.body).toContain('Hộ tịch')
    expect((await anybody.get('/minh-bach?don-vi=H99')).statusCode).toBe(404)
  })

  it('says what is wrong with a period', async () => {
    const answer = await anybody.get('/minh-bach?tu=2026-02-31&den=2026-03-01')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Chưa đọc được kỳ bạn chọn')
  })

  it('gives the same figures as open data', async () => {
    const data = (await anybody.get('/minh-bach/so-lieu.json?tu=2026-09-01&den=2026-09-30')).json()
    expect(data.total).toMatchObject({ received: 61, settled: 41, inHand: 20, overdue: 20 })
    expect(data.total.received).toBe(data.total.settled + data.total.inHand)
    expect(data.rows).toMatchObject([{ code: 'H44.105', level: 'commune', received: 61 }])
    const csv = await anybody.get('/minh-bach/so-lieu.csv?tu=2026-09-01&den=2026-09-30')
    expect(csv.headers['content-disposition']).toContain('minh-bach-2026-09-01-2026-09-30.csv')
    const [head, row, total] = csv.body.replace('\uFEFF', '').split('\r\n')
    expect(csv.body.startsWith('\uFEFFĐơn vị,')).toBe(true)
    expect(head?.match(/\(\d+\)/g)).toHaveLength(11)
    expect(row?.split(',').slice(0, 2)).toEqual(['Ủy ban nhân dân xã Hy Cương', '61'])
    expect(total?.split(',').slice(0, 2)).toEqual(['Toàn tỉnh', '61'])
  })

  it('draws the months as a picture without script or style', async () => {
    const answer = await anybody.get('/minh-bach/theo-thang.svg')
    expect(answer.headers['content-type']).toContain('image/svg+xml')
    expect(answer.body).toMatch(/^<svg /)
    expect(answer.body).toContain('Trước hạn')
    expect(answer.body).not.toMatch(/ style=|<style|<script|NaN/)
  })
})

describe('form II.06a for officers', () => {
  it('begins with the own agency and may show the province', async () => {
    const own = await visitorOf('clerk').get('/can-bo/bao-cao')
    expect(own.statusCode).toBe(200)
    expect(own.body).toContain('II.06a/VPCP/KSTT')
    expect(own.body).toContain('<strong>Trung tâm xã Hy Cương</strong>')
    const all = await visitorOf('clerk').get('/can-bo/bao-cao?don-vi=&theo=co-quan')
    expect(all.body).toContain('Ủy ban nhân dân xã Hy Cương')
  })

  it('does not know agencies of others', async () => {
    expect((await visitorOf('clerk').get(`/can-bo/bao-cao?don-vi=${ids.otherDesk}`)).statusCode).toBe(404)
    expect((await visitorOf('leader').get(`/can-bo/bao-cao?don-vi=${ids.otherDesk}`)).statusCode).toBe(200)
    expect((await anybody.get('/can-bo/bao-cao')).statusCode).toBe(303)
  })

  it('can be taken along', async () => {
    const csv = await visitorOf('clerk').get('/can-bo/bao-cao/ii06a.csv?tu=2026-09-01&den=2026-09-30')
    expect(csv.body).toContain('Hộ tịch,60,')
  })
})

describe('the register of a desk', () => {
  const september = 'tu=2026-09-01&den=2026-09-30'

  it('is read page by page without a number lost or doubled', async () => {
    const first = await visitorOf('clerk').get(`/can-bo/so-theo-doi?${september}`)
    const next =
      /href="([^"]*sau=[^"]*)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? expect.fail('no next page')
    const second = await visitorOf('clerk').get(next)
    const codes = [...`${first.body}${second.body}`.matchAll(/H44\.105\.1-260901-\d{4}/g)].map(([code]) => code)
    expect(codes).toHaveLength(60)
    expect(new Set(codes).size).toBe(60)
    expect(second.body).toContain('<td>51</td>')
  })

  it('says to the head of a unit without a desk that there is none', async () => {
    const answer = await visitorOf('head').get('/can-bo/so-theo-doi')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('không có bộ phận một cửa')
    expect((await visitorOf('head').get('/can-bo/so-theo-doi?noi=H44.105.1')).statusCode).toBe(404)
  })

  it('is closed to whoever does not keep or supervise it', async () => {
    expect((await visitorOf('handler').get('/can-bo/so-theo-doi')).statusCode).toBe(403)
    expect((await visitorOf('other').get(`/can-bo/so-theo-doi?noi=H44.105.1&${september}`)).statusCode).toBe(404)
    for (const file of ['so.csv', 'so.pdf'])
      expect((await visitorOf('other').get(`/can-bo/so-theo-doi/${file}?noi=H44.105.1&${september}`)).statusCode).toBe(
        404,
      )
    const own = await visitorOf('other').get(`/can-bo/so-theo-doi/so.csv?${september}`)
    expect(own.body.match(/Nguyễn Văn Người/g)).toHaveLength(1)
    const supervised = await visitorOf('leader').get(`/can-bo/so-theo-doi?noi=H44.105.1&${september}`)
    expect(supervised.body).toContain('Trung tâm xã Hy Cương')
  })

  it('is a stream of values in which nothing is a formula', async () => {
    const csv = await visitorOf('clerk').get(`/can-bo/so-theo-doi/so.csv?${september}`)
    expect(csv.body.startsWith('\uFEFFSTT,')).toBe(true)
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(61)
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"")"`)
  })

  it('is a PDF to print', async () => {
    const pdf = await visitorOf('clerk').get(
      `/can-bo/so-theo-doi/so.pdf?${september}&linh-vuc=H%E1%BB%99%20t%E1%BB%8Bch`,
    )
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('stands hostile addresses', async () => {
    for (const query of ['sau=x_y', `sau=2026_${newId()}`, 'tu-so=-5', 'noi=%27', 'linh-vuc=%00', 'tu=x&den=y'])
      expect((await visitorOf('clerk').get(`/can-bo/so-theo-doi?${query}`)).statusCode).toBeLessThan(500)
    for (const query of [
      'don-vi=%00',
      'cap=constructor',
      'tu=9999-12-31&den=9999-12-31',
      'tu=1000-01-01&den=1000-01-02',
    ])
      expect((await anybody.get(`/minh-bach?${query}`)).statusCode).toBeLessThan(500)
    for (const query of ['don-vi=%00', 'theo=%00'])
      expect((await visitorOf('clerk').get(`/can-bo/bao-cao?${query}`)).statusCode).toBeLessThan(500)
  })
})

describe('all these pages', () => {
  it('keep to their statements', () => expect(exceeded).toEqual([]))
})
