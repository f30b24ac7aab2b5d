import { beforeAll, describe, expect, it } from 'vitest'
import { findDraftVersion, readDocumentText } from '#modules/official-documents/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { type IssuingScene, openIssuingScene } from '#test/support/issuing-scene.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let scene: IssuingScene
let app: ReturnType<typeof serveDemoHouse>
const exceeded: unknown[] = []

beforeAll(async () => {
  scene = await openIssuingScene()
  app = serveDemoHouse(scene.house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
})

const documents = '/can-bo/van-ban-di'

describe('the pages of a registry that issues', () => {
  it('number a secret paper, and show its line only to the clerk and the leader', async () => {
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    const form = await clerk.get(`${documents}/van-ban-giay`)
    expect(form.statusCode).toBe(200)
    const typed = {
      'van-ban': /name="van-ban" value="([^"]+)"/.exec(form.body)?.[1] ?? '',
      loai: 'BC',
      'trich-yeu': 'Về bảo vệ bí mật',
      'viet-tat': '',
      'nguoi-ky': scene.leader.posts[0]?.postId ?? '',
      'ngay-ky': '2026-09-07',
      'do-mat': '1',
      'do-khan': '0',
      'noi-nhan': 'Công an tỉnh',
      'so-ban': '2',
    }
    const missing = await clerk.post(`${documents}/van-ban-giay`, { ...typed, 'noi-nhan': '' })
    expect([missing.statusCode, missing.body.includes('Hãy ghi ít nhất một nơi nhận.')]).toEqual([422, true])
    expect(missing.body).toContain('Về bảo vệ bí mật')
    const done = await clerk.post(`${documents}/van-ban-giay`, typed)
    expect(done.statusCode).toBe(303)
    const shown = await clerk.get(String(done.headers.location))
    expect(shown.body).toContain('chỉ giữ dòng đăng ký')
    const handler = await officerBrowser(scene.house, app, 'hycuong.hotich')
    expect((await handler.get(String(done.headers.location))).statusCode).toBe(404)
    for (const path of ['/can-bo/so-van-ban', `${documents}/van-ban-giay`, '/can-bo/bao-cao/van-ban'])
      expect([path, (await handler.get(path)).statusCode]).toEqual([path, 403])
    expect((await handler.get('/can-bo/bao-cao')).body).not.toContain('/can-bo/bao-cao/van-ban')
  })

  it('find an issued document by what it says and by its fields, and give the list as a file', async () => {
    const id = await scene.issued({ recipients: [scene.inside] })
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    const { database } = scene.house.deps
    const list = async (query: string) => (await clerk.get(`${documents}?${query}`)).body
    const words = encodeURIComponent((await findDraftVersion(database, id))?.content.slice(0, 60) ?? '')
    expect(await list(`q=${words}`)).not.toContain(id)
    await readDocumentText({ ...scene.house.deps, recognise: null }, id)
    expect(await list(`q=${words}`)).toContain(id)
    exceeded.length = 0
    expect(await list('loai=TB&tinh-trang=da-phat-hanh&tu-ngay=2026-01-01')).toContain(id)
    expect(exceeded).toEqual([])
    expect(await list('loai=TB&tinh-trang=da-thu-hoi')).not.toContain(id)
    expect((await clerk.get(`${documents}/xuat.csv?tinh-trang=da-phat-hanh`)).body).toContain('Đã phát hành')
  })

  it('mail a document to whom the address book knows, and tell what became of it', async () => {
    const name = 'Công ty Sông Thao'
    const id = await scene.issued({
      recipients: [name, 'Lưu: VT'].map((one) => ({ name: one, agencyId: null, purpose: 'to-act', channel: 'paper' })),
    })
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    const page = async () => (await clerk.get(`${documents}/${id}`)).body
    const link = /href="([^"]*so-dia-chi[^"]*van-ban[^"]*)"/.exec(await page())?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await page()).match(/so-dia-chi\?/g)).toHaveLength(1)
    const form = await clerk.get(link)
    expect(form.body).toContain(`value="${name}"`)
    const typed = {
      ma: /name="ma" value="([^"]+)"/.exec(form.body)?.[1] ?? '',
      'van-ban': id,
      ten: name,
      'dia-chi': '',
    }
    const wrong = await clerk.post(`${documents}/so-dia-chi`, { ...typed, 'thu-dien-tu': 'songthao@vn' })
    expect([wrong.statusCode, wrong.body.includes('Địa chỉ thư điện tử chưa đúng.')]).toEqual([422, true])
    expect(wrong.body).toContain('value="songthao@vn"')
    const kept = await clerk.post(`${documents}/so-dia-chi`, { ...typed, 'thu-dien-tu': 'vanthu@songthao.example' })
    expect(kept.headers.location).toBe(`${documents}/${id}`)
    const recipient = /name="noi-nhan" value="([0-9a-f-]{36})"/.exec(await page())?.[1] ?? ''
    expect((await clerk.post(`${documents}/${id}/gui-thu`, { 'noi-nhan': recipient })).statusCode).toBe(303)
    expect(await page()).toContain('Văn bản: chờ gửi thư tới vanthu@songthao.example')
    expect((await clerk.post(`${documents}/${id}/gui-thu`, { 'noi-nhan': recipient })).statusCode).toBe(409)
    exceeded.length = 0
    const edit = await clerk.get(`${documents}/so-dia-chi?sua=${typed.ma}&q=song+thao`)
    expect(edit.body).toContain('value="vanthu@songthao.example"')
    expect(exceeded).toEqual([])
    const stranger = await officerBrowser(scene.house, app, 'sxd.vanthu')
    expect((await stranger.get(`${documents}/so-dia-chi?sua=${typed.ma}`)).body).not.toContain('songthao')
    expect((await stranger.post(`${documents}/so-dia-chi/${typed.ma}/xoa`, {})).statusCode).toBe(404)
    expect((await clerk.post(`${documents}/so-dia-chi/${typed.ma}/xoa`, {})).statusCode).toBe(303)
    const leader = await officerBrowser(scene.house, app, 'hycuong.chutich')
    expect((await leader.get(`${documents}/so-dia-chi`)).statusCode).toBe(403)
    expect((await leader.get(`${documents}/${id}`)).body).not.toContain('gui-thu')
  })

  it('give out the kept copy of a document, tell who has it, and take it back', async () => {
    const id = await scene.issued({ subject: 'Về đất bãi' })
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    const post = scene.leader.posts[0]?.postId ?? ''
    const typed = {
      'nguoi-su-dung': 'Cầm Văn Chín',
      'don-vi': '',
      'nguoi-cho-phep': post,
      'hen-tra': '',
      'ghi-chu': '',
    }
    expect((await clerk.get(`${documents}/${id}`)).body).toContain('Cho sử dụng bản lưu')
    const wrong = await clerk.post(`${documents}/${id}/cho-muon`, { ...typed, 'hen-tra': '40/13/2026' })
    expect([wrong.statusCode, wrong.body.includes('value="Cầm Văn Chín"')]).toEqual([422, true])
    expect((await clerk.post(`${documents}/${id}/cho-muon`, { ...typed, 'hen-tra': '8/9/2026' })).statusCode).toBe(303)
    const shown = (await clerk.get(`${documents}/${id}`)).body
    expect(shown).toContain('Cầm Văn Chín, từ 07/09/2026, hẹn trả 08/09/2026')
    const use = /name="lan" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const leader = await officerBrowser(scene.house, app, 'hycuong.chutich')
    exceeded.length = 0
    const seen = (await leader.get('/can-bo/so-van-ban/ban-luu')).body
    expect([seen.includes('Cầm Văn Chín'), seen.includes('Nhận lại bản lưu')]).toEqual([true, false])
    expect(exceeded).toEqual([])
    const books = (await clerk.get('/can-bo/so-van-ban')).body
    const book = /value="([0-9a-f-]{36})"[^>]*>Sổ văn bản đi</.exec(books)?.[1] ?? ''
    const asked = `so=${book}&mau=ban-luu&nam=2026&thang=9`
    expect((await clerk.get(`/can-bo/so-van-ban?${asked}`)).body).toContain('Cầm Văn Chín')
    expect((await clerk.get(`/can-bo/so-van-ban/in.pdf?${asked}`)).statusCode).toBe(200)
    expect((await leader.post(`${documents}/${id}/nhan-lai`, { lan: use })).statusCode).toBe(403)
    expect((await clerk.post(`${documents}/${id}/nhan-lai`, { lan: use })).statusCode).toBe(303)
    expect((await clerk.get('/can-bo/so-van-ban/ban-luu')).body).not.toContain('Cầm Văn Chín')
    expect((await clerk.get('/can-bo/so-van-ban/ban-luu?q=cam+van')).body).toContain('Đã trả 07/09/2026')
    const handler = await officerBrowser(scene.house, app, 'hycuong.hotich')
    expect((await handler.get('/can-bo/so-van-ban/ban-luu')).statusCode).toBe(403)
  })

  it('show what became of a document, its copies and books, within their statements', async () => {
    const id = await scene.issued({ recipients: [scene.inside] })
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    await clerk.get(`${documents}/${id}`)
    exceeded.length = 0
    const pages = ['', `/${id}`, '/van-ban-giay'].map((path) => `${documents}${path}`)
    for (const path of [...pages, '/can-bo/so-van-ban', `/can-bo/van-ban/${id}/sao`])
      expect([path, (await clerk.get(path)).statusCode]).toEqual([path, 200])
    expect((await clerk.get(`${documents}/${id}`)).body).toContain('Sở Xây dựng')
    const file = await clerk.get(`${documents}/${id}/tep.pdf`)
    expect(file.headers['content-type']).toBe('application/pdf')
    expect((await clerk.get(`${documents}/${id}`)).body).toContain('Ai đã mở')
    const printed = await clerk.get('/can-bo/so-van-ban/in.pdf?nam=2026&thang=9')
    expect([printed.statusCode, printed.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(exceeded).toEqual([])
  })

  it('begin what replaces, corrects or takes back a document with its words', async () => {
    const id = await scene.issued()
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    for (const [name, said] of [
      ['thay-the', 'Thay thế: Thông báo số'],
      ['dinh-chinh', 'Đính chính: Thông báo số'],
      ['thu-hoi', 'Thu hồi: Thông báo số'],
    ] as const) {
      const begun = await clerk.get(`${documents}/moi?${name}=${id}`)
      expect([name, begun.statusCode, begun.body.includes(said)]).toEqual([name, 200, true])
    }
  })

  it('write down how a receiver outside was reached, and print the envelopes', async () => {
    const id = await scene.issued()
    const clerk = await officerBrowser(scene.house, app, 'hycuong.vanthu')
    const shown = await clerk.get(`${documents}/${id}`)
    const receiver = /<option value="([0-9a-f-]{36})"[^>]*>Các thôn/.exec(shown.body)?.[1] ?? ''
    const typed = { 'noi-nhan': receiver, cach: 'post', 'dia-chi': 'Khu 3', 'so-hieu': 'EH123', 'ket-qua': 'arrived' }
    expect((await clerk.post(`${documents}/${id}/ghi-gui`, typed)).statusCode).toBe(303)
    const after = await clerk.get(`${documents}/${id}`)
    for (const said of ['EH123', 'Khu 3', 'Bưu điện']) expect(after.body).toContain(said)
    const envelopes = await clerk.get(`${documents}/${id}/bi.pdf`)
    expect([envelopes.statusCode, envelopes.headers['content-type']]).toEqual([200, 'application/pdf'])
  })
})
