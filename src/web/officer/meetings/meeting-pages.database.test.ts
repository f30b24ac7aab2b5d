import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { giveDuty, previewHandOver } from '#modules/agencies/index.ts'
import { engagementsToCome, tellOfEngagement } from '#modules/meetings/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const exceeded: unknown[] = []
const app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
const path = '/can-bo/lich-cong-tac'
const { database } = house.open

let office: Visitor
let unit: Visitor
let leader: Visitor
let clerk: Visitor
let stranger: Visitor
let above: Visitor
let roomId = ''

const browser = (login: string) => officerBrowser(house, app, login)
const officerId = async (login: string) => (await house.officer(login)).officerId

const form = {
  loai: 'meeting',
  'noi-dung': 'Họp giao ban tuần',
  ngay: '2026-09-09',
  'tu-gio': '7h30',
  'den-gio': '09:00',
  'den-ngay': '',
  phong: '',
  'dia-diem': 'Nhà văn hóa khu 3',
  'chu-tri': '',
  'chu-tri-khac': 'Bí thư Đảng ủy',
}

/** Registers as somebody and tells the address of what was registered. */
const register = async (who: Visitor, changed: Record<string, string | string[]>): Promise<string> => {
  const page = await who.get(`${path}/dang-ky`)
  const [, id = ''] = /name="ma" value="([0-9a-f-]{36})"/.exec(page.body) ?? []
  const [, agency = ''] = /name="co-quan" value="([0-9a-f-]{36})"/.exec(page.body) ?? []
  const answer = await who.post(`${path}/dang-ky`, { ma: id, 'co-quan': agency, ...form, ...changed })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `${path}/${id}`])
  return `${path}/${id}`
}

const week = (monday: string) => `${path}?tuan=${monday}`

/** Sessions do not outlive a day, so everybody comes anew. */
const comeIn = async (at: string): Promise<void> => {
  house.setClock(at)
  ;[office, unit, leader, clerk, stranger, above] = await Promise.all([
    browser('viettri.chanhvanphong'),
    browser('viettri.truongkinhte'),
    browser('viettri.chutich'),
    browser('viettri.vanthu'),
    browser('hycuong.chutich'),
    browser('tinh.chutich'),
  ])
  for (const one of [office, unit, leader, clerk, stranger, above]) await one.get(path)
}

beforeAll(() => comeIn('2026-09-07T01:00:00Z'))

