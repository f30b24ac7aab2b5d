import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const app = serveDemoHouse(house)
const path = '/can-bo/lich-cong-tac'
const { database } = house.open
let office: Visitor
let unit: Visitor
let agency = ''
let room = ''

beforeAll(async () => {
  agency = await house.agencyId('H44.101')
  // The leader arranges the plan, a unit registers for it.
  office = await officerBrowser(house, app, 'viettri.chutich')
  unit = await officerBrowser(house, app, 'viettri.truongkinhte')
  for (const one of [office, unit]) await one.get(path)
  await office.post(`${path}/phong-hop`, { 'co-quan': agency, ma: newId(), ten: 'Phòng họp 1', cho: '30' })
  const rooms = await database.selectFrom('meeting_room').select('id').where('agency_id', '=', agency).execute()
  room = rooms[0]?.id ?? ''
})

const form = (changed: Record<string, string | string[]> = {}) => ({
  ma: newId(),
  'co-quan': agency,
  loai: 'meeting',
  'noi-dung': 'Họp giao ban',
  ngay: '2026-09-09',
  'tu-gio': '07:30',
  'den-gio': '09:00',
  phong: room,
  'chu-tri-khac': 'Chủ tịch',
  ...changed,
})

const titled = async (title: string) => {
  const { rows } = await sql<{ id: string; at: string; state: string }>`
    select id, to_char(starts_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as at, state from engagement
    where title = ${title} order by starts_at`.execute(database)
  return rows
}

