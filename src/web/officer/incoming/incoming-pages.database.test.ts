import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { system } from '#modules/identity/domain/index.ts'
import { documentSubject, IncomingFace } from '#modules/official-documents/domain/index.ts'
import { readDocumentText, receiveIncomingDocument, registerIncoming } from '#modules/official-documents/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import { awaitedDocument } from '#test/support/awaited-papers.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import { pdfFile } from '#test/support/sample-files.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let documentId: string
const exceeded: unknown[] = []

const register = async (subject: string) => {
  const clerk = await house.officer('hycuong.vanthu')
  const id = newId()
  const face = IncomingFace.parse({
    typeCode: 'CV',
    subject,
    code: { number: 15, notation: `STP-${id.slice(-6)}` },
    documentDate: '2026-09-04',
    authorAgencyId: null,
    authorName: 'Sở Tư pháp',
  })
  const agencyId = clerk.posts[0]?.agencyId ?? ''
  const whole = {
    documentId: id,
    agencyId,
    face,
    channel: 'hand',
    origin: null,
    registerId: null,
    doubleReason: '',
    signatureReason: '',
    presentTo: null,
    proposedTo: null,
  } as const
  acceptedValue(await registerIncoming(house.deps, clerk, whole))
  return id
}

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
  documentId = await register('V/v rà soát dữ liệu hộ tịch điện tử')
})

