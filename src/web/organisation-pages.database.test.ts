import { describe, expect, it } from 'vitest'
import { openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

const house = await openDemoHouse('2026-09-07T01:00:00Z')
const app = serveDemoHouse(house)
const visitor = await officerBrowser(house, app, 'quantri')
const path = '/quan-tri/to-chuc'
const agency = {
  ten: 'Sở Thử nghiệm',
  ten_ngan: 'Sở Thử nghiệm',
  ma: 'H44.90',
  loai: 'so-nganh',
  cap: 'tinh',
  ma_cap_tren: 'H44',
  ma_xa: '',
  dia_chi: '',
  dien_thoai: '',
  thu_dien_tu: '',
  gio_lam_viec: '',
  ky_hieu: 'STN',
  tu_ngay: '2026-09-01',
  can_cu: 'QĐ 1',
}
const officer = {
  ho_ten: 'Đỗ Thử Nghiệm',
  thu_dien_tu: '',
  dien_thoai: '',
  dang_nhap: 'stn.do',
  chuc_danh: 'Chuyên viên',
  vai_tro: 'chuyen-vien',
  don_vi: 'tong-hop',
  tu_ngay: '2026-09-01',
  kiem_nhiem: '',
}
await visitor.get(`${path}/co-quan/H44/them`)

describe('the pages of the organisation', () => {
  it('show the tree, and of a search only what leads there', async () => {
    const { body } = await visitor.get(path)
    for (const text of ['Ủy ban nhân dân tỉnh Phú Thọ', 'H44.01', '<details']) expect(body).toContain(text)
    const found = await visitor.get(`${path}?q=hy+cuong`)
    expect(found.body).toContain('Hy Cương')
    expect(found.body).not.toContain('Thanh Ba')
    expect((await visitor.get(`${path}?q=khongco`)).body).toContain('Không có cơ quan nào khớp')
  })

  it.each([
    [{ ma: 'H44.01' }, 'Mã này đã thuộc về cơ quan khác'],
    [{ ma: 'x' }, 'Mã có dạng H44.12'],
    [{ ten: '' }, 'Nhập tên, không quá'],
    [{ loai: '' }, 'Chọn loại.'],
    [{ ma_cap_tren: 'H44.99' }, 'Không có cơ quan cấp trên'],
    [{ tu_ngay: '2026-09-08' }, 'Ngày này chưa tới'],
    [{ tu_ngay: '31/02/2026' }, 'ngày có thật'],
  ])('refuse an agency with %j at its question and keep what was typed', async (typed, message) => {
    const answer = await visitor.post(`${path}/co-quan/H44/them`, { ...agency, ...typed })
    expect([answer.statusCode, answer.body.includes(message), answer.body.includes('value="STN"')]).toEqual([
      422,
      true,
      true,
    ])
  })

  it('found an agency, give it a unit and an officer, whose password is shown once', async () => {
    const added = await visitor.post(`${path}/co-quan/H44/them`, agency)
    expect(added.headers.location).toBe(`${path}/co-quan/H44.90`)
    const unit = { ten: 'Phòng Tổng hợp', khoa: 'tong-hop', loai: 'chuyen-mon' }
    await visitor.post(`${path}/co-quan/H44.90/don-vi`, unit)
    expect((await visitor.get(`${path}/co-quan/H44.90/don-vi?khoa=tong-hop`)).body).toContain('value="Phòng Tổng hợp"')
    const refused = await visitor.post(`${path}/co-quan/H44.90/can-bo`, { ...officer, dang_nhap: 'quantri' })
    expect([refused.statusCode, refused.body.includes('đã có người dùng')]).toEqual([422, true])
    expect(refused.body).toContain('value="Đỗ Thử Nghiệm"')
    const made = await visitor.post(`${path}/co-quan/H44.90/can-bo`, officer)
    expect(made.statusCode).toBe(200)
    const password = /<code>((?:\w{4}-){3}\w{4})<\/code>/.exec(made.body)?.[1] ?? ''
    expect(password).not.toBe('')
    expect(made.headers['cache-control']).toContain('no-store')
    const page = await visitor.get(`${path}/co-quan/H44.90`)
    for (const text of ['Đỗ Thử Nghiệm', 'Phòng Tổng hợp', 'QĐ 1', '01/09/2026']) expect(page.body).toContain(text)
    expect(page.body).not.toContain(password)
  })

  it('change an officer: person, posts and password', async () => {
    const { body } = await visitor.get(`${path}/co-quan/H44.90`)
    const own = /\/quan-tri\/to-chuc\/can-bo\/[0-9a-f-]+/.exec(body)?.[0] ?? ''
    const post = {
      ma_co_quan: 'H44.90',
      chuc_danh: 'Văn thư',
      vai_tro: 'van-thu',
      don_vi: '',
      tu_ngay: '2026-09-01',
      kiem_nhiem: 'co',
    }
    const wrong = await visitor.post(`${own}/chuc-vu`, { ...post, don_vi: 'khac' })
    expect([wrong.statusCode, wrong.body.includes('không có đơn vị mang khóa này')]).toEqual([422, true])
    expect((await visitor.post(`${own}/chuc-vu`, post)).headers.location).toBe(own)
    expect((await visitor.post(`${own}/chuc-vu`, post)).body).toContain('đang giữ đúng chức vụ đó')
    const page = await visitor.get(own)
    const end = /action="([^"]+\/ket-thuc\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    expect((await visitor.post(end, { ngay_cuoi: '01/01/2020' })).body).toContain('Ngày cuối phải sau')
    expect((await visitor.post(end, { ngay_cuoi: 'hôm nay' })).body).toContain('ngày có thật')
    expect((await visitor.post(end, { ngay_cuoi: '2026-09-06' })).headers.location).toBe(own)
    expect(
      (await visitor.post(`${own}/sua`, { ho_ten: 'Đỗ Tên Mới', thu_dien_tu: 'sai', dien_thoai: '' })).statusCode,
    ).toBe(422)
    await visitor.post(`${own}/sua`, { ho_ten: 'Đỗ Tên Mới', thu_dien_tu: '', dien_thoai: '' })
    const way = /href="(\/quan-tri\/tai-khoan\/[^"]+\/mat-khau[^"]*)"/.exec((await visitor.get(own)).body)?.[1] ?? ''
    const renewed = await visitor.post(way, { reason: 'gặp tại phòng' })
    expect(renewed.body).toContain('Đỗ Tên Mới')
    expect(renewed.body).toContain(`href="${own}"`)
    expect(renewed.body).toMatch(/<code>(?:\w{4}-){3}\w{4}<\/code>/)
  })

  it('write down other codes and the end of an agency', async () => {
    const code = { noi_cap: 'dvcqg', ma_khac: 'X1', tu_ngay: '2026-09-01' }
    expect((await visitor.post(`${path}/co-quan/H44.90/ma`, code)).statusCode).toBe(303)
    expect((await visitor.post(`${path}/co-quan/H44.90/ma`, code)).body).toContain('đã cấp mã đó')
    const end = { ke_thua: 'H44.02', tu_ngay: '07/09/2026', can_cu_ket_thuc: 'NQ 3' }
    expect((await visitor.post(`${path}/co-quan/H44.90/ket-thuc`, { ...end, can_cu_ket_thuc: '' })).body).toContain(
      'văn bản quyết định',
    )
    expect((await visitor.post(`${path}/co-quan/H44/ket-thuc`, end)).body).toContain('Còn cơ quan trực thuộc')
    await visitor.post(`${path}/co-quan/H44.90/ket-thuc`, end)
    const page = await visitor.get(`${path}/co-quan/H44.90`)
    expect(page.body).toContain('Kết thúc ngày 07/09/2026')
    expect(page.body).not.toContain('/ket-thuc"')
  })

  it('are for administrators, each below his agency', async () => {
    expect((await visitor.get(`${path}/co-quan/H42`)).statusCode).toBe(404)
    expect((await visitor.get(`${path}/can-bo/khong`)).statusCode).toBe(404)
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    expect((await clerk.get(path)).statusCode).toBe(403)
  })
})