describe('a room', () => {
  it('holds one approved engagement at a time, whoever registers, approves or moves another into it', async () => {
    expect(room).not.toBe('')
    expect((await office.post(`${path}/dang-ky`, form())).statusCode).toBe(303)
    const second = form({ 'noi-dung': 'Họp khác', 'tu-gio': '08:00', 'den-gio': '10:00', 'van-ghi': 'true' })
    const refused = await office.post(`${path}/dang-ky`, second)
    expect([refused.statusCode, refused.body.includes('đã có lịch được duyệt')]).toEqual([409, true])
    expect(await titled('Họp khác')).toEqual([])
    // What waits for approval may name it; it is not approved while the room is taken.
    expect((await unit.post(`${path}/dang-ky`, second)).statusCode).toBe(303)
    const approved = await office.post(`${path}/${second.ma}/duyet`, {})
    expect([approved.statusCode, approved.body.includes('đã có lịch được duyệt')]).toEqual([409, true])
    const moved = { ...second, 'tu-gio': '09:00' }
    expect((await office.post(`${path}/${second.ma}/sua`, moved)).statusCode).toBe(303)
    expect((await office.post(`${path}/${second.ma}/duyet`, {})).statusCode).toBe(303)
    const back = await office.post(`${path}/${second.ma}/sua`, second)
    expect([back.statusCode, back.body.includes('đã có lịch được duyệt')]).toEqual([409, true])
    const [first] = await titled('Họp giao ban')
    await office.post(`${path}/${first?.id}/hoan`, { 'ly-do': 'Bão' })
    expect((await office.post(`${path}/${second.ma}/sua`, second)).statusCode).toBe(303)
  })

  it('is given to one of two who are approved at once', async () => {
    const two = [1, 2].map((number) =>
      form({ 'noi-dung': `Cùng lúc ${number}`, ngay: '2026-09-10', 'van-ghi': 'true' }),
    )
    const answers = await Promise.all(two.map((one) => office.post(`${path}/dang-ky`, one)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  })
})

describe('a weekly meeting', () => {
  const weekly = () => form({ 'noi-dung': 'Giao ban tuần', ngay: '2026-11-02', 'lap-den': '2026-11-23' })

  it('is an engagement for each week, once however often it is sent, each called off by itself', async () => {
    const asked = weekly()
    const done = await office.post(`${path}/dang-ky`, asked)
    expect([done.statusCode, done.headers.location]).toEqual([303, `${path}/${asked.ma}`])
    expect((await office.get(`${path}/${asked.ma}`)).body).toContain('Lặp lại hằng tuần, 4 buổi')
    await office.post(`${path}/dang-ky`, { ...asked, 'van-ghi': 'true' })
    const days = ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23']
    const all = await titled('Giao ban tuần')
    expect(all.map(({ at }) => at)).toEqual(days.map((day) => `${day} 07:30`))
    expect((await office.post(`${path}/${all[1]?.id}/hoan`, { 'ly-do': 'Đi công tác' })).statusCode).toBe(303)
    expect((await titled('Giao ban tuần')).map(({ state }) => state)).toEqual([
      'approved',
      'cancelled',
      'approved',
      'approved',
    ])
  })

  it('is approved, called off and taken back from one of them on, what was decided by itself stays', async () => {
    const title = 'Tiếp công dân thứ Năm'
    const asked = form({
      'noi-dung': title,
      ngay: '2026-10-01',
      'lap-den': '2026-10-22',
      phong: '',
      'dia-diem': 'Trụ sở',
    })
    expect((await unit.post(`${path}/dang-ky`, asked)).statusCode).toBe(303)
    const all = await titled(title)
    const [one, two, three, four] = all.map(({ id }) => id)
    const states = async () => (await titled(title)).map(({ state }) => state).join(' ')
    await office.post(`${path}/${three}/khong-duyet`, { 'ly-do': 'Trùng lịch' })
    const shown = await office.get(`${path}/${two}`)
    expect([shown.body.includes('còn 1 buổi'), shown.body.includes('Duyệt từ buổi này trở đi')]).toEqual([true, true])
    expect((await unit.post(`${path}/${two}/duyet-loat`, {})).statusCode).toBe(403)
    expect(await states()).toBe('registered registered declined registered')
    expect((await office.post(`${path}/${two}/duyet-loat`, {})).statusCode).toBe(303)
    expect(await states()).toBe('registered approved declined approved')
    const silent = await office.post(`${path}/${two}/hoan-loat`, { 'ly-do': '' })
    expect([silent.statusCode, await states()]).toEqual([422, 'registered approved declined approved'])
    // The unit takes back what waits; what was approved is the office's.
    expect((await unit.post(`${path}/${one}/rut-loat`, {})).statusCode).toBe(303)
    expect(await states()).toBe('cancelled approved declined approved')
    expect((await office.post(`${path}/${two}/hoan-loat`, { 'ly-do': 'Bão' })).statusCode).toBe(303)
    expect(await states()).toBe('cancelled cancelled declined cancelled')
    const { rows } = await sql<{ acts: number }>`
      select count(*)::int as acts from action_log where subject_id = any(${[two, four]}::uuid[])`.execute(database)
    expect(rows).toEqual([{ acts: 6 }])
  })

  it('is approved not at all when one of its rooms is taken', async () => {
    const title = 'Giao ban phòng'
    const asked = form({ 'noi-dung': title, ngay: '2026-12-03', 'lap-den': '2026-12-17' })
    await unit.post(`${path}/dang-ky`, asked)
    await office.post(`${path}/dang-ky`, form({ 'noi-dung': 'Chiếm phòng', ngay: '2026-12-10', 'van-ghi': 'true' }))
    const refused = await office.post(`${path}/${asked.ma}/duyet-loat`, {})
    expect([refused.statusCode, refused.body.includes('đã có lịch được duyệt')]).toEqual([409, true])
    expect(new Set((await titled(title)).map(({ state }) => state))).toEqual(new Set(['registered']))
  })

  it('is registered not at all when one week has no room, and names the day', async () => {
    const asked = { ...weekly(), 'noi-dung': 'Giao ban khác' }
    const warned = await office.post(`${path}/dang-ky`, asked)
    expect([warned.statusCode, warned.body.includes('16/11/2026: Phòng họp 1')]).toEqual([409, true])
    expect((await office.post(`${path}/dang-ky`, { ...asked, 'van-ghi': 'true' })).statusCode).toBe(409)
    expect(await titled('Giao ban khác')).toEqual([])
    const unfit = await office.post(`${path}/dang-ky`, { ...asked, 'van-ghi': 'true', 'lap-den': '2026-11-01' })
    expect([unfit.statusCode, unfit.body.includes('Ngày cuối lặp lại')]).toEqual([422, true])
  })
})

describe('people of a big office', () => {
  it('beyond those whom the form offers are found by a search, and stay when the engagement is changed', async () => {
    const { posts } = await house.officer('viettri.truongkinhte')
    await sql`
      with made as (select gen_random_uuid() as id, gen_random_uuid() as post_id, n from generate_series(1, 90) n),
        people as (insert into officer (id, full_name) select id, 'Phạm Văn Ất ' || lpad(n::text, 2, '0') from made returning id),
        seats as (insert into post (id, agency_id, unit_id, title, role)
          select post_id, ${agency}, ${posts[0]?.unitId}::uuid, 'Chuyên viên', 'handler' from made returning id)
      select`.execute(database)
    await sql`
      insert into post_holding (id, post_id, officer_id, in_force)
      select gen_random_uuid(), p.id, o.id, '[2020-01-01,)' from
        (select id, row_number() over () as n from officer where full_name like 'Phạm Văn Ất %') o join
        (select p.id, row_number() over () as n from post p left join post_holding h on h.post_id = p.id
          where p.title = 'Chuyên viên' and p.agency_id = ${agency} and h.id is null) p on p.n = o.n`.execute(database)
    const page = (await office.get(`${path}/dang-ky`)).body
    expect([page.includes('Tìm người'), page.includes('Phạm Văn Ất 90')]).toEqual([true, false])
    const typed = form({ 'noi-dung': 'Tập huấn', ngay: '2026-10-01', 'tim-nguoi': 'pham van at 90' })
    const found = await office.post(`${path}/dang-ky`, { ...typed, _viec: 'tim' })
    expect([found.statusCode, found.body.includes('Phạm Văn Ất 90'), found.body.includes('Tập huấn')]).toEqual([
      200,
      true,
      true,
    ])
    expect(await titled('Tập huấn')).toEqual([])
    const [, id = ''] =
      /name="nguoi"[^>]*value="([0-9a-f-]{36})"[^>]*>(?:(?!<input).)*Phạm Văn Ất 90/s.exec(found.body) ?? []
    expect((await office.post(`${path}/dang-ky`, { ...typed, nguoi: [id] })).statusCode).toBe(303)
    expect((await office.get(`${path}/${typed.ma}/sua`)).body).toContain('Phạm Văn Ất 90')
  })
})
