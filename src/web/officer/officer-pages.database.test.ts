import { beforeAll, describe, expect, it } from 'vitest'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, type FiledBirth, fileBirth } from '#test/support/filed-birth.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'
import { routeMatrix } from '#web/http/route-matrix.ts'
import { officerRoutes } from './routes.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
let birth: FiledBirth
let other: FiledBirth

const browser = (login: string): Promise<Visitor> => officerBrowser(house, app, login)
const pathOf = ({ id }: FiledBirth): string => `/can-bo/ho-so/${id}`

const looksAt = async ({ id }: FiledBirth): Promise<readonly string[]> => {
  const rows = await house.open.database
    .selectFrom('access_log')
    .select(['officer_name', 'what'])
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.what)
}

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house)
  birth = await fileBirth(house)
  other = await fileBirth(house, 'lan')
})

describe('the work list', () => {
  it('shows what waits, keeps its filters in the address, and opens a dossier beside itself', async () => {
    const desk = await browser('hycuong.motcua')
    const list = await desk.get('/can-bo?buoc=tiep-nhan')
    expect(list.statusCode).toBe(200)
    expect(list.body).toContain(birth.code)
    expect(list.body).toContain(`${pathOf(birth)}?buoc=tiep-nhan`)
    const open = await desk.get(`${pathOf(birth)}?buoc=tiep-nhan`)
    expect(open.body).toContain(other.code)
    expect(open.body).toContain('Tiếp nhận')
  })

  it('says what to do when it is empty', async () => {
    const desk = await browser('hycuong.motcua')
    const empty = await desk.get('/can-bo?linh-vuc=Không có')
    expect(empty.body).toContain('Bỏ điều kiện lọc')
    expect((await (await browser('hycuong.vanthu')).get('/can-bo')).body).toContain('Không còn việc nào chờ bạn')
  })

  it('takes whatever an address may carry', async () => {
    const desk = await browser('hycuong.motcua')
    const odd = [
      'nhom=la',
      'nhom=qua-han&sau=1_x_y',
      'nhom=qua-han&sau=1_2026-09-99_0',
      'xem=xx&buoc=%00',
      'linh-vuc=%27',
    ]
    for (const query of odd) expect([query, (await desk.get(`/can-bo?${query}`)).statusCode]).toEqual([query, 200])
  })

  it('is exported as a file that spreadsheets read, within the remit', async () => {
    const file = await (await browser('hycuong.motcua')).get('/can-bo/xuat.csv')
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain(birth.code)
    expect((await (await browser('tinh.motcua1')).get('/can-bo/xuat.csv')).body).not.toContain(birth.code)
  })
})

describe('an open dossier', () => {
  it('masks identity numbers until they are asked for by a form, and writes every look down', async () => {
    const fresh = await fileBirth(house)
    const desk = await browser('hycuong.motcua')
    const open = await desk.get(pathOf(fresh))
    expect(open.body).toContain('0250••••0001')
    for (const number of ['025090000001', '025193000011']) expect(open.body).not.toContain(number)
    expect((await desk.get(`${pathOf(fresh)}/so-dinh-danh`)).statusCode).toBe(405)
    const full = await desk.post(`${pathOf(fresh)}/so-dinh-danh`, {})
    expect(full.body).toContain('025090000001')
    expect(await looksAt(fresh)).toEqual(['dossier', 'identity', 'dossier'])
  })

  it('shows its files in the page with headers that let them do nothing', async () => {
    const desk = await browser('hycuong.motcua')
    const file = await desk.get(`${pathOf(birth)}/tep/${birth.fileId}`)
    expect(file.statusCode).toBe(200)
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(file.headers['content-disposition']).toMatch(/^inline/)
    expect(file.headers['content-security-policy']).toContain("default-src 'none'")
    expect((await desk.get(`${pathOf(birth)}/tep/${birth.fileId}?tai=1`)).headers['content-disposition']).toMatch(
      /^attachment/,
    )
  })

  it('is not there for officers of other agencies, nor are its files, slips, acts or numbers', async () => {
    for (const login of ['tinh.motcua1', 'vinhyen.chutich']) {
      const stranger = await browser(login)
      await stranger.get('/can-bo')
      const gets = [
        '',
        `/tep/${birth.fileId}`,
        `/phieu/${birth.fileId}.pdf`,
        '/du-thao.pdf',
        `/bien-lai/${birth.id}.pdf`,
      ]
      for (const part of gets) {
        const { statusCode, body } = await stranger.get(`${pathOf(birth)}${part}`)
        expect([login, part, statusCode]).toEqual([login, part, 404])
        expect(body).not.toContain(birth.code)
      }
      for (const act of ['so-dinh-danh', 'tiep-nhan', 'tu-choi', 'bo-sung', 'thu-tien', 'ky', 'xin-loi']) {
        const { statusCode, body } = await stranger.post(`${pathOf(birth)}/${act}`, { 'tc.ly-do': 'x' })
        expect([act, statusCode === 404 || statusCode === 403]).toEqual([act, true])
        expect(body).not.toContain(birth.code)
      }
    }
  })

  it.each(['khong-phai-ma', '0197b6d0-0000-7000-8000-000000000000'])('is not there under %s', async (id) => {
    const desk = await browser('hycuong.motcua')
    expect((await desk.get(`/can-bo/ho-so/${id}`)).statusCode).toBe(404)
    expect((await desk.get(`/can-bo/ho-so/${id}/tep/${id}`)).statusCode).toBe(404)
  })
})

