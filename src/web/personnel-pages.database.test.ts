import { describe, expect, it } from 'vitest'
import { silentLog } from '#platform/log/log.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const exceeded: unknown[] = []
const app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
const path = '/can-bo/nhan-su'

describe('the pages of personnel', () => {
  it('take a leave from asking to its grant, and keep what was typed when it is wrong', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const form = await clerk.get(`${path}/xin-nghi`)
    const substitute = /value="([0-9a-f-]{36})"/.exec(form.body)?.[1] ?? ''
    const typed = {
      loai: 'annual',
      'tu-ngay': '14/09/2026',
      'den-ngay': '2026-09-16',
      'lam-thay': substitute,
      'ly-do': 'Việc nhà',
    }
    const wrong = await clerk.post(`${path}/xin-nghi`, { ...typed, 'den-ngay': '2026-09-01' })
    expect([wrong.statusCode, wrong.body.includes('Nhập ngày có thật'), wrong.body.includes('Việc nhà')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await clerk.post(`${path}/xin-nghi`, typed)).headers.location).toBe(path)
    expect((await clerk.post(`${path}/xin-nghi`, typed)).body).toContain('đã có đơn nghỉ')
    expect((await clerk.get(path)).body).toContain('3 ngày làm việc')
    const head = await officerBrowser(house, app, 'hycuong.chutich')
    const waiting = await head.get(`${path}/don-vi`)
    const grant = /action="([^"]+\/duyet)"/.exec(waiting.body)?.[1] ?? ''
    expect((await clerk.post(grant, {})).statusCode).toBe(403)
    expect((await head.post(grant.replace('/duyet', '/khong-duyet'), { 'ly-do': '' })).body).toContain(
      'Nhập lý do không duyệt',
    )
    expect((await head.post(grant, {})).headers.location).toBe(`${path}/don-vi`)
    expect((await clerk.get(path)).body).toContain('Làm thay khi nghỉ phép')
    expect((await head.get(`${path}/don-vi`)).body).toContain('Sẽ nghỉ 14/09/2026')
  })

  it('delegate a post and end it with a reason', async () => {
    const leader = await officerBrowser(house, app, 'viettri.chutich')
    const form = await leader.get(`${path}/uy-quyen`)
    const [post = '', to = ''] = [...form.body.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
    const typed = {
      'chuc-vu': post,
      'lam-thay': to,
      'tu-ngay': '2026-09-07',
      'den-ngay': '2026-09-11',
      'ly-do': 'Đi công tác',
    }
    expect((await leader.post(`${path}/uy-quyen`, { ...typed, 'ly-do': '' })).statusCode).toBe(422)
    expect((await leader.post(`${path}/uy-quyen`, typed)).headers.location).toBe(path)
    const { login } = await house.open.database
      .selectFrom('account')
      .select('login')
      .where('officer_id', '=', to)
      .executeTakeFirstOrThrow()
    const acting = await officerBrowser(house, app, login)
    expect((await acting.get('/can-bo/tai-khoan')).body).toContain('Đang được ủy quyền: ')
    expect((await leader.get('/can-bo/tai-khoan')).body).not.toContain('Đang được ủy quyền: ')
    const shown = await leader.get(path)
    const end = /action="([^"]+\/uy-quyen\/[^"]+\/ket-thuc)"/.exec(shown.body)?.[1] ?? ''
    expect((await leader.post(end, { 'ly-do': '' })).statusCode).toBe(422)
    await leader.post(end, { 'ly-do': 'Về sớm' })
    expect((await leader.get(path)).body).toContain('Chấm dứt trước hạn')
  })

  it('hand work over only to who can do it, and only by a head', async () => {
    await fileBirth(house)
    const head = await officerBrowser(house, app, 'hycuong.chutich')
    const { body } = await head.get(`${path}/don-vi`)
    const [one = ''] = /\/can-bo\/nhan-su\/ban-giao\/[0-9a-f-]{36}/.exec(body) ?? []
    expect((await head.get(one)).statusCode).toBe(200)
    expect((await head.post(one, {})).headers.location).toBe(`${path}/don-vi`)
    const stranger = await officerBrowser(house, app, 'viettri.chutich')
    expect((await stranger.get(one)).statusCode).toBe(404)
    expect((await stranger.post(one, {})).statusCode).toBe(404)
  })

  it('tell who hands over which certificates and seals the one who leaves still holds', async () => {
    const clerk = await house.officer('hycuong.vanthu')
    const head = await officerBrowser(house, app, 'hycuong.chutich')
    const { body } = await head.get(`${path}/ban-giao/${clerk.officerId}`)
    expect(body).toContain('Con dấu, chứng thư số đang giữ')
    expect(body).toContain('Con dấu số Ủy ban nhân dân xã Hy Cương')
    const handler = await house.officer('hycuong.hotich')
    expect((await head.get(`${path}/ban-giao/${handler.officerId}`)).body).not.toContain('Con dấu số')
    expect(exceeded).toEqual([])
  })

  it('stay within their budgets for a commune and for the province', async () => {
    for (const login of ['hycuong.chutich', 'tinh.chutich', 'quantri']) {
      const visitor = await officerBrowser(house, app, login)
      for (const place of ['', '/don-vi', '/don-vi?q=nguyen', '/xin-nghi', '/uy-quyen'])
        expect([place, (await visitor.get(path + place)).statusCode]).toEqual([place, 200])
    }
    expect(exceeded).toEqual([])
  })
})
