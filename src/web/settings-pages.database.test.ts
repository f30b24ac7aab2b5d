import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { attachmentSettings } from '#modules/attachments/index.ts'
import { settingRegister } from '#modules/settings/index.ts'
import { getSetting } from '#platform/settings/settings.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { hasEditor, partsOf } from './admin/settings/setting-editors.ts'
import { valueAt, withValueAt } from './admin/settings/setting-part.ts'
import { messages } from './messages/index.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const app = serveDemoHouse(house)
const { database } = house.open
const visitor = await officerBrowser(house, app, 'quantri')
const path = '/quan-tri/cai-dat'
const t = messages('vi')
await visitor.get(`${path}/accounts.officer-tries`)

const decision = {
  'pham-vi': 'province',
  'tu-ngay': '2026-10-01',
  'den-ngay': '',
  'can-cu': 'Quyết định 12/2026/QĐ-UBND',
  'do-chac': 'seen',
}

const maxFiles = async (day: string) =>
  (await getSetting(database, attachmentSettings.maxFiles, Temporal.PlainDate.from(day))).value

describe('every registered setting', () => {
  it.each(settingRegister.map(({ key }) => key))('%s has words and fields', (key) => {
    expect(Object.keys(t.admin.settingNames)).toContain(key)
    expect(hasEditor(key)).toBe(true)
  })

  it('can be decided as it stands: what the fields show is what they mean', async () => {
    const decided = await database.selectFrom('setting').select(['key', 'value']).execute()
    for (const { key, value } of decided) {
      const parts = partsOf(t, key, value)
      const again = parts.reduce<unknown>(
        (made, part) => withValueAt(made, part.path, part.toValue(part.toText(valueAt(value, part.path)))),
        value,
      )
      const schema = settingRegister.find((setting) => setting.key === key)?.schema
      expect([key, schema?.parse(again)]).toEqual([key, schema?.parse(value)])
    }
  })
})

describe('the page of settings', () => {
  it('tells every setting with its days, source, certainty and who decided', async () => {
    const { body, statusCode } = await visitor.get(path)
    expect(statusCode).toBe(200)
    for (const text of [
      'Giờ làm việc',
      '07:30-12:00',
      'Từ 01/07/2025',
      'Thông tư 03/2025',
      'Đã đọc văn bản',
      'Dữ liệu mẫu',
    ])
      expect(body).toContain(text)
  })

  it('finds settings by words without marks and by scope', async () => {
    const found = await visitor.get(`${path}?q=gio+lam+viec&pham-vi=tinh`)
    expect(found.body).toContain('Giờ làm việc')
    expect(found.body).not.toContain('Ký hiệu biên lai')
    expect((await visitor.get(`${path}?q=khongcogica`)).body).toContain('Không có quy định nào khớp')
  })

  it('decides a value from a day on, shows what is planned, and takes it back', async () => {
    const answer = await visitor.post(`${path}/attachments.max-files`, { ...decision, 'gia-tri': '60' })
    expect(answer.headers.location).toBe(path)
    expect([await maxFiles('2026-09-30'), await maxFiles('2026-10-01')]).toEqual([50, 60])
    const { body } = await visitor.get(path)
    expect(body).toContain('Đã quyết định: Số tệp tối đa của một hồ sơ, áp dụng từ 01/10/2026')
    expect(body).toContain('Sẽ áp dụng')
    const [, withdrawAt = ''] = /action="([^"]*rut-lai[^"]*)"/.exec(body) ?? []
    await visitor.post(withdrawAt, {})
    expect(await maxFiles('2026-10-01')).toBe(50)
  })

  it.each([
    ['attachments.max-files', { 'gia-tri': 'nhiều' }, 'Nhập một số'],
    ['attachments.max-files', { 'gia-tri': '2,5' }, 'Nhập số nguyên'],
    ['attachments.max-files', { 'gia-tri': '0' }, 'nằm ngoài giới hạn'],
    ['attachments.max-files', { 'gia-tri': '60', 'tu-ngay': '2026-09-06' }, 'ngày đã qua'],
    ['attachments.max-files', { 'gia-tri': '60', 'tu-ngay': '31/02/2027' }, 'ngày có thật'],
    ['attachments.max-files', { 'gia-tri': '60', 'den-ngay': '2026-09-20' }, 'sau ngày bắt đầu'],
    ['attachments.max-files', { 'gia-tri': '60', 'can-cu': ' ' }, 'làm căn cứ'],
    ['attachments.max-files', { 'gia-tri': '60', 'pham-vi': 'agency' }, 'Chọn phạm vi'],
    [
      'calendar.shift-plan',
      { 'gia-tri.usual': '13:00-17:00, 7:00-11:00', 'gia-tri.restDays': 'CN' },
      'Giờ làm việc chưa đúng',
    ],
    [
      'calendar.shift-plan',
      { 'gia-tri.usual': '7:00-11:00', 'gia-tri.restDays': 'hôm nay' },
      'Ngày trong tuần chưa đúng',
    ],
  ])('refuses %s %j beside its field and keeps what was typed', async (key, typed, message) => {
    const all = { ...decision, ...typed }
    const answer = await visitor.post(`${path}/${key}`, all)
    expect([answer.statusCode, answer.body.includes(message)]).toEqual([422, true])
    for (const value of Object.values(typed).filter((text) => text.trim() !== '' && text !== 'agency'))
      expect(answer.body).toContain(`value="${value}"`)
  })

  it('says since when another value is decided', async () => {
    await visitor.post(`${path}/accounts.unused-days`, { ...decision, 'pham-vi': 'country', 'gia-tri': '30' })
    const again = { ...decision, 'pham-vi': 'country', 'gia-tri': '20', 'tu-ngay': '2026-09-20' }
    const answer = await visitor.post(`${path}/accounts.unused-days?pham-vi=country`, again)
    expect([answer.statusCode, answer.body.includes('Từ 01/10/2026 đã có một giá trị khác')]).toEqual([422, true])
  })

  it('answers for a setting that is not there, and lets nobody else in', async () => {
    expect((await visitor.get(`${path}/khong.co`)).statusCode).toBe(404)
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    expect((await clerk.get(path)).statusCode).toBe(403)
    expect((await clerk.get(`${path}/portal.own-filing`)).statusCode).toBe(403)
  })
})