describe('the calendar of an agency', () => {
  it('is arranged by the post that a leader gives the duty to', async () => {
    expect((await office.get(`${path}/phong-hop`)).statusCode).toBe(403)
    const duties = '/can-bo/nhan-su/dau-moi'
    const { body } = await leader.get(duties)
    const choice = [...body.matchAll(/<option value="([0-9a-f.-]{73})"[^>]*>([^<]+)</g)].find(([, , text]) =>
      text?.includes('Chánh Văn phòng'),
    )
    const typed = { viec: 'weekly-plan', 'chuc-vu': choice?.[1] ?? '' }
    expect((await office.post(duties, typed)).statusCode).toBe(403)
    expect((await stranger.post(duties, typed)).statusCode).toBe(403)
    expect((await leader.post(duties, typed)).statusCode).toBe(303)
    expect((await leader.post(duties, typed)).body).toContain('đang làm đầu mối')
    expect((await office.get(`${path}/phong-hop`)).statusCode).toBe(200)
    const agency = await house.agencyId('H44.101')
    const room = { ma: '0197b6d0-0000-7000-8000-00000000000a', 'co-quan': agency, ten: 'Phòng họp tầng 2', cho: '40' }
    expect((await office.post(`${path}/phong-hop`, { ...room, cho: 'bốn mươi' })).body).toContain('bốn mươi')
    expect((await office.post(`${path}/phong-hop`, room)).statusCode).toBe(303)
    roomId = room.ma
  })

  it('takes what units register once approved, and everybody reads it once published', async () => {
    const one = await register(unit, {
      phong: roomId,
      'dia-diem': '',
      'chu-tri-khac': '',
      'chu-tri': await officerId('viettri.chutich'),
    })
    const waiting = await office.get(week('2026-09-07'))
    expect(waiting.body).toContain('Chờ duyệt')
    expect((await clerk.get(week('2026-09-07'))).body).not.toContain('Họp giao ban tuần')
    expect((await clerk.get(one)).statusCode).toBe(404)
    expect((await unit.post(`${one}/duyet`, {})).statusCode).toBe(403)
    expect((await clerk.post(`${one}/duyet`, {})).statusCode).toBe(404)
    expect((await office.post(`${one}/khong-duyet`, { 'ly-do': '' })).body).toContain('Nhập lý do')
    expect((await office.post(`${one}/duyet`, {})).headers.location).toBe(one)
    expect((await clerk.get(one)).statusCode).toBe(404)
    const agency = await house.agencyId('H44.101')
    expect((await clerk.post(path, { 'co-quan': agency, tuan: '2026-09-09' })).statusCode).toBe(303)
    expect((await clerk.get(one)).statusCode).toBe(404)
    await office.post(path, { 'co-quan': agency, tuan: '2026-09-09' })
    expect((await clerk.get(week('2026-09-07'))).body).toContain('Họp giao ban tuần')
    expect((await clerk.get(`${path}?ngay=2026-09-09`)).body).toContain('Chủ tịch Ủy ban nhân dân phường')
    expect((await above.get(`${week('2026-09-07')}&co-quan=${agency}`)).body).toContain('Họp giao ban tuần')
    expect((await stranger.get(one)).statusCode).toBe(404)
    expect((await stranger.get(`${week('2026-09-07')}&co-quan=${agency}`)).body).not.toContain('Họp giao ban tuần')
  })

  it('warns of rooms and people that are taken, and keeps what was typed', async () => {
    const page = await unit.get(`${path}/dang-ky`)
    const [, id = ''] = /name="ma" value="([0-9a-f-]{36})"/.exec(page.body) ?? []
    const agency = await house.agencyId('H44.101')
    const chair = await officerId('viettri.chutich')
    const typed = {
      ...form,
      ma: id,
      'co-quan': agency,
      'noi-dung': 'Họp khác',
      phong: roomId,
      'chu-tri': chair,
      'tu-gio': '8:30',
      'den-gio': '10:00',
    }
    const warned = await unit.post(`${path}/dang-ky`, typed)
    expect(warned.statusCode).toBe(409)
    expect(warned.body).toContain('Phòng họp tầng 2 đã có “Họp giao ban tuần” từ 07:30 đến 09:00')
    expect(warned.body).toContain('Họp khác')
    const wrong = await unit.post(`${path}/dang-ky`, { ...typed, 'tu-gio': '25h', ngay: '31/02/2026' })
    expect([wrong.statusCode, wrong.body.includes('31/02/2026'), wrong.body.includes('Nhập giờ')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await unit.post(`${path}/dang-ky`, { ...typed, 'van-ghi': 'true' })).statusCode).toBe(303)
    expect((await unit.post(`${path}/dang-ky`, { ...typed, 'van-ghi': 'true' })).statusCode).toBe(303)
    const { rows } = await sql`select from engagement where title = 'Họp khác'`.execute(database)
    expect(rows.length).toBe(1)
    expect((await unit.post(`${path}/${id}/rut`, {})).statusCode).toBe(303)
  })

  it('hides what is confidential from all but those who are named, and never says its title', async () => {
    const hidden = await register(office, {
      'noi-dung': 'Làm việc về nhân sự',
      ngay: '2026-09-10',
      'chu-tri-khac': '',
      'chu-tri': await officerId('viettri.chutich'),
      'lich-kin': 'true',
    })
    expect((await leader.get(hidden)).statusCode).toBe(200)
    for (const who of [unit, clerk, above, stranger]) expect((await who.get(hidden)).statusCode).toBe(404)
    expect((await clerk.get(week('2026-09-07'))).body).not.toContain('nhân sự</')
    const page = await unit.get(`${path}/dang-ky`)
    const [, id = ''] = /name="ma" value="([0-9a-f-]{36})"/.exec(page.body) ?? []
    const agency = await house.agencyId('H44.101')
    const typed = {
      ...form,
      ma: id,
      'co-quan': agency,
      ngay: '2026-09-10',
      'chu-tri': await officerId('viettri.chutich'),
    }
    const warned = await unit.post(`${path}/dang-ky`, typed)
    expect(warned.body).toContain('đã có lịch từ 07:30')
    expect(warned.body).not.toContain('Làm việc về nhân sự')
  })

  it('marks what changes after it is out, tells those who take part once, and forgets the marks with the next issue', async () => {
    const { body } = await clerk.get(week('2026-09-07'))
    const [one = ''] = new RegExp(`${path}/[0-9a-f-]{36}`).exec(body) ?? []
    await comeIn('2026-09-08T01:00:00Z')
    const change = await office.get(`${one}/sua`)
    expect(change.body).toContain('value="07:30"')
    const chair = await officerId('viettri.chutich')
    const typed = {
      ...form,
      'dia-diem': '',
      phong: roomId,
      'chu-tri': chair,
      'chu-tri-khac': '',
      'tu-gio': '14h',
      'den-gio': '15h',
    }
    expect((await unit.post(`${one}/sua`, typed)).statusCode).toBe(403)
    expect((await office.post(`${one}/sua`, typed)).headers.location).toBe(one)
    expect((await clerk.get(week('2026-09-07'))).body).toContain('Thay đổi')
    const id = one.split('/').at(-1) ?? ''
    const { rows } = await sql<{ type: string; subjectId: string; data: unknown }>`
      select type, subject_id as "subjectId", data from event where subject_id = ${id} order by seq desc limit 1`.execute(
      database,
    )
    const [event] = rows
    if (event === undefined) throw new Error('no event')
    const told: string[] = []
    const tell = () =>
      tellOfEngagement(house.deps, event, async (_, letter) => {
        told.push(letter.to)
      })
    expect([await tell(), await tell()]).toEqual([2, 0])
    expect(new Set(told).size).toBe(2)
    await office.post(path, { 'co-quan': await house.agencyId('H44.101'), tuan: '2026-09-07' })
    expect((await clerk.get(week('2026-09-07'))).body).not.toContain('Thay đổi<')
    expect((await office.post(`${one}/hoan`, { 'ly-do': '' })).body).toContain('Nhập lý do')
  })

  it('names the holidays of the week', async () => {
    expect((await clerk.get(week('2026-08-31'))).body).toContain('Quốc khánh')
  })

  it('is printed by morning and afternoon', async () => {
    for (const far of ['9999-12-31', '2201-01-01'])
      expect([far, (await clerk.get(`${path}/tuan.pdf?tuan=${far}`)).statusCode]).toEqual([far, 200])
    const pdf = await clerk.get(`${path}/tuan.pdf?tuan=2026-09-07`)
    expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 4).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF',
    ])
  })

  it('turns conclusions into tasks, all or none, without anything typed twice', async () => {
    const { body } = await clerk.get(week('2026-09-07'))
    const [one = ''] = new RegExp(`${path}/[0-9a-f-]{36}`).exec(body) ?? []
    const handler = await officerId('viettri.hotich')
    const lines = {
      'viec.1': 'Báo cáo tiến độ số hóa hộ tịch',
      'ai.1': handler,
      // A Sunday: the task is due when offices close on the Friday before.
      'han.1': '2026-09-13',
      'viec.2': 'Nhất trí chủ trương',
    }
    expect((await unit.post(`${one}/ket-luan`, lines)).body).toContain('Cuộc họp chưa bắt đầu')
    await comeIn('2026-09-09T09:00:00Z')
    expect((await unit.post(`${one}/ket-luan`, { ...lines, 'han.1': '31/02/2026' })).statusCode).toBe(422)
    expect(
      (await unit.post(`${one}/ket-luan`, { ...lines, 'ai.2': await officerId('hycuong.chutich') })).statusCode,
    ).toBe(303)
    expect((await unit.post(`${one}/ban-hanh`, {})).statusCode).toBe(403)
    expect((await leader.post(`${one}/ban-hanh`, {})).body).toContain('Kết luận 2 chưa giao được')
    const count = async () => (await sql`select from task where source_kind = 'meeting'`.execute(database)).rows.length
    expect(await count()).toBe(0)
    await unit.post(`${one}/ket-luan`, lines)
    expect((await unit.get(one)).body).toContain('Ngày 13/09/2026 là ngày nghỉ')
    // Who reads the plan alone learns of what was concluded when it is issued, and of tasks only what is his to see.
    for (const [who, reads] of [
      [unit, true],
      [office, true],
      [leader, true],
      [clerk, false],
    ] as const) {
      expect((await who.get(one)).body.includes('Nhất trí chủ trương')).toBe(reads)
      expect((await who.get(`${one}/ket-luan`)).statusCode).toBe(reads ? 200 : 404)
    }
    expect((await clerk.post(`${one}/ket-luan`, lines)).statusCode).toBe(404)
    expect((await leader.post(`${one}/ban-hanh`, {})).headers.location).toBe(one)
    expect(await count()).toBe(1)
    const { rows } = await sql<{ due: string }>`
      select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as due from task where source_kind = 'meeting'`.execute(
      database,
    )
    expect(rows).toEqual([{ due: '2026-09-11 10:00' }])
    expect((await leader.get(one)).body).toContain('/can-bo/nhiem-vu/')
    const readByAll = (await clerk.get(one)).body
    expect([readByAll.includes('Nhất trí chủ trương'), readByAll.includes('/can-bo/nhiem-vu/')]).toEqual([true, false])
    expect((await (await browser('viettri.hotich')).get('/can-bo/nhiem-vu')).body).toContain(
      'Báo cáo tiến độ số hóa hộ tịch',
    )
    expect((await leader.post(`${one}/ban-hanh`, {})).statusCode).toBe(409)
    expect((await office.post(`${one}/sua`, form)).statusCode).toBe(409)
  })
})

