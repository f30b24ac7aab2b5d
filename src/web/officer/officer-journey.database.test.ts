import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { formBodyOf } from '#modules/forms/domain/index.ts'
import { demoForm } from '#test/support/demo-data.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, fileBirth } from '#test/support/filed-birth.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { officerBrowser, serveDemoHouse } from '#test/support/officer-browser.ts'
import type { Visitor } from '#test/support/visitor.ts'

let house: DemoHouse
let app: ReturnType<typeof serveDemoHouse>
const people = new Map<string, Visitor>()

const browser = async (login: string): Promise<Visitor> => {
  const known = people.get(login)
  if (known !== undefined) return known
  const fresh = await officerBrowser(house, app, login)
  people.set(login, fresh)
  return fresh
}

/** Reads a page and gives the value of a field of it. */
const fieldOn = (body: string, name: string): string =>
  new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? ''

const act = async (login: string, path: string, name: string, form: Readonly<Record<string, string>> = {}) => {
  const visitor = await browser(login)
  await visitor.get(path)
  const answer = await visitor.post(`${path}/${name}`, form)
  return { answer, after: await visitor.get(String(answer.headers.location ?? path)) }
}

const statusOf = async (id: string): Promise<number> =>
  (await house.open.database.selectFrom('dossier').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status

beforeAll(async () => {
  house = await openDemoHouse()
  app = serveDemoHouse(house)
})

describe('a birth on the pages of officers', () => {
  it('goes from the list to the sealed result, each hand by its own forms', async () => {
    const { id } = await fileBirth(house)
    const path = `/can-bo/ho-so/${id}`
    const accepted = await act('hycuong.motcua', path, 'tiep-nhan')
    expect(accepted.answer.statusCode).toBe(303)
    expect(accepted.after.body).toMatch(/Giấy hẹn số \d+\/2026-TTPVHCC/)
    const slip = /\/can-bo\/ho-so\/[^"]+\/phieu\/[^"?]+\.pdf/.exec(accepted.after.body)?.[0] ?? ''
    const pdf = await (await browser('hycuong.motcua')).get(slip)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')

    const handler = await house.officer('hycuong.hotich')
    const assigned = await act('hycuong.chanhvanphong', path, 'phan-cong', { 'pc.nguoi': handler.officerId })
    expect(assigned.answer.statusCode).toBe(303)
    expect((await (await browser('hycuong.hotich')).get('/can-bo?xem=cua-toi')).body).toContain(path)

    const drafting = await browser('hycuong.hotich')
    const draft = await drafting.get(`${path}/du-thao`)
    expect(fieldOn(draft.body, 'vb.name')).toBe('NGUYỄN MINH AN')
    const values = Object.fromEntries(
      [...draft.body.matchAll(/name="(vb\.[A-Za-z]+)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value ?? '',
      ]),
    ) as Record<string, string>
    const lacking = await drafting.post(`${path}/du-thao`, { ...values, 'vb.name': '', viec: 'send', loai: 'dong-y' })
    expect(lacking.statusCode).toBe(422)
    expect(lacking.body).toContain('Chưa viết mục “Họ, chữ đệm, tên”.')
    expect((await drafting.post(`${path}/du-thao`, { ...values, viec: 'save', loai: 'dong-y' })).statusCode).toBe(303)
    const preview = await drafting.get(`${path}/du-thao.pdf`)
    expect(preview.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const sent = await drafting.post(`${path}/du-thao`, { ...values, viec: 'send', loai: 'dong-y' })
    expect(sent.headers.location).toBe(path)

    const back = await act('hycuong.chanhvanphong', path, 'gui-lai', { 'gl.ly-do': 'Sửa nơi sinh.' })
    expect(back.answer.statusCode).toBe(303)
    expect((await drafting.get(path)).body).toContain('Sửa nơi sinh.')
    await drafting.post(`${path}/du-thao`, { ...values, viec: 'send', loai: 'dong-y' })
    expect((await act('hycuong.chanhvanphong', path, 'dong-y')).answer.statusCode).toBe(303)

    const leader = await browser('hycuong.chutich')
    const queue = await leader.get(`/can-bo/ky-so/${id}`)
    const version = fieldOn(queue.body, 'ky.phien-ban')
    const stale = await leader.post(`${path}/ky`, { 'ky.phien-ban': String(Number(version) + 1) })
    expect(stale.statusCode).toBe(409)
    const signed = await leader.post(`${path}/ky`, { 'ky.phien-ban': version, _tiep: '/can-bo/ky-so' })
    expect(signed.headers.location).toBe('/can-bo/ky-so')

    const clerk = await browser('hycuong.vanthu')
    expect((await clerk.get(`/can-bo/van-thu/${id}`)).body).toContain('Bản đã ký')
    expect((await clerk.post(`${path}/dong-dau`, {})).statusCode).toBe(303)
    expect(await statusOf(id)).toBe(9)

    const nobody = await act('hycuong.motcua', path, 'tra', { 'tr.nguoi-nhan': ' ', 'tr.cach': 'desk' })
    expect(nobody.answer.statusCode).toBe(422)
    const returned = await act('hycuong.motcua', path, 'tra', { 'tr.nguoi-nhan': birthOwner.name, 'tr.cach': 'desk' })
    expect(returned.answer.statusCode).toBe(303)
    expect(await statusOf(id)).toBe(10)
  })

  it('is supplemented at the counter, and refused with its slip', async () => {
    const { id } = await fileBirth(house)
    const path = `/can-bo/ho-so/${id}`
    const form = { 'bs.giay.birth-certificate': 'Chụp lại cho rõ.', 'bs.ly-do': 'Ảnh mờ.' }
    expect((await act('hycuong.motcua', path, 'bo-sung', form)).after.body).toContain('Đã gửi phiếu bổ sung')
    expect(await statusOf(id)).toBe(5)
    const empty = await act('hycuong.motcua', path, 'nhan-bo-sung', {})
    expect(empty.answer.statusCode).toBe(422)
    const taken = await act('hycuong.motcua', path, 'nhan-bo-sung', { 'nb.ghi-chu': 'Đã nhận bản chính.' })
    expect(taken.answer.statusCode).toBe(303)
    expect(await statusOf(id)).toBe(1)
    expect((await act('hycuong.motcua', path, 'tu-choi', { 'tc.ly-do': 'Sai nơi nộp.' })).after.body).toContain(
      'Phiếu số',
    )
    expect(await statusOf(id)).toBe(3)
  })

  it('is accepted together with others, one that is gone holding up none', async () => {
    const [one, two] = [await fileBirth(house), await fileBirth(house, 'lan')]
    const desk = await browser('hycuong.motcua')
    await desk.get('/can-bo')
    const preview = await desk.post('/can-bo/tiep-nhan-nhieu', { id: [one.id, two.id], tu: '?buoc=tiep-nhan' })
    expect(preview.body).toContain('Tiếp nhận 2 hồ sơ')
    expect(await statusOf(one.id)).toBe(1)
    await desk.post(`/can-bo/ho-so/${one.id}/tiep-nhan`, {})
    const done = await desk.post('/can-bo/tiep-nhan-nhieu/xac-nhan', { id: [one.id, two.id, newId(), 'x'] })
    expect(done.body).toContain('Đã tiếp nhận 1/2 hồ sơ.')
    expect(await statusOf(two.id)).toBe(2)
  })
})

const generalAnswers = formBodyOf(demoForm('general'), formAnswers.general ?? {})
const extractAnswers = formBodyOf(demoForm('civil-extract'), formAnswers['civil-extract'] ?? {})

describe('the counter', () => {
  const owner = {
    '_chu.name': 'Trần Thị Thử',
    '_chu.identityNumber': '025 190 000 777',
    '_chu.phone': '0912 345 678',
    '_chu.address': 'Khu 1, xã Hy Cương',
  }
  const path = '/can-bo/quay/2.000635'

  const open = async () => {
    const desk = await browser('hycuong.motcua')
    const page = await desk.get(path)
    return { desk, filing: fieldOn(page.body, '_ho-so') }
  }

  it('finds the procedure by everyday words', async () => {
    const desk = await browser('hycuong.motcua')
    expect((await desk.get('/can-bo/quay?q=khai sinh')).body).toContain('/can-bo/quay/1.001193')
  })

  it('keeps all that was typed when something lacks, then files and accepts once, however often it is sent', async () => {
    const { desk, filing } = await open()
    const place = { 'event.registeredAt': 'Ủy ban nhân dân xã cũ' }
    const lacking = await desk.post(path, {
      '_ho-so': filing,
      ...owner,
      '_chu.phone': '12',
      ...place,
      _viec: 'accept',
    })
    expect(lacking.statusCode).toBe(422)
    expect(lacking.body).toContain('Trần Thị Thử')
    expect(lacking.body).toContain('Ủy ban nhân dân xã cũ')
    expect(fieldOn(lacking.body, '_ho-so')).toBe(filing)
    const whole = { '_ho-so': filing, ...owner, ...extractAnswers, _viec: 'accept' }
    const [one, two] = await Promise.all([desk.post(path, whole), desk.post(path, whole)])
    expect([one.statusCode, two.statusCode]).toEqual([303, 303])
    const filed = await house.open.database
      .selectFrom('dossier')
      .select(['id', 'status', 'channel'])
      .where('filing_id', '=', filing)
      .execute()
    expect(filed).toMatchObject([{ status: 2, channel: 1 }])
  })

  it('takes the money that is due once, and prints its receipt', async () => {
    const { desk, filing } = await open()
    const whole = { '_ho-so': filing, ...owner, ...extractAnswers, _viec: 'accept' }
    const to = String((await desk.post(path, whole)).headers.location).split('?')[0] ?? ''
    const { body } = await desk.get(to)
    const asked = { 'tt.lan': fieldOn(body, 'tt.lan'), 'tt.khoan': fieldOn(body, 'tt.khoan') }
    const due = fieldOn(body, 'tt.so-tien')
    expect(due).toMatch(/^[1-9]\d*$/)
    const wrong = await desk.post(`${to}/thu-tien`, { ...asked, 'tt.so-tien': '1' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Số phải nộp lúc này là')
    expect(fieldOn(wrong.body, 'tt.lan')).toBe(asked['tt.lan'])
    const paid = await desk.post(`${to}/thu-tien`, { ...asked, 'tt.so-tien': due })
    expect(paid.statusCode).toBe(303)
    expect((await desk.post(`${to}/thu-tien`, { ...asked, 'tt.so-tien': due })).statusCode).toBe(303)
    const shown = await desk.get(String(paid.headers.location).split('#')[0] ?? '')
    const receipt = /\/can-bo\/ho-so\/[^"]+\/bien-lai\/[^"?]+\.pdf/.exec(shown.body)?.[0] ?? ''
    expect((await desk.get(receipt)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const payments = await house.open.database
      .selectFrom('payment')
      .select('id')
      .where('filing_id', '=', filing)
      .execute()
    expect(payments).toHaveLength(1)
  })

  it('refuses a count that is none, and shows it again', async () => {
    const { desk, filing } = await open()
    const wrong = await desk.post(path, {
      '_ho-so': filing,
      ...owner,
      ...extractAnswers,
      '_giay.id.sao': 'ba',
      _viec: 'accept',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="ba"')
  })

  it('files what lacks a paper, to ask for it', async () => {
    const desk = await browser('hycuong.motcua')
    const place = '/can-bo/quay/2.000884'
    const filing = fieldOn((await desk.get(place)).body, '_ho-so')
    const form = { '_ho-so': filing, ...owner, ...generalAnswers }
    const refused = await desk.post(place, { ...form, _viec: 'accept' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Còn thiếu:')
    const filed = await desk.post(place, { ...form, _viec: 'supplement' })
    expect(String(filed.headers.location)).toMatch(/\?mo=bo-sung$/)
    expect((await desk.get(String(filed.headers.location))).body).toMatch(
      /<details class="confirm" open[^>]*>\s*<summary[^>]*>Yêu cầu bổ sung/,
    )
  })

  it('of another desk takes nothing in under a filing that is somebody else’s', async () => {
    const filing = newId()
    await house.open.database
      .insertInto('filing')
      .values({
        id: filing,
        state: 'draft',
        channel: 'own-portal',
        created_at: house.deps.clock.now(),
        updated_at: house.deps.clock.now(),
      })
      .execute()
    const desk = await browser('hycuong.motcua')
    await desk.get(path)
    const stolen = await desk.post(path, { '_ho-so': filing, ...owner, ...extractAnswers, _viec: 'accept' })
    expect(stolen.statusCode).toBe(403)
  })
})
