import { beforeAll, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { giveDuty } from '#modules/agencies/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { pdfFile } from '#test/support/sample-files.ts'
import type { Visitor } from '#test/support/visitor.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const exceeded: unknown[] = []
const app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
const path = '/can-bo/chat-luong'
let keeper: Visitor
let leader: Visitor
let head: Visitor
let handler: Visitor
let stranger: Visitor
let agency = ''

beforeAll(async () => {
  agency = await house.agencyId('H44.101')
  const postId = (await house.officer('viettri.chanhvanphong')).posts[0]?.postId ?? ''
  const duty = { postId, duty: 'quality', agencyId: agency } as const
  acceptedValue(await giveDuty(house.deps, await house.officer('viettri.chutich'), duty))
  const logins = [
    'viettri.chanhvanphong',
    'viettri.chutich',
    'viettri.truongkinhte',
    'viettri.hotich',
    'hycuong.chutich',
  ]
  ;[keeper, leader, head, handler, stranger] = (await Promise.all(
    logins.map((login) => officerBrowser(house, app, login)),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor]
  for (const one of [keeper, leader, head, handler, stranger]) await one.get(path)
})

const draft = {
  ma: 'QT-HT-01',
  ten: 'Đăng ký khai sinh',
  'thu-tuc': '1.001193',
  'muc-dich': 'Thống nhất cách làm',
  'cac-buoc': 'Tiếp nhận\nThẩm tra\nTrả kết quả',
}

describe('a process', () => {
  it('is drafted by its keeper, put into force by a leader alone, and older versions are kept from most', async () => {
    const typed = { ...draft, 'co-quan': agency }
    expect((await handler.post(`${path}/soan-quy-trinh`, typed)).statusCode).toBe(403)
    const wrong = await keeper.post(`${path}/soan-quy-trinh`, { ...typed, 'thu-tuc': '9.999' })
    expect([wrong.statusCode, wrong.body.includes('Không có thủ tục'), wrong.body.includes('Thẩm tra')]).toEqual([
      422,
      true,
      true,
    ])
    const one = (await keeper.post(`${path}/soan-quy-trinh`, typed)).headers.location ?? ''
    expect((await handler.get(one)).statusCode).toBe(404)
    expect((await keeper.post(`${one}/ban-hanh`, { ngay: '2026-09-07' })).statusCode).toBe(403)
    expect((await leader.post(`${one}/ban-hanh`, { ngay: '2026-09-01' })).body).toContain('không được trước hôm nay')
    expect((await leader.post(`${one}/ban-hanh`, { ngay: '2026-09-07' })).statusCode).toBe(303)
    expect((await handler.get(path)).body).toContain('QT-HT-01')
    expect((await stranger.get(one)).statusCode).toBe(404)
    await keeper.post(`${path}/soan-quy-trinh`, { ...typed, 'cac-buoc': 'Tiếp nhận trực tuyến' })
    expect((await handler.get(one)).body).toContain('Thẩm tra')
    expect((await handler.get(one)).body).not.toContain('Tiếp nhận trực tuyến')
    expect((await leader.post(`${one}/ban-hanh`, { ngay: '2026-09-07' })).statusCode).toBe(303)
    expect((await handler.get(one)).body).toContain('Tiếp nhận trực tuyến')
    expect((await handler.get(one)).body).not.toContain('Các lần ban hành')
    expect((await keeper.get(one)).body).toContain('Các lần ban hành')
    expect((await leader.post(`${one}/thu-hoi`, { 'ly-do': '' })).statusCode).toBe(422)
    expect((await leader.post(`${one}/thu-hoi`, { 'ly-do': 'Thủ tục bãi bỏ' })).statusCode).toBe(303)
    expect((await handler.get(one)).statusCode).toBe(404)
    expect((await handler.get(path)).body).not.toContain('QT-HT-01')
  })
})

describe('an audit', () => {
  it('goes from an approved plan over findings that are mended and looked at again to its end', async () => {
    const { body } = await keeper.get(path)
    const [, ma = ''] = /name="ma" value="([0-9a-f-]{36})"/.exec(body) ?? []
    const pick = (name: string, text: string) => {
      const part = body.slice(body.indexOf(`name="${name}"`))
      return new RegExp(`value="([0-9a-f-]{36})"[^>]*>[^<]*${text}`).exec(part)?.[1] ?? ''
    }
    const plan = {
      'co-quan': agency,
      ma,
      'noi-dung': 'Đánh giá việc tiếp nhận hồ sơ',
      'don-vi': pick('don-vi', 'Kinh tế'),
      'truong-doan': pick('truong-doan', 'Văn phòng'),
      ngay: '2026-09-07',
    }
    expect((await keeper.post(`${path}/ke-hoach`, { ...plan, ngay: '' })).statusCode).toBe(422)
    expect((await keeper.post(`${path}/ke-hoach`, plan)).statusCode).toBe(303)
    const one = `${path}/danh-gia/${ma}`
    const held = { ngay: '2026-09-07', 'nhan-xet': 'Cơ bản phù hợp' }
    expect((await keeper.post(`${one}/ket-qua`, held)).body).toContain('chưa được duyệt')
    expect((await keeper.post(`${path}/duyet-ke-hoach`, { 'co-quan': agency, nam: '2026' })).statusCode).toBe(403)
    expect((await leader.post(`${path}/duyet-ke-hoach`, { 'co-quan': agency, nam: '2026' })).statusCode).toBe(303)
    expect((await keeper.post(`${one}/ket-qua`, { ...held, ngay: '2026-09-08' })).body).toContain('chưa đến')
    expect((await keeper.post(`${one}/ket-qua`, held)).statusCode).toBe(303)
    const finding = {
      ma: '0197b6d0-0000-7000-8000-00000000000b',
      muc: 'minor',
      'noi-dung': 'Ba phiếu hẹn chưa ký',
      'don-vi': plan['don-vi'],
      han: '2026-09-20',
    }
    expect((await handler.post(`${one}/phat-hien`, finding)).statusCode).toBe(403)
    expect((await keeper.post(`${one}/phat-hien`, finding)).statusCode).toBe(303)
    expect((await keeper.post(`${one}/phat-hien`, finding)).statusCode).toBe(303)
    expect((await keeper.post(`${one}/ket-thuc`, {})).body).toContain('Còn phát hiện chưa đóng')
    const at = `${one}/phat-hien/${finding.ma}`
    const said = { 'nguyen-nhan': 'Thiếu người nhắc', 'khac-phuc': 'Đã ký đủ' }
    expect((await keeper.post(`${at}/dong`, { 'bang-chung': 'x' })).body).toContain('chưa trả lời')
    expect((await keeper.post(`${at}/tra-loi`, said)).statusCode).toBe(403)
    expect((await head.post(`${at}/tra-loi`, { ...said, 'khac-phuc': '' })).statusCode).toBe(422)
    expect((await head.post(`${at}/tra-loi`, said)).statusCode).toBe(303)
    const proof = { field: 'tep', name: 'anh-chup.pdf', content: pdfFile() }
    expect((await handler.upload(`${at}/bang-chung`, {}, proof)).statusCode).toBe(403)
    const wrong = { ...proof, name: 'chuong-trinh.pdf', content: Buffer.from('MZ không phải PDF') }
    const refused = await head.upload(`${at}/bang-chung`, {}, wrong)
    expect([refused.statusCode, refused.body.includes('chuong-trinh.pdf')]).toEqual([422, true])
    expect((await head.upload(`${at}/bang-chung`, {}, proof)).statusCode).toBe(303)
    const [, href = ''] = /href="([^"]*\/tep\/[^"]+)"[^>]*>anh-chup\.pdf/.exec((await keeper.get(one)).body) ?? []
    expect((await keeper.get(href)).headers['content-type']).toBe('application/pdf')
    expect((await stranger.get(href)).statusCode).toBe(404)
    expect((await head.post(`${at}/dong`, { 'bang-chung': 'x' })).statusCode).toBe(403)
    expect((await keeper.post(`${at}/lam-lai`, { 'bang-chung': 'Còn thiếu một phiếu' })).statusCode).toBe(303)
    expect((await head.post(`${at}/tra-loi`, said)).statusCode).toBe(303)
    expect((await keeper.post(`${at}/dong`, { 'bang-chung': 'Đã xem ba phiếu' })).statusCode).toBe(303)
    const pdf = await handler.get(`${one}/bao-cao.pdf`)
    expect([pdf.statusCode, pdf.rawPayload.subarray(0, 4).toString()]).toEqual([200, '%PDF'])
    expect((await keeper.post(`${one}/ket-thuc`, {})).statusCode).toBe(303)
    expect((await handler.get(one)).body).toContain('Đã xem ba phiếu')
    expect((await stranger.get(one)).statusCode).toBe(404)
  })
})

describe('nobody audits himself', () => {
  it('neither as who leads an audit of his unit, nor as who judges his own answer', async () => {
    const headPost = (await house.officer('viettri.truongkinhte')).posts.find(({ role }) => role === 'unit-head')
    const plan = {
      'co-quan': agency,
      ma: '0197b6d0-0000-7000-8000-0000000000c1',
      'noi-dung': 'Đánh giá chéo',
      'don-vi': headPost?.unitId ?? '',
      'truong-doan': headPost?.postId ?? '',
      ngay: '2026-09-07',
    }
    const own = await keeper.post(`${path}/ke-hoach`, plan)
    expect([own.statusCode, own.body.includes('không tự đánh giá đơn vị mình')]).toEqual([422, true])
    expect((await keeper.post(`${path}/ke-hoach`, { ...plan, 'don-vi': '' })).statusCode).toBe(303)
    await leader.post(`${path}/duyet-ke-hoach`, { 'co-quan': agency, nam: '2026' })
    const one = `${path}/danh-gia/${plan.ma}`
    await head.get(one)
    expect((await head.post(`${one}/ket-qua`, { ngay: '2026-09-07', 'nhan-xet': 'Phù hợp' })).statusCode).toBe(303)
    const finding = {
      ma: '0197b6d0-0000-7000-8000-0000000000c2',
      muc: 'minor',
      'noi-dung': 'Thiếu sổ theo dõi',
      'don-vi': plan['don-vi'],
      han: '2026-09-20',
    }
    expect((await head.post(`${one}/phat-hien`, finding)).statusCode).toBe(303)
    const at = `${one}/phat-hien/${finding.ma}`
    const said = { 'nguyen-nhan': 'Chưa phân công', 'khac-phuc': 'Đã lập sổ' }
    expect((await head.post(`${at}/tra-loi`, said)).statusCode).toBe(303)
    expect((await head.get(one)).body).not.toContain(`${at}/dong`)
    const judged = await head.post(`${at}/dong`, { 'bang-chung': 'Đã xem sổ' })
    expect([judged.statusCode, judged.body.includes('không tự đánh giá')]).toEqual([422, true])
    expect((await keeper.post(`${at}/dong`, { 'bang-chung': 'Đã xem sổ' })).statusCode).toBe(303)
  })
})

describe('nobody audits his unit', () => {
  it('not even who keeps quality for the whole agency: the lead of another unit does', async () => {
    const keeperUnit = (await house.officer('viettri.chanhvanphong')).posts[0]?.unitId ?? ''
    const lead = (await house.officer('viettri.truongkinhte')).posts.find(({ role }) => role === 'unit-head')
    const ma = '0197b6d0-0000-7000-8000-0000000000d1'
    const plan = { 'co-quan': agency, ma, 'noi-dung': 'Đánh giá Văn phòng', ngay: '2026-09-07' }
    const parties = { 'don-vi': keeperUnit, 'truong-doan': lead?.postId ?? '' }
    expect((await keeper.post(`${path}/ke-hoach`, { ...plan, ...parties })).statusCode).toBe(303)
    await leader.post(`${path}/duyet-ke-hoach`, { 'co-quan': agency, nam: '2026' })
    const one = `${path}/danh-gia/${ma}`
    const held = { ngay: '2026-09-07', 'nhan-xet': 'Phù hợp' }
    const finding = {
      ma: '0197b6d0-0000-7000-8000-0000000000d2',
      muc: 'minor',
      'noi-dung': 'Thiếu sổ',
      han: '2026-09-20',
    }
    const refused = async (act: string, form: Readonly<Record<string, string>>) => {
      const answer = await keeper.post(`${one}/${act}`, form)
      return [answer.statusCode, answer.body.includes('không tự đánh giá')]
    }
    expect(await refused('ket-qua', held)).toEqual([422, true])
    await head.get(one)
    expect((await head.post(`${one}/ket-qua`, held)).statusCode).toBe(303)
    expect(await refused('phat-hien', { ...finding, 'don-vi': keeperUnit })).toEqual([422, true])
    expect(await refused('ket-thuc', {})).toEqual([422, true])
    expect((await head.post(`${one}/ket-thuc`, {})).statusCode).toBe(303)
  })
})

describe('an objective', () => {
  it('is measured by the work itself and never typed; pages stay within their budgets', async () => {
    const typed = { 'co-quan': agency, 'chi-tieu': 'dossiers-on-time', muc: '95,5' }
    expect((await handler.post(`${path}/muc-tieu`, typed)).statusCode).toBe(403)
    expect((await keeper.post(`${path}/muc-tieu`, { ...typed, muc: 'cao' })).statusCode).toBe(422)
    for (const measure of ['dossiers-on-time', 'satisfaction', 'documents-same-day', 'tasks-on-time'])
      expect((await keeper.post(`${path}/muc-tieu`, { ...typed, 'chi-tieu': measure })).statusCode).toBe(303)
    const shown = (await handler.get(path)).body
    expect([shown.includes('Mục tiêu 95,5%'), shown.includes('Chưa có số liệu')]).toEqual([true, true])
    expect((await keeper.get(`${path}/soan-quy-trinh`)).statusCode).toBe(200)
    expect(exceeded).toEqual([])
  })
})