describe('a calendar address', () => {
  it('gives one’s engagements to whoever knows it, until it is withdrawn; what is confidential only as time', async () => {
    const made = await leader.post(`${path}/dien-thoai/tao`, {})
    const [, address = ''] = /<code>[^<]*?(\/lich-cong-tac\/[A-Za-z0-9_-]{32}\/lich\.ics)<\/code>/.exec(made.body) ?? []
    expect((await leader.get(`${path}/dien-thoai`)).body).not.toContain(address)
    const nobody = await officerBrowser(house, app, 'viettri.vanthu')
    nobody.cookies.clear()
    const feed = await nobody.get(address)
    expect(feed.headers['content-type']).toContain('text/calendar')
    expect(feed.body).toContain('SUMMARY:Họp giao ban tuần')
    expect(feed.body).not.toContain('về nhân sự')
    expect(feed.body).toContain('CLASS:CONFIDENTIAL')
    await leader.post(`${path}/dien-thoai/tao`, {})
    expect((await nobody.get(address)).statusCode).toBe(404)
    await leader.post(`${path}/dien-thoai/thu-hoi`, {})
    expect((await leader.get(`${path}/dien-thoai`)).body).toContain('Chưa có địa chỉ')
    expect((await nobody.get('/lich-cong-tac/khong-co/lich.ics')).statusCode).toBe(404)
  })
})

