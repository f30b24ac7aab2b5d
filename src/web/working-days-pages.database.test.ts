import { describe, expect, it } from 'vitest'
import { recomputeDeadlines } from '#modules/dossiers/index.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const app = serveDemoHouse(house)
const visitor = await officerBrowser(house, app, 'quantri')
const path = '/quan-tri/cai-dat/ngay-nghi'
await visitor.get(path)

const day = {
  ngay: '2026-11-13',
  loai: 'swapped_off',
  ten: 'Nghỉ hoán đổi',
  'can-cu': 'Thông báo 12/TB-BNV',
  'do-chac': 'seen',
}

describe('the page of days off', () => {
  it('shows the days of a year with their source', async () => {
    const { body } = await visitor.get(`${path}?nam=2026`)
    for (const text of ['Quốc khánh', 'Bộ luật Lao động 2019', 'thứ Tư', 'aria-current="true">2026'])
      expect(body).toContain(text)
    expect((await visitor.get(`${path}?nam=2031`)).body).toContain('Chưa ghi ngày nào của năm 2031')
  })

  it('adds a day, says that due dates are counted anew and when they have been, and takes it back', async () => {
    const added = await visitor.post(path, day)
    expect(added.headers.location).toBe(`${path}?nam=2026`)
    const waiting = await visitor.get(`${path}?nam=2026`)
    expect(waiting.body).toContain('Đã thêm ngày 13/11/2026')
    expect(waiting.body).toContain('Đang tính lại hạn của hồ sơ')
    await recomputeDeadlines(house.deps)
    const done = await visitor.get(`${path}?nam=2026`)
    expect(done.body).toContain('đã xem 0 hồ sơ')
    expect(done.body).not.toContain('Đang tính lại hạn của hồ sơ')
    expect((await visitor.post(`${path}/bo`, { ngay: '2026-11-13' })).headers.location).toBe(`${path}?nam=2026`)
    expect((await visitor.get(`${path}?nam=2026`)).body).toContain('Đã bỏ ngày 13/11/2026')
  })

  it.each([
    [{ ngay: '31/02/2027' }, 'ngày có thật'],
    [{ ngay: '2026-09-01' }, 'Ngày này đã qua'],
    [{ ngay: '2026-11-14' }, 'vốn đã là ngày nghỉ'],
    [{ loai: 'swapped_working' }, 'vốn đã là ngày làm việc'],
    [{ loai: '' }, 'Chọn loại ngày'],
    [{ ten: ' ' }, 'Nhập tên'],
    [{ 'can-cu': '' }, 'làm căn cứ'],
  ])('refuses %j beside its field and keeps what was typed', async (typed, message) => {
    const answer = await visitor.post(path, { ...day, ...typed })
    expect([answer.statusCode, answer.body.includes(message)]).toEqual([422, true])
    if (!('ten' in typed)) expect(answer.body).toContain('value="Nghỉ hoán đổi"')
  })

  it('takes no day back that is past or not there, and is not for others', async () => {
    expect((await visitor.post(`${path}/bo`, { ngay: 'x' })).statusCode).toBe(404)
    expect((await visitor.post(`${path}/bo`, { ngay: '2026-11-13' })).statusCode).toBe(404)
    await visitor.post(`${path}/bo`, { ngay: '2026-09-02' })
    expect((await visitor.get(path)).body).toContain('Ngày này đã qua')
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    expect((await clerk.get(path)).statusCode).toBe(403)
  })
})
