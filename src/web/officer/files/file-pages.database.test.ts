import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { keepPackages } from '#modules/archive/index.ts'
import { keepDossierFile } from '#modules/work-files/index.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import { silentLog } from '#platform/log/log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { issueBirth } from '#test/support/issued-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
const exceeded: unknown[] = []

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house, { log: { ...silentLog, warn: (detail: unknown) => exceeded.push(detail) } })
})

const filled = async (login: string) => {
  const { posts } = await house.officer(login)
  return {
    'chuc-vu': posts[0]?.postId ?? '',
    'tieu-de': 'Kiểm tra <b>hộ tịch</b>',
    'ky-hieu': 'ht',
    loai: 'general',
    'so-nam': '20',
    'che-do': 'conditional',
  }
}

describe('the pages of work files', () => {
  it('open a file, list it, show it and keep what was typed when it is refused', async () => {
    const visitor = await officerBrowser(house, app, 'hycuong.hotich')
    const empty = await visitor.get('/can-bo/ho-so-cong-viec')
    expect(empty.body).toContain('Chưa có hồ sơ nào')
    await visitor.get('/can-bo/ho-so-cong-viec/mo')
    const wrong = await visitor.post('/can-bo/ho-so-cong-viec/mo', {
      ...(await filled('hycuong.hotich')),
      'ky-hieu': 'a b',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Kiểm tra &lt;b>hộ tịch&lt;/b>')
    expect(wrong.body).toContain('Ký hiệu gồm chữ in')
    const opened = await visitor.post('/can-bo/ho-so-cong-viec/mo', await filled('hycuong.hotich'))
    const href = String(opened.headers.location)
    expect([opened.statusCode, href.startsWith('/can-bo/ho-so-cong-viec/')]).toEqual([303, true])
    const shown = await visitor.get(href)
    expect(shown.body).toContain('01.HT')
    const unknown = await visitor.post(`${href}/them`, { 'so-ky-hieu': '9/KHONG-CO' })
    expect([unknown.statusCode, unknown.body.includes('9/KHONG-CO')]).toEqual([422, true])
    const closed = await visitor.post(`${href}/ket-thuc`, { ngay: '2026-09-01' })
    expect([closed.statusCode, closed.body.includes('chưa có tài liệu nào')]).toEqual([409, true])
    expect((await visitor.get('/can-bo/ho-so-cong-viec?tim=kiem+tra')).body).toContain(href)
  })

  it('stay within their statements, and are nothing to others', async () => {
    const visitor = await officerBrowser(house, app, 'hycuong.hotich')
    await visitor.get('/can-bo/ho-so-cong-viec/mo')
    const opened = await visitor.post('/can-bo/ho-so-cong-viec/mo', await filled('hycuong.hotich'))
    const href = String(opened.headers.location)
    exceeded.length = 0
    for (const path of ['/can-bo/ho-so-cong-viec', '/can-bo/ho-so-cong-viec/mo', href])
      expect([path, (await visitor.get(path)).statusCode]).toEqual([path, 200])
    expect(exceeded).toEqual([])
    const other = await officerBrowser(house, app, 'tinh.chutich')
    expect((await other.get(href)).statusCode).toBe(404)
    expect((await other.get('/can-bo/ho-so-cong-viec?xem=tat-ca')).body).not.toContain(href)
  })

  it('take a document from its own page, and let one choose among those of one number', async () => {
    const visitor = await officerBrowser(house, app, 'hycuong.hotich')
    await visitor.get('/can-bo/ho-so-cong-viec/mo')
    const opened = await visitor.post('/can-bo/ho-so-cong-viec/mo', await filled('hycuong.hotich'))
    const file = String(opened.headers.location)
    const fileId = file.slice(-36)
    const { officerId, posts } = await house.officer('hycuong.hotich')
    const [first = '', second = ''] = [newId(), newId()]
    for (const [id, year] of [
      [first, 2025],
      [second, 2026],
    ] as const) {
      await sql`
        insert into official_document (id, agency_id, direction, state, type_code, subject, code_number, code_notation, document_date,
          author_name, register_id, register_year, register_number, registered_at, secrecy, created_at, updated_at)
        select ${id}, agency_id, 'incoming', 'routed', 'CV', ${`Mời họp <năm> ${year}`}, 77, 'XYZ', make_date(${year}, 5, 2),
          'Sở Tư pháp', id, ${year}, 9900, now(), 0, now(), now()
        from document_register where agency_id = ${posts[0]?.agencyId ?? ''} and direction = 'incoming' limit 1`.execute(
        house.open.database,
      )
      await sql`
        insert into participant (id, subject_kind, subject_id, agency_id, officer_id, capacity, from_at)
        values (${newId()}, 'official-document', ${id}, ${posts[0]?.agencyId ?? ''}, ${officerId}, 'leading', now() - interval '1 year')`.execute(
        house.open.database,
      )
    }
    exceeded.length = 0
    expect((await visitor.get(`/can-bo/van-ban-den/${first}`)).body).toContain(
      `/can-bo/ho-so-cong-viec/dua-vao/${first}`,
    )
    const page = await visitor.get(`/can-bo/ho-so-cong-viec/dua-vao/${first}`)
    expect([page.statusCode, page.body.includes('Mời họp &lt;năm> 2025'), page.body.includes(fileId)]).toEqual([
      200,
      true,
      true,
    ])
    const typed = await visitor.post(`${file}/them`, { 'so-ky-hieu': '77/XYZ' })
    const choice = await visitor.get(String(typed.headers.location))
    expect([typed.statusCode, choice.body.includes(first), choice.body.includes(second)]).toEqual([303, true, true])
    expect(exceeded).toEqual([])
    const put = await visitor.post(`/can-bo/ho-so-cong-viec/dua-vao/${second}`, { 'ho-so': fileId, ve: 'ho-so' })
    expect([put.statusCode, put.headers.location]).toEqual([303, file])
    expect((await visitor.get(file)).body).toContain('Mời họp &lt;năm> 2026')
    expect((await visitor.get(`/can-bo/ho-so-cong-viec/dua-vao/${second}`)).body).toContain('Đã có trong')
    const stranger = await officerBrowser(house, app, 'tinh.chutich')
    expect((await stranger.get(`/can-bo/ho-so-cong-viec/dua-vao/${first}`)).statusCode).toBe(404)
    expect((await stranger.get(`${file}/chon-van-ban?so-ky-hieu=77/XYZ`)).statusCode).toBe(404)
  })

  it('draw up the list of a year, print it, and open its files', async () => {
    const clerk = await officerBrowser(house, app, 'hycuong.vanthu')
    const lists = await clerk.get('/can-bo/ho-so-cong-viec/danh-muc')
    expect(lists.body).toContain('Lập danh mục năm 2026')
    const agency = await house.agencyId('H44.105')
    const drafted = await clerk.post('/can-bo/ho-so-cong-viec/danh-muc', { 'co-quan': agency, nam: '2026' })
    const list = String(drafted.headers.location)
    const form = await clerk.get(`${list}/them`)
    const [, heading = ''] = /<option value="([0-9a-f-]{36})">I\. /.exec(form.body) ?? []
    const typed = { 'de-muc': heading, 'tieu-de': 'Báo cáo <năm>', loai: 'general', 'so-nam': '0', 'che-do': 'open' }
    const { officerId } = await house.officer('hycuong.vanthu')
    const wrong = await clerk.post(`${list}/them`, { ...typed, 'nguoi-lap': officerId })
    expect([wrong.statusCode, wrong.body.includes('Báo cáo &lt;năm')]).toEqual([422, true])
    const right = { ...typed, 'so-nam': '5', 'nguoi-lap': officerId, 'loai-van-ban': 'BC' }
    expect((await clerk.post(`${list}/them`, right)).statusCode).toBe(303)
    await clerk.post(`${list}/trinh`, {})
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    await leader.get(list)
    const early = await leader.post(`${list}/ban-hanh`, { 'so-quyet-dinh': '', 'ngay-quyet-dinh': '2026-09-01' })
    expect([early.statusCode, early.body.includes('Ghi số, ký hiệu quyết định')]).toEqual([422, true])
    const issued = { 'so-quyet-dinh': '15/QĐ-UBND', 'ngay-quyet-dinh': '2026-09-01' }
    expect((await leader.post(`${list}/ban-hanh`, issued)).statusCode).toBe(303)
    exceeded.length = 0
    for (const path of [
      '/can-bo/ho-so-cong-viec/danh-muc',
      '/can-bo/ho-so-cong-viec/de-xuat',
      list,
      `${list}/danh-muc.pdf`,
    ])
      expect([path, (await clerk.get(path)).statusCode]).toEqual([path, 200])
    const waiting = await clerk.get('/can-bo/ho-so-cong-viec/danh-muc')
    const [, entry = ''] = /name="ho-so" value="([0-9a-f-]{36})"/.exec(waiting.body) ?? []
    const opened = await clerk.post('/can-bo/ho-so-cong-viec/danh-muc/mo-ho-so', { 'ho-so': entry })
    const file = String(opened.headers.location)
    for (const path of [file, `${file}/muc-luc.pdf`, `${file}/bia.pdf`])
      expect([path, (await clerk.get(path)).statusCode]).toEqual([path, 200])
    expect(exceeded).toEqual([])
    const stranger = await officerBrowser(house, app, 'snv.giamdoc')
    for (const path of [list, `${list}/danh-muc.pdf`, `${list}/them`])
      expect([path, (await stranger.get(path)).statusCode]).toEqual([path, 404])
  })

  it('hand out a package of a settled dossier that reads back without a fault', async () => {
    const birth = await issueBirth(house)
    await keepDossierFile(house.deps, birth.id)
    const visitor = await officerBrowser(house, app, 'hycuong.vanthu')
    const list = await visitor.get(`/can-bo/ho-so-cong-viec?xem=tat-ca&tim=${birth.code}`)
    const [href = ''] = /\/can-bo\/ho-so-cong-viec\/[0-9a-f-]{36}/.exec(list.body) ?? []
    await visitor.get(href)
    const answer = await visitor.get(`${href}/goi.zip`)
    expect([answer.statusCode, answer.headers.location]).toEqual([200, undefined])
    const verdict = await verifyPackage(new Blob([new Uint8Array(answer.rawPayload)]))
    expect(verdict.faults).toEqual([])
    expect([verdict.kind, verdict.records.length > 0]).toEqual(['SIP', true])
    expect(verdict.description.title?.[0]).toContain(birth.code)
  })

  it('bring a file into the archive page by page, within their statements', async () => {
    const birth = await issueBirth(house)
    await keepDossierFile(house.deps, birth.id)
    const giver = await officerBrowser(house, app, 'hycuong.chanhvanphong')
    exceeded.length = 0
    expect((await giver.get('/can-bo/ho-so-cong-viec/nop-luu')).body).toContain(birth.code)
    const form = await giver.get('/can-bo/ho-so-cong-viec/nop-luu/moi')
    const ids = [...form.body.matchAll(/name="ho-so"[^>]*value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
    const none = await giver.post('/can-bo/ho-so-cong-viec/nop-luu/moi', { ten: 'Khối <1>' })
    expect([none.statusCode, none.body.includes('Khối &lt;1>')]).toEqual([422, true])
    const offered = await giver.post('/can-bo/ho-so-cong-viec/nop-luu/moi', { 'ho-so': ids[0] ?? '', ten: 'Hộ tịch' })
    const handOver = String(offered.headers.location)
    const archivist = await officerBrowser(house, app, 'hycuong.luutru')
    const shown = await archivist.get(handOver)
    const [, fileId = ''] = /ho-so\/([0-9a-f-]{36})\/nhan/.exec(shown.body) ?? []
    const wordless = await archivist.post(`${handOver}/ho-so/${fileId}/tra-lai`, { 'ly-do': '' })
    expect([wordless.statusCode, wordless.body.includes('Ghi lý do.')]).toEqual([422, true])
    for (const [visitor, path] of [
      [archivist, `${handOver}/ho-so/${fileId}/nhan`],
      [archivist, `${handOver}/nhan`],
      [giver, `${handOver}/giao`],
    ] as const) {
      await visitor.get(handOver)
      expect([path, (await visitor.post(path, {})).statusCode]).toEqual([path, 303])
    }
    await keepPackages(house.deps, handOver.split('/').at(-1) ?? '')
    for (const path of [
      handOver,
      '/can-bo/luu-tru',
      '/can-bo/luu-tru/giao-nhan',
      `${handOver}/muc-luc.pdf`,
      `${handOver}/bien-ban.pdf`,
    ])
      expect([path, (await archivist.get(path)).statusCode]).toEqual([path, 200])
    const ask = `/can-bo/luu-tru/ho-so/${fileId}/xin-doc`
    await giver.get(ask)
    const short = await giver.post(ask, { 'muc-dich': '02', 'ly-do': 'Đối chiếu', 'so-ngay': '0' })
    expect([short.statusCode, short.body.includes('Đối chiếu')]).toEqual([422, true])
    expect((await giver.post(ask, { 'muc-dich': '02', 'ly-do': 'Đối chiếu', 'so-ngay': '3' })).statusCode).toBe(303)
    const leader = await officerBrowser(house, app, 'hycuong.chutich')
    const readings = await leader.get('/can-bo/luu-tru/yeu-cau')
    const [, request = ''] = /yeu-cau\/([0-9a-f-]{36})\/dong-y/.exec(readings.body) ?? []
    expect((await leader.post(`/can-bo/luu-tru/yeu-cau/${request}/dong-y`, {})).statusCode).toBe(303)
    const copy = await giver.get(`/can-bo/luu-tru/yeu-cau/${request}/ban-doc.zip`)
    expect([copy.statusCode, copy.headers['content-type']]).toEqual([200, 'application/zip'])
    const store = await archivist.get('/can-bo/luu-tru')
    const [, kept = ''] = /goi\/([0-9a-f-]{36}[.]zip)/.exec(store.body) ?? []
    expect((await archivist.get(`/can-bo/luu-tru/goi/${kept}`)).statusCode).toBe(200)
    expect(exceeded).toEqual([])
    const stranger = await officerBrowser(house, app, 'hycuong.kinhte')
    for (const path of [handOver, `${handOver}/bien-ban.pdf`, `/can-bo/luu-tru/yeu-cau/${request}/ban-doc.zip`])
      expect([path, (await stranger.get(path)).statusCode]).toEqual([path, 404])
  })
})