describe('somebody who leaves', () => {
  it('hands over what he would have led', async () => {
    const from = await officerId('viettri.chutich')
    await register(office, { ngay: '2026-09-20', 'chu-tri': from, 'chu-tri-khac': '', 'noi-dung': 'Tiếp công dân' })
    const day = Temporal.PlainDate.from('2026-09-09')
    const groups = await previewHandOver([engagementsToCome], database, from, day)
    const group = groups.find((one) => one.kind === 'engagement-leads')
    const to = await officerId('viettri.phochutich')
    expect(group?.successors.some((one) => one.officerId === to)).toBe(true)
    if (group === undefined) throw new Error('nothing to hand over')
    const handing = { fromOfficerId: from, toOfficerId: to, group, byOfficerId: to, now: house.deps.clock.now() }
    const ids = await database.transaction().execute((tx) => engagementsToCome.handOver(tx, handing))
    expect(ids.length).toBe(group.count)
    expect(
      (await previewHandOver([engagementsToCome], database, from, day)).some((one) => one.kind === 'engagement-leads'),
    ).toBe(false)
  })
})

describe('the pages of the calendar', () => {
  it('stay within their budgets, for a commune and for the province', async () => {
    await giveDuty(house.deps, await house.officer('tinh.chutich'), {
      postId: (await house.officer('vpub.chanhvanphong')).posts[0]?.postId ?? '',
      duty: 'weekly-plan',
      agencyId: await house.agencyId('H44'),
    }).then(acceptedValue)
    for (const login of ['viettri.chanhvanphong', 'tinh.chutich', 'vpub.chanhvanphong', 'viettri.motcua']) {
      const visitor = await browser(login)
      exceeded.length = 0
      for (const place of ['', '?cua=toi', '?ngay=2026-09-09', '/dien-thoai', '/tuan.pdf'])
        expect([login, place, (await visitor.get(path + place)).statusCode]).toEqual([login, place, 200])
    }
    const { body } = await office.get(week('2026-09-07'))
    const [one = ''] = new RegExp(`${path}/[0-9a-f-]{36}`).exec(body) ?? []
    for (const place of [
      one,
      `${one}/sua`,
      `${one}/ket-luan`,
      `${one}/lich.ics`,
      `${path}/dang-ky`,
      `${path}/phong-hop`,
    ])
      expect([place, (await office.get(place)).statusCode]).toEqual([place, 200])
    expect(exceeded).toEqual([])
  })
})
