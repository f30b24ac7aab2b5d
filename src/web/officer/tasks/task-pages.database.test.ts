import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { silentLog } from '#platform/log/log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import type { Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let leader: Visitor
let handler: Visitor
let stranger: Visitor
let helper: Visitor
const exceeded: unknown[] = []
const assignPath = '/can-bo/nhiem-vu/giao'

/** What the page says, without its markup. */
const wordsOf = (body: string): string => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

const give = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const handlerId = (await house.officer('hycuong.hotich')).officerId
  await leader.get(assignPath)
  const id = newId()
  const given = await leader.post(assignPath, {
    ma: id,
    viec: 'Rà soát hồ sơ hộ tịch',
    'chiu-trach-nhiem': handlerId,
    han: '10/09/2026',
    'muc-do': '0',
    tu: 'word',
    ...more,
  })
  expect([given.statusCode, given.headers.location]).toEqual([303, `/can-bo/nhiem-vu/${id}`])
  return `/can-bo/nhiem-vu/${id}`
}

beforeAll(async () => {
  house = await openDemoHouse()
  const app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
  leader = await officerBrowser(house, app, 'hycuong.chutich')
  handler = await officerBrowser(house, app, 'hycuong.hotich')
  helper = await officerBrowser(house, app, 'hycuong.truongkinhte')
  stranger = await officerBrowser(house, app, 'viettri.chutich')
})