describe('the pages of incoming documents', () => {
  it('show the leader what waits for him, within their statements', async () => {
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    await leader.get('/can-bo/van-ban-den')
    exceeded.length = 0
    const list = await leader.get('/can-bo/van-ban-den')
    expect(list.statusCode).toBe(200)
    expect(list.body).toContain('rà soát dữ liệu hộ tịch')
    const open = await leader.get(`/can-bo/van-ban-den/${documentId}`)
    expect(open.body).toContain('Xử lý chính')
    for (let index = 0; index < 20; index += 1) await register(`Văn bản ${index}`)
    await leader.get('/can-bo/van-ban-den')
    await leader.get(`/can-bo/van-ban-den/${documentId}`)
    await leader.get('/can-bo/van-ban-den?q=ho tich')
    expect(exceeded).toEqual([])
  })

  it('find with and without marks and by number, and say where else to look', async () => {
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    for (const words of ['hộ tịch', 'ho tich', 'so tu phap 15', 'ra soat du lieu'])
      expect([
        words,
        (await leader.get(`/can-bo/van-ban-den?q=${encodeURIComponent(words)}`)).body.includes(documentId),
      ]).toEqual([words, true])
    expect((await leader.get("/can-bo/van-ban-den?q='); & ! | :*")).statusCode).toBe(200)
    const nothing = (await leader.get('/can-bo/van-ban-den?q=khong+co')).body
    expect(nothing).not.toContain(documentId)
    expect(nothing).toContain('Không có văn bản đến nào khớp “khong co”')
    expect(nothing).toContain('href="/can-bo/van-ban-di?q=khong+co"')
    const settled = (await leader.get('/can-bo/van-ban-den?q=ho+tich&tinh-trang=da-giai-quyet')).body
    expect(settled).toContain('Không có văn bản “Đã giải quyết” nào khớp “ho tich”')
    expect(settled).toContain('<input type="hidden" name="tinh-trang" value="da-giai-quyet"/>')
    expect((await leader.get('/can-bo/van-ban-di?q=khong+co')).body).toContain('Tìm trong văn bản đến')
  })

  it('find by fields that stay in the address, say what is asked and give the list as a file', async () => {
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    const list = '/can-bo/van-ban-den'
    const asked = 'loai=CV&tac-gia=tu+phap&so-ky-hieu=15&tu-ngay=2026-01-01&do-khan=0'
    exceeded.length = 0
    const found = (await leader.get(`${list}?${asked}`)).body
    expect(exceeded).toEqual([])
    expect(found).toContain(documentId)
    expect(found).toContain('Bỏ điều kiện Loại văn bản: Công văn')
    expect(found).toContain('Lọc theo trường (5)')
    for (const other of ['loai=QĐ', 'tac-gia=xay+dung', 'so-ky-hieu=16', 'den-ngay=2020-01-01', 'do-khan=3']) {
      const nothing = (await leader.get(`${list}?q=ho+tich&${encodeURI(other)}`)).body
      expect([other, nothing.includes(documentId)]).toEqual([other, false])
      expect(nothing).toContain('Không có văn bản nào khớp các điều kiện lọc')
    }
    const wrong = (await leader.get(`${list}?xem=tat-ca&tu-ngay=31%2F02%2F2026&so-thu-tu=x`)).body
    expect(wrong).toContain('value="31/02/2026"')
    expect(wrong).toContain('Ngày chưa đúng')
    expect(wrong).toContain('Số chỉ gồm chữ số')
    const file = await leader.get(`${list}/xuat.csv?${asked}`)
    expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(file.body).toContain('V/v rà soát dữ liệu hộ tịch điện tử')
    expect((await leader.get(`${list}/xuat.csv?loai=KH`)).body.trim().split('\n')).toHaveLength(1)
    const other = await officerBrowser(house, app, 'hycuong.hotich')
    expect((await other.get(`${list}/xuat.csv?xem=tat-ca`)).body).not.toContain('hộ tịch điện tử')
  })

  it('say of a document found that the words stand in its text', async () => {
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    const found = async (words: string) => (await leader.get(`/can-bo/van-ban-den?q=${encodeURIComponent(words)}`)).body
    await house.deps.database
      .updateTable('official_document')
      .set({ full_text: 'Kính gửi ông Khuất Duy Tiến' })
      .where('id', '=', documentId)
      .execute()
    expect(await found('khuất duy tiến hộ tịch')).toContain('có trong nội dung')
    expect(await found('hộ tịch tư pháp')).not.toContain('có trong nội dung')
  })

  it('tell nobody else of a document: no row, no search, no address', async () => {
    for (const login of ['hycuong.hotich', 'tinh.chutich', 'hycuong.truongkinhte']) {
      const other = await officerBrowser(house, app, login)
      for (const path of ['?xem=tat-ca', '?q=ho+tich', ''])
        expect([login, path, (await other.get(`/can-bo/van-ban-den${path}`)).body.includes(documentId)]).toEqual([
          login,
          path,
          false,
        ])
      expect([login, (await other.get(`/can-bo/van-ban-den/${documentId}`)).statusCode]).toEqual([login, 404])
      expect((await other.get(`/can-bo/van-ban-den/${newId()}`)).statusCode).toBe(404)
    }
  })

  it('show no clerk the files of a document of another agency, and take none into a draft', async () => {
    const content = await storeMadeBytes(house.deps.files, pdfFile())
    const file = { purpose: 'document', name: 'kin.pdf', mediaType: 'application/pdf', content } as const
    const owner = { kind: documentSubject, id: documentId }
    const madeAt = house.deps.clock.now()
    await house.deps.database.transaction().execute((tx) => keepMadeFile(tx, { owner, ...file, madeAt }))
    const asked = async (login: string, id: string) => {
      const clerk = await officerBrowser(house, app, login)
      await clerk.get('/can-bo/van-ban-den/moi')
      return clerk.post('/can-bo/van-ban-den/moi', { 'van-ban': id, _viec: 'de-xuat', 'do-mat': '0' })
    }
    expect((await asked('hycuong.vanthu', documentId)).body).toContain('kin.pdf')
    const [other, draft] = [
      await asked('viettri.vanthu', documentId),
      await asked('hycuong.vanthu', await awaitedDocument(house)),
    ]
    expect([other.statusCode, draft.statusCode]).toEqual([404, 404])
    expect((await asked('viettri.vanthu', newId())).statusCode).toBe(200)
  })

  it('give the clerk a form, books and their print', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    for (const path of ['/moi', '/so']) expect((await clerk.get(`/can-bo/van-ban-den${path}`)).statusCode).toBe(200)
    const books = await clerk.get('/can-bo/van-ban-den/so')
    const [, book = ''] = /href="\/can-bo\/so-van-ban\?so=([^"]+)"[^>]*>Sổ văn bản đến</.exec(books.body) ?? []
    const asked = `so=${book}&nam=2026&thang=9`
    const forms = ['dang-ky', 'theo-doi', 'chuyen-giao'].map((form) => `${asked}&mau=${form}`)
    exceeded.length = 0
    // Nobody has been handed it yet.
    for (const [at, isThere] of [true, true, false].entries())
      expect((await clerk.get(`/can-bo/so-van-ban?${forms[at]}`)).body.includes(documentId)).toBe(isThere)
    expect(exceeded).toEqual([])
    const printed = forms.map((form) => `/can-bo/so-van-ban/in.pdf?${form}`)
    const papers = ['dau-den', 'phieu-giai-quyet'].map((name) => `/can-bo/van-ban-den/${documentId}/${name}.pdf`)
    for (const href of [...printed, ...papers]) {
      const answer = await clerk.get(href)
      expect([href, answer.statusCode, answer.headers['content-type']]).toEqual([href, 200, 'application/pdf'])
    }
    const handler = await officerBrowser(house, app, 'hycuong.hotich')
    for (const path of ['/moi', '/so']) expect((await handler.get(`/can-bo/van-ban-den${path}`)).statusCode).toBe(403)
  })

  it('open a book from when its types may be counted in it, and close it', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const path = '/can-bo/van-ban-den/so'
    const agencyId = (await house.officer('hycuong.vanthu')).posts[0]?.agencyId ?? ''
    await clerk.get(path)
    const form = { 'co-quan': agencyId, 'dung-cho': 'outgoing', ten: 'Sổ giấy mời' }
    const overlap = await clerk.post(path, { ...form, loai: 'QĐ' })
    expect([overlap.statusCode, overlap.body.includes('Đã có sổ đang cấp số')]).toEqual([422, true])
    expect((await clerk.post(path, { ...form, loai: 'GM' })).statusCode).toBe(303)
    const opened = await clerk.get(path)
    expect(opened.body).toContain('Sổ giấy mời')
    const [, book = ''] = /so-van-ban\?so=([^"]+)"[^>]*>Sổ giấy mời</.exec(opened.body) ?? []
    expect((await clerk.post(`${path}/dong`, { so: book, 'co-quan': agencyId })).statusCode).toBe(303)
    expect((await clerk.get(path)).body).toContain('Không cấp số từ ngày')
  })

  it('takes in what came by itself with one touch, and names what looks double', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const agencyId = (await house.officer('hycuong.vanthu')).posts[0]?.agencyId ?? ''
    const bring = async (code: { number: number; notation: string }, id: string) => {
      const documentId = newId()
      const face = IncomingFace.parse({
        typeCode: 'CV',
        subject: `Văn bản qua trục ${id}`,
        code,
        documentDate: '2026-09-04',
        authorAgencyId: null,
        authorName: 'Bộ Tư pháp',
      })
      const brought = { documentId, agencyId, face, channel: 'interchange', origin: { issuer: 'G15', id } } as const
      acceptedValue(await receiveIncomingDocument(house.deps, system, brought))
      return documentId
    }
    const plain = await bring({ number: 31, notation: 'BTP' }, 'm-31')
    await bring({ number: 32, notation: 'BTP' }, 'm-32')
    await bring({ number: 32, notation: 'BTP' }, 'm-33')
    const path = '/can-bo/van-ban-den/cho-vao-so'
    const waiting = await clerk.get(path)
    expect(waiting.body.split('Có thể trùng, xem lại')).toHaveLength(3)
    const taken = await clerk.post(path, { 'van-ban': plain })
    expect([taken.statusCode, taken.headers.location]).toEqual([303, path])
    const after = await clerk.get(path)
    expect(after.body).not.toContain('m-31')
    const opened = await clerk.get(`/can-bo/van-ban-den/${plain}`)
    expect(opened.body).toContain('Sổ văn bản đến')
    expect((await clerk.get(`/can-bo/van-ban-den/${plain}`)).body).toContain('Ai đã xem (1)')
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    expect((await leader.get(path)).statusCode).toBe(403)
    await leader.post(`/can-bo/van-ban-den/${plain}/theo-doi`, { 'theo-doi': '1' })
    expect((await leader.get('/can-bo/van-ban-den?xem=theo-doi')).body).toContain(plain)
    expect((await clerk.get('/can-bo/van-ban-den?xem=theo-doi')).body).not.toContain(`${plain}?`)
    expect(exceeded).toEqual([])
  })

  it('say what signatures of files are worth, and take in what does not hold with a reason alone', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const agencyId = (await house.officer('hycuong.vanthu')).posts[0]?.agencyId ?? ''
    const id = newId()
    const content = await storeMadeBytes(house.deps.files, (await makeSigningSample()).sealed)
    const file = { purpose: 'document', name: 'thong-bao.pdf', mediaType: 'application/pdf', content } as const
    const owner = { kind: documentSubject, id }
    await house.deps.database
      .transaction()
      .execute((tx) => keepMadeFile(tx, { owner, ...file, madeAt: house.deps.clock.now() }))
    const face = IncomingFace.parse({
      typeCode: 'TB',
      subject: 'Lịch ngừng cấp điện',
      code: { number: 87, notation: 'KD' },
      documentDate: '2026-09-04',
      authorAgencyId: null,
      authorName: 'Công ty Điện lực',
    })
    const brought = { documentId: id, agencyId, face, channel: 'e-mail', origin: { issuer: 'e', id } } as const
    acceptedValue(await receiveIncomingDocument(house.deps, system, brought))
    const arrivals = '/can-bo/van-ban-den/cho-vao-so'
    expect((await clerk.get(arrivals)).body).toContain('Đang kiểm tra chữ ký số')
    await readDocumentText({ ...house.deps, recognise: null }, id)
    const listed = (await clerk.get(arrivals)).body
    expect(listed).toContain('Chưa tin cậy được người ký')
    expect(listed).toContain(`href="/can-bo/van-ban-den/moi?van-ban=${id}"`)
    const refused = await clerk.post(arrivals, { 'van-ban': id })
    expect([refused.statusCode, refused.body.includes('Chữ ký số không đạt: thong-bao.pdf')]).toEqual([409, true])
    exceeded.length = 0
    const form = await clerk.get(`/can-bo/van-ban-den/moi?van-ban=${id}`)
    for (const said of ['Lê Thị Ánh Tuyết', 'Chứng thư không do nơi mà tỉnh tin cậy cấp', `/${id}#tra-noi-gui`])
      expect([said, form.body.includes(said)]).toEqual([said, true])
    const typed = { 'van-ban': id, 'noi-ban-hanh': 'Công ty Điện lực', 'trich-yeu': 'Lịch', 'so-ky-hieu': '87/KD' }
    const whole = { ...typed, loai: 'TB', 'do-khan': '0', 'do-mat': '0' }
    const without = await clerk.post('/can-bo/van-ban-den/moi', whole)
    expect([without.statusCode, without.body.includes('name="ly-do-chu-ky"')]).toEqual([422, true])
    const reason = 'Đã gọi điện xác minh'
    expect((await clerk.post('/can-bo/van-ban-den/moi', { ...whole, 'ly-do-chu-ky': reason })).statusCode).toBe(303)
    const open = (await clerk.get(`/can-bo/van-ban-den/${id}`)).body
    for (const said of [reason, 'Chưa tin cậy được người ký', 'Lê Thị Ánh Tuyết']) expect(open).toContain(said)
    expect(exceeded).toEqual([])
  })
})