describe('a refused act', () => {
  it('keeps what was typed, says where it is wrong, and does nothing', async () => {
    const desk = await browser('hycuong.motcua')
    await desk.get(pathOf(birth))
    const refused = await desk.post(`${pathOf(birth)}/bo-sung`, { 'bs.khac': 'Chụp lại giấy <b>chứng sinh</b>.' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Chụp lại giấy &lt;b>chứng sinh&lt;/b>.')
    expect(refused.body).toContain('data-focus-first')
    expect(refused.body).toMatch(/href="#[^"]*ly-do"/)
    expect((await desk.get(pathOf(birth))).body).toContain('Mới đăng ký')
  })

  it('by somebody slower says that it is done already', async () => {
    const raced = await fileBirth(house)
    const [one, two] = [await browser('hycuong.motcua'), await browser('hycuong.motcua')]
    await one.get(pathOf(raced))
    await two.get(pathOf(raced))
    expect((await one.post(`${pathOf(raced)}/tiep-nhan`, {})).statusCode).toBe(303)
    const late = await two.post(`${pathOf(raced)}/tiep-nhan`, {})
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Việc này đã xong: bạn bấm hai lần, hoặc người khác vừa làm')
  })

  it('by an officer whose post it is not is refused at the door or at the dossier', async () => {
    const handler = await browser('hycuong.hotich')
    await handler.get('/can-bo')
    expect((await handler.post(`${pathOf(birth)}/tiep-nhan`, {})).statusCode).toBe(403)
  })
})

describe('a search', () => {
  it('by code opens the dossier; by a personal datum leads to an address that says nothing', async () => {
    const desk = await browser('hycuong.motcua')
    await desk.get('/can-bo')
    expect((await desk.post('/can-bo/tim', { q: birth.code.toLowerCase() })).headers.location).toBe(pathOf(birth))
    for (const q of [birthOwner.name, birthOwner.identityNumber, birthOwner.phone]) {
      const posted = await desk.post('/can-bo/tim', { q })
      const to = String(posted.headers.location)
      expect(to).toMatch(/^\/can-bo\/tim\/[0-9a-f-]{36}$/)
      expect((await desk.get(to)).body).toContain(birth.code)
      // An address that was passed on shows nothing to anybody else.
      expect((await (await browser('hycuong.phochutich')).get(to)).statusCode).toBe(410)
    }
    const kept = await house.open.database.selectFrom('kept_search').select('sealed').execute()
    for (const { sealed } of kept) expect(sealed.toString('latin1')).not.toContain('025090000001')
  })

  it('of another desk finds nothing', async () => {
    const stranger = await browser('tinh.motcua1')
    await stranger.get('/can-bo')
    for (const q of [birth.code, birthOwner.name, birthOwner.identityNumber]) {
      const to = String((await stranger.post('/can-bo/tim', { q })).headers.location)
      expect((await stranger.get(to)).body).not.toContain(pathOf(birth))
    }
  })
})

describe('a session that has ended under somebody’s hands', () => {
  it('keeps what was typed for after signing in again', async () => {
    const desk = await browser('hycuong.motcua')
    await desk.get(pathOf(birth))
    await house.open.database
      .updateTable('session')
      .set({ expires_at: house.deps.clock.now().subtract({ minutes: 1 }) })
      .execute()
    const posted = await desk.post(`${pathOf(birth)}/tu-choi`, { 'tc.ly-do': 'Không thuộc thẩm quyền.' })
    expect(posted.statusCode).toBe(401)
    expect(posted.body).toContain('name="_kept"')
    const status = await house.open.database.selectFrom('dossier').select('status').where('id', '=', birth.id).execute()
    expect(status).toEqual([{ status: 1 }])
  })
})

describe('routes for officers', () => {
  it('let no citizen and nobody unknown in, and each names its roles', () => {
    // Programs come here without a session, with a secret or a ticket that was made for them.
    const bringsItsKey = /^\/(ky-tren-may\/:id\/:ticket|lich-cong-tac\/:secret)\//
    const open = routeMatrix(officerRoutes.filter(({ path }) => !bringsItsKey.test(path))).filter(
      (cell) => cell.expected === 'allowed' && (cell.visitor === 'citizen' || cell.visitor === 'anonymous'),
    )
    expect(open.map((cell) => cell.route.path)).toEqual([])
  })
})