describe('a refused act on a task is answered on its page, with what was typed', () => {
  it('when a day is past that somebody is asked to keep', async () => {
    await leader.get(assignPath)
    const typed = {
      ma: newId(),
      viec: 'Việc của hôm qua',
      'yeu-cau': 'Làm ngay',
      han: '01/09/2026',
      'muc-do': '2',
      tu: 'word',
    }
    const handlerId = (await house.officer('hycuong.hotich')).officerId
    const refused = await leader.post(assignPath, { ...typed, 'chiu-trach-nhiem': handlerId })
    expect(refused.statusCode).toBe(422)
    for (const kept of ['Việc của hôm qua', 'Làm ngay', '01/09/2026']) expect(refused.body).toContain(kept)
  })

  it('when a report says nothing, or a step is open', async () => {
    const path = await give({ 'cac-buoc': 'Lập danh sách\nĐối chiếu' })
    await handler.get(path)
    const empty = await handler.post(`${path}/tien-do`, { 'phan-tram': '35', 'noi-dung': '' })
    expect([empty.statusCode, empty.body.includes('value="35"')]).toEqual([422, true])
    const early = await handler.post(`${path}/hoan-thanh`, { 'noi-dung': 'Đã rà soát xong toàn bộ' })
    expect([early.statusCode, early.body.includes('Đã rà soát xong toàn bộ')]).toEqual([409, true])
  })

  it('when more time is asked for a day before the due day', async () => {
    const path = await give()
    await handler.get(path)
    const refused = await handler.post(`${path}/xin-gia-han`, {
      ngay: '09/09/2026',
      'noi-dung': 'Chờ số liệu của huyện',
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Chờ số liệu của huyện')
    expect(refused.body).toContain('09/09/2026')
  })
})

describe('who takes part in a task', () => {
  it('says a word on it, and who asked for it moves its day', async () => {
    const path = await give()
    expect((await handler.get(path)).body).not.toContain('/doi-han"')
    const empty = await handler.post(`${path}/y-kien`, { 'noi-dung': '' })
    expect([empty.statusCode, empty.body.includes('Ghi ý kiến.')]).toEqual([422, true])
    expect((await handler.post(`${path}/y-kien`, { 'noi-dung': 'Chờ <b>số liệu</b>' })).statusCode).toBe(303)
    expect((await leader.get(path)).body).toContain('Chờ &lt;b>số liệu&lt;/b>')
    const past = await leader.post(`${path}/doi-han`, { ngay: '01/09/2026', 'noi-dung': 'Bão đến sớm' })
    expect([past.statusCode, past.body.includes('Bão đến sớm'), past.body.includes('01/09/2026')]).toEqual([
      422,
      true,
      true,
    ])
    expect((await leader.post(`${path}/doi-han`, { ngay: '08/09/2026', 'noi-dung': 'Bão đến sớm' })).statusCode).toBe(
      303,
    )
    const { body } = await handler.get(path)
    expect([body.includes('Đổi hạn'), body.includes('08/09/2026'), body.includes('ban đầu')]).toEqual([
      true,
      true,
      true,
    ])
    await stranger.get('/can-bo/nhiem-vu')
    expect((await stranger.post(`${path}/y-kien`, { 'noi-dung': 'x' })).statusCode).toBe(404)
  })
})

describe('the day of a task', () => {
  it('ends when offices close; a day of rest is told, and the working day before it counts', async () => {
    const path = await give({ han: '13/09/2026' })
    const told = wordsOf((await leader.get(path)).body)
    expect(told).toContain('Hạn: 17:00 thứ Sáu, 11/09/2026. Ngày 13/09/2026 là ngày nghỉ (cuối tuần)')
    expect(wordsOf((await handler.get(path)).body)).toContain('Hạn hoàn thành 17:00 thứ Sáu, 11/09/2026')
    // The Saturday counts as the Friday, which is no later.
    const again = await handler.post(`${path}/xin-gia-han`, { ngay: '12/09/2026', 'noi-dung': 'Chờ số liệu' })
    expect([again.statusCode, wordsOf(again.body).includes('Ngày 12/09/2026 là ngày nghỉ')]).toEqual([422, true])
    await handler.post(`${path}/xin-gia-han`, { ngay: '20/09/2026', 'noi-dung': 'Chờ số liệu' })
    expect(wordsOf((await leader.get(path)).body)).toContain('Xin gia hạn đến 17:00 18/09/2026')
  })

  it('is not taken beyond the working calendar', async () => {
    const handlerId = (await house.officer('hycuong.hotich')).officerId
    const typed = { ma: newId(), viec: 'Việc xa', han: '01/01/2090', 'muc-do': '0', tu: 'word' }
    const refused = await leader.post(assignPath, { ...typed, 'chiu-trach-nhiem': handlerId })
    expect([refused.statusCode, refused.body.includes('nằm ngoài lịch làm việc')]).toEqual([422, true])
  })
})

it('a part is offered to who answers for the whole and who asked for it, to a helper neither link nor form', async () => {
  const helperId = (await house.officer('hycuong.truongkinhte')).officerId
  const path = await give({ 'phoi-hop': helperId })
  const form = `${assignPath}?thuoc=${path.slice(path.lastIndexOf('/') + 1)}`
  for (const [who, status] of [
    [leader, 200],
    [handler, 200],
    [helper, 404],
  ] as const) {
    const { statusCode, body } = await who.get(path)
    expect([statusCode, body.includes(form)]).toEqual([200, status === 200])
    expect((await who.get(form)).statusCode).toBe(status)
  }
})

describe('evidence of a report', () => {
  const report = 'Đã đối chiếu 42 hồ sơ'

  it('stands in the story, opens for those who see the task and for nobody else', async () => {
    const path = await give()
    await handler.get(path)
    const file = { field: 'tep', name: 'bang-doi-chieu.pdf', content: pdfFile() }
    const done = await handler.upload(`${path}/hoan-thanh`, { 'noi-dung': report }, file)
    expect([done.statusCode, done.headers.location]).toEqual([303, path])
    const { body } = await leader.get(path)
    expect(wordsOf(body)).toContain(report)
    const [, href = ''] = /href="([^"]*\/tep\/[^"]+)"[^>]*>bang-doi-chieu\.pdf/.exec(body) ?? []
    const opened = await leader.get(href)
    expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect((await stranger.get(href)).statusCode).toBe(404)
    const other = await give()
    expect((await leader.get(href.replace(path, other))).statusCode).toBe(404)
    expect(exceeded).toEqual([])
  })

  it('of a wrong kind keeps the report back and the words', async () => {
    const path = await give()
    await handler.get(path)
    const file = { field: 'tep', name: 'chuong-trinh.pdf', content: Buffer.from('MZ\u0000\u0000 không phải PDF') }
    const refused = await handler.upload(`${path}/hoan-thanh`, { 'noi-dung': report }, file)
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(report)
    expect(wordsOf(refused.body)).toContain('chuong-trinh.pdf')
    const { body } = await leader.get(path)
    expect(wordsOf(body)).not.toContain(report)
  })

  it('is not taken from somebody who only watches', async () => {
    const path = await give()
    await leader.get(path)
    const file = { field: 'tep', name: 'a.pdf', content: pdfFile() }
    const refused = await leader.upload(`${path}/tien-do`, { 'noi-dung': report, 'phan-tram': '10' }, file)
    expect(refused.statusCode).toBe(403)
  })
})
