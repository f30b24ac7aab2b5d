import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { askApologies } from '#modules/dossiers/index.ts'
import { formBodyOf } from '#modules/forms/domain/index.ts'
import { type ApiCaller, asPerson, nobody, openApi } from '#test/support/api-caller.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { birthOwner, fileBirth } from '#test/support/filed-birth.ts'
import { formAnswers } from '#test/support/form-answers.ts'
import { pdfFile } from '#test/support/sample-files.ts'

let house: DemoHouse
let app: FastifyInstance
let minh: ApiCaller
let desk: ApiCaller

beforeAll(async () => {
  house = await openDemoHouse()
  app = openApi(house)
  minh = await asPerson(app, house, 'minh')
  desk = await asPerson(app, house, 'hycuong.motcua')
})

const done = (answer: LightMyRequestResponse, status = 200) => {
  expect([answer.statusCode, answer.statusCode === status ? '' : answer.body]).toEqual([status, ''])
  return answer.json()
}

const refused = (answer: LightMyRequestResponse, status: number, code: string) => {
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status, code, title: expect.any(String), type: `/api#${code}` })
  expect(answer.statusCode).toBe(status)
  return answer.json()
}

const statusOf = async (id: string): Promise<number> =>
  (await house.open.database.selectFrom('dossier').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status

const fileDraft = async (caller: ApiCaller): Promise<{ id: string; code: string; filingId: string }> => {
  const terms = done(await caller.get('/api/v1/procedures/1.001193/filing-terms'))
  const filingId = newId()
  const draft = {
    procedureCode: '1.001193',
    receivingAgencyId: await house.agencyId('H44.105.1'),
    owner: birthOwner,
    answers: formBodyOf(terms.form, { ...formAnswers.birth }),
  }
  const saved = done(await caller.post('/api/v1/me/drafts', { filingId, version: 0, step: 'check', draft }))
  expect(saved).toEqual({ filingId, version: 1 })
  const path = `/api/v1/me/drafts/${filingId}`
  done(await caller.upload(`${path}/attachments`, pdfFile(), { paper: 'birth-certificate' }), 201)
  expect(done(await caller.get(path))).toMatchObject({
    state: 'draft',
    attachments: [{ paper: 'birth-certificate', mediaType: 'application/pdf' }],
  })
  const [filed, again] = await Promise.all([1, 2].map(() => caller.post(`${path}/submit`, { declared: true })))
  if (filed === undefined || again === undefined) throw new Error('not sent')
  expect(done(filed).dossiers).toEqual(done(again).dossiers)
  const [dossier] = done(filed).dossiers
  return { ...dossier, filingId }
}

describe('what anybody may ask', () => {
  it('finds procedures, reads one, and lists the fields', async () => {
    const anybody = nobody(app)
    const found = done(await anybody.get('/api/v1/procedures?q=khai%20sinh&limit=5'))
    expect(found.procedures[0].code).toBe('1.001193')
    const next = done(await anybody.get('/api/v1/procedures?limit=2'))
    const after = done(await anybody.get(`/api/v1/procedures?limit=2&after=${next.next}`))
    expect(after.procedures[0].code).not.toBe(next.procedures[0].code)
    const { paperCases } = done(await anybody.get('/api/v1/procedures/1.001193'))
    expect(paperCases[0].papers.map(({ code }: { code: string }) => code)).toContain('birth-certificate')
    refused(await anybody.get('/api/v1/procedures/9.999999'), 404, 'http.404')
    expect(done(await anybody.get('/api/v1/fields')).fields.length).toBeGreaterThan(5)
  })

  it('tracks by code and tells nothing of the person', async () => {
    const { code } = await fileBirth(house)
    const tracked = await nobody(app).get(`/api/v1/tracking/${code}`)
    expect(done(tracked)).toMatchObject({ code, status: 'registered', statusCode: 1, percent: 5 })
    expect(tracked.body).not.toMatch(/Nguyễn Văn Minh|025090|0912/)
    refused(await nobody(app).get('/api/v1/tracking/H44.1-000000-0000'), 404, 'http.404')
  })
})

describe('a citizen', () => {
  it('drafts, attaches and files as the pages do, and sees it', async () => {
    const { id, code } = await fileDraft(minh)
    expect(await statusOf(id)).toBe(1)
    const own = done(await minh.get(`/api/v1/me/dossiers/${code}`))
    expect(own).toMatchObject({ id, status: 'registered', asked: null, outcome: null })
    const list = done(await minh.get('/api/v1/me/dossiers?limit=1'))
    expect(list.dossiers[0].code).toBe(code)
    expect(list.next).not.toBeNull()
    const rest = done(await minh.get(`/api/v1/me/dossiers?limit=1&after=${list.next}`))
    expect(rest.dossiers[0].code).not.toBe(code)
  })

  it('cannot say that a paper is in a state store to get by without it', async () => {
    const filingId = newId()
    const terms = done(await minh.get('/api/v1/procedures/1.001193/filing-terms'))
    const draft = {
      procedureCode: '1.001193',
      receivingAgencyId: await house.agencyId('H44.105.1'),
      owner: birthOwner,
      answers: formBodyOf(terms.form, { ...formAnswers.birth }),
    }
    done(await minh.post('/api/v1/me/drafts', { filingId, version: 0, step: 'check', draft }))
    const answer = await minh.post(`/api/v1/me/drafts/${filingId}/submit`, { declared: true })
    const problem = refused(answer, 422, 'dossier.papers-missing')
    expect(problem.errors[0].name).toBe('birth-certificate')
    refused(
      await minh.post('/api/v1/me/drafts', { filingId, version: 0, step: 'check', draft }),
      409,
      'dossier.draft-changed-elsewhere',
    )
  })

  it('answers a supplement, and withdraws', async () => {
    const { id, code } = await fileBirth(house)
    const ask = { items: [{ text: 'Chụp lại cho rõ.' }], reason: 'Ảnh mờ.' }
    expect(done(await desk.post(`/api/v1/dossiers/${id}/request-supplement`, ask)).notation).toMatch(/PBS/)
    expect(await statusOf(id)).toBe(5)
    expect(done(await minh.get(`/api/v1/me/dossiers/${code}`)).asked.reason).toBe('Ảnh mờ.')
    done(await minh.upload(`/api/v1/me/dossiers/${code}/attachments`, pdfFile()), 201)
    done(await minh.post(`/api/v1/me/dossiers/${code}/supplement`, { note: 'Đã chụp lại' }))
    expect(await statusOf(id)).toBe(1)
    done(await minh.post(`/api/v1/me/dossiers/${code}/withdraw`, { reason: 'Đổi ý' }))
    expect(await statusOf(id)).toBe(7)
    refused(await minh.post(`/api/v1/me/dossiers/${code}/withdraw`, {}), 409, 'dossier.status-forbids')
  })

  it('pays online, with one order however often it is asked for', async () => {
    const { id, code } = await fileBirth(house)
    const path = `/api/v1/me/dossiers/${code}/pay`
    refused(await minh.post(path, {}), 409, 'payment.nothing-due')
    done(
      await desk.post(`/api/v1/dossiers/${id}/charges`, { name: 'Lệ phí', kind: 2, amount: 20_000, collectedWhen: 1 }),
    )
    const order = done(await minh.post(path, {}))
    expect(order).toMatchObject({ amount: 20_000, redirectUrl: expect.stringMatching(/^https?:/) })
    expect(done(await minh.post(path, {}))).toEqual(order)
    refused(await (await asPerson(app, house, 'lan')).post(path, {}), 404, 'http.404')
  })

  it('sees nothing of anybody else', async () => {
    const { id, code } = await fileBirth(house)
    const lan = await asPerson(app, house, 'lan')
    const path = `/api/v1/me/dossiers/${code}`
    for (const answer of [
      await lan.get(path),
      await lan.get(`${path}/outcome`),
      await lan.post(`${path}/withdraw`, {}),
    ])
      refused(answer, 404, 'http.404')
    refused(await lan.get(`/api/v1/dossiers/${id}`), 403, 'http.403')
    const { filingId } = await fileDraft(minh)
    refused(await lan.get(`/api/v1/me/drafts/${filingId}`), 404, 'http.404')
    refused(await lan.post(`/api/v1/me/drafts/${filingId}/submit`, { declared: true }), 404, 'http.404')
  })
})

describe('officers', () => {
  it('bring a dossier from the desk to the sealed result, each by the deed of the page', async () => {
    const { id, code } = await fileDraft(minh)
    const [head, handler, leader, clerk] = await Promise.all(
      ['chanhvanphong', 'hotich', 'chutich', 'vanthu'].map((who) => asPerson(app, house, `hycuong.${who}`)),
    )
    if (head === undefined || handler === undefined || leader === undefined || clerk === undefined) throw new Error()
    const path = `/api/v1/dossiers/${id}`
    const work = done(await desk.get('/api/v1/work?limit=100')).work
    expect(work.find((one: { code: string }) => one.code === code)).toMatchObject({ deed: 'receive', dossierId: id })
    const opened = done(await desk.get(path))
    expect(opened).toMatchObject({ code, ownerName: birthOwner.name, work: [{ deed: 'receive', isMine: true }] })
    expect(opened.identityMasked).not.toBe(birthOwner.identityNumber)
    expect((await desk.get(`${path}/files/${opened.files[0].id}`)).headers['content-type']).toBe('application/pdf')
    expect(done(await desk.post(`${path}/accept`)).slip.notation).toMatch(/2026-TTPVHCC$/)
    const { handlers } = done(await head.get(`${path}/handlers`))
    const mine = handlers.find((one: { officerId: string }) => one.officerId !== '')
    const { officerId } = await house.officer('hycuong.hotich')
    expect(handlers.map((one: { officerId: string }) => one.officerId)).toContain(officerId)
    expect(mine.fullName).not.toBe('')
    done(await head.post(`${path}/assign`, { officerId }))
    expect(await statusOf(id)).toBe(4)
    const { values } = done(await handler.get(`${path}/outcome-values`))
    const draft = { kind: 'granted', values, submit: true }
    done(await handler.post(`${path}/draft-outcome`, draft))
    refused(await head.post(`${path}/send-back`, { reason: ' ' }), 422, 'dossier.reason-missing')
    done(await head.post(`${path}/send-back`, { reason: 'Sửa nơi sinh.' }))
    done(await handler.post(`${path}/draft-outcome`, draft))
    done(await head.post(`${path}/agree`))
    const { outcome } = done(await leader.get(path))
    refused(await leader.post(`${path}/sign`, { version: outcome.version + 1 }), 409, 'dossier.outcome-changed')
    done(await leader.post(`${path}/sign`, { version: outcome.version }))
    expect(done(await clerk.post(`${path}/seal`)).notation).toMatch(/^\d\d\//)
    refused(await clerk.post(`${path}/seal`), 409, 'dossier.work-done-already')
    refused(await minh.post(`/api/v1/me/dossiers/${code}/rating`, { score: 9 }), 422, 'request.body-faulty')
    done(await desk.post(`${path}/return`, { receiver: birthOwner.name, method: 'electronic' }))
    expect(await statusOf(id)).toBe(10)
    const file = await minh.get(`/api/v1/me/dossiers/${code}/outcome`)
    expect(file.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    done(await minh.post(`/api/v1/me/dossiers/${code}/rating`, { score: 5 }))
    refused(await minh.post(`/api/v1/me/dossiers/${code}/rating`, { score: 5 }), 409, 'rating.given-already')
    const looks = await house.open.database
      .selectFrom('access_log')
      .select('what')
      .where('subject_id', '=', id)
      .execute()
    expect(new Set(looks.map(({ what }) => what))).toEqual(new Set(['dossier', 'file', 'identity']))
  })

  it('ask for a financial duty, and stop what the applicant no longer wants', async () => {
    const { id } = await fileBirth(house)
    const path = `/api/v1/dossiers/${id}`
    done(await desk.post(`${path}/accept`))
    const [head, handler] = await Promise.all(
      ['chanhvanphong', 'hotich'].map((who) => asPerson(app, house, `hycuong.${who}`)),
    )
    if (head === undefined || handler === undefined) throw new Error()
    done(await head.post(`${path}/assign`, { officerId: (await house.officer('hycuong.hotich')).officerId }))
    refused(await handler.post(`${path}/request-finance`, { name: 'Thuế', amount: 0 }), 422, 'request.body-faulty')
    done(await handler.post(`${path}/request-finance`, { name: 'Thuế', amount: 50_000 }))
    expect(await statusOf(id)).toBe(6)
    refused(await desk.post(`${path}/stop`, {}), 422, 'dossier.reason-missing')
    expect(done(await desk.post(`${path}/stop`, { reason: 'Ông Minh xin rút.' })).notation).toMatch(/TBD-TTPVHCC$/)
    expect(await statusOf(id)).toBe(7)
  })

  it('take cash once, of the right amount, at their own desk alone', async () => {
    const { id, code } = await fileBirth(house)
    const path = `/api/v1/dossiers/${id}`
    done(await desk.post(`${path}/charges`, { name: 'Lệ phí', kind: 2, amount: 20_000, collectedWhen: 1 }))
    const fees = done(await desk.get(`${path}/fees`))
    expect(fees).toMatchObject({ code, charges: [{ name: 'Lệ phí', state: 'due' }], payments: [] })
    const chargeIds = fees.charges.map((charge: { id: string }) => charge.id)
    const cash = { paymentId: newId(), chargeIds, amount: fees.due }
    refused(await desk.post(`${path}/receive-cash`, { ...cash, amount: 1 }), 422, 'payment.amount-changed')
    refused(await desk.post(`${path}/receive-cash`, { ...cash, tip: 1 }), 422, 'request.body-faulty')
    const elsewhere = await asPerson(app, house, 'viettri.motcua')
    for (const answer of [await elsewhere.get(`${path}/fees`), await elsewhere.post(`${path}/receive-cash`, cash)])
      refused(answer, 404, 'http.404')
    refused(await minh.post(`${path}/receive-cash`, cash), 403, 'http.403')
    done(await desk.post(`${path}/receive-cash`, cash))
    done(await desk.post(`${path}/receive-cash`, cash))
    const after = done(await desk.get(`${path}/fees`))
    expect(after).toMatchObject({ due: 0, payments: [{ method: 'cash', state: 'paid', amount: fees.due }] })
    expect(after.payments).toHaveLength(1)
  })

  it('relieve a charge, and let money go back with the head', async () => {
    const { id } = await fileBirth(house)
    const path = `/api/v1/dossiers/${id}`
    for (const name of ['Lệ phí', 'Phí'])
      done(await desk.post(`${path}/charges`, { name, kind: 2, amount: 20_000, collectedWhen: 1 }))
    const [first, second] = done(await desk.get(`${path}/fees`)).charges
    const relief = {
      chargeId: first.id,
      relief: { kind: 'waive' },
      reason: 'Hộ nghèo',
      basis: 'Nghị quyết',
      evidence: 'GCN 12',
    }
    done(await desk.post(`${path}/relieve-charge`, relief))
    const cash = { paymentId: newId(), chargeIds: [second.id], amount: second.amount }
    done(await desk.post(`${path}/receive-cash`, cash))
    done(await desk.post(`${path}/stop`, { reason: 'Ông Minh xin rút.' }))
    done(
      await desk.post(`${path}/propose-fee-refund`, {
        chargeId: second.id,
        reason: 'Đã rút hồ sơ',
        basis: 'Nghị quyết',
      }),
    )
    const [refund] = done(await desk.get(`${path}/fees`)).refunds
    const leader = await asPerson(app, house, 'hycuong.chutich')
    refused(await desk.post(`${path}/decide-refund`, { refundId: refund.id, isApproved: true }), 403, 'http.403')
    done(await leader.post(`${path}/decide-refund`, { refundId: refund.id, isApproved: true }))
    done(await desk.post(`${path}/pay-out-refund`, { refundId: refund.id, how: 'cash', reference: 'PC 7' }))
    expect(done(await desk.get(`${path}/fees`))).toMatchObject({
      charges: [{ state: 'waived' }, { state: 'refunded' }],
      refunds: [{ state: 'paid-out' }],
    })
  })

  it('apologise and set a new date, once it is asked for', async () => {
    const { id } = await fileBirth(house)
    const path = `/api/v1/dossiers/${id}`
    done(await desk.post(`${path}/accept`))
    const leader = await asPerson(app, house, 'hycuong.chutich')
    const now = house.deps.clock.now()
    const apology = { reason: 'Chờ xác minh.', newDue: now.add({ hours: 24 * 30 }).toString() }
    refused(await leader.post(`${path}/reappoint`, { ...apology, newDue: 'mai' }), 422, 'request.body-faulty')
    refused(await leader.post(`${path}/reappoint`, apology), 409, 'dossier.work-done-already')
    const due = (await leader.get(path)).json().dueAt
    house.setClock(new Date(Date.parse(due) - 3_600_000).toISOString())
    await askApologies(house.deps)
    expect(done(await leader.post(`${path}/reappoint`, apology)).notation).toMatch(/PXL$/)
    house.setClock(now.toString())
  })

  it('refuse with a reason', async () => {
    const { id } = await fileBirth(house)
    refused(await desk.post(`/api/v1/dossiers/${id}/refuse`, { reason: '' }), 422, 'dossier.reason-missing')
    done(await desk.post(`/api/v1/dossiers/${id}/refuse`, { reason: 'Không thuộc thẩm quyền.' }))
    expect(await statusOf(id)).toBe(3)
  })

  it('of another agency see and do nothing', async () => {
    const { id, code, fileId } = await fileBirth(house)
    const stranger = await asPerson(app, house, 'tinh.motcua1')
    refused(await stranger.get(`/api/v1/dossiers/${id}`), 404, 'http.404')
    refused(await stranger.get(`/api/v1/dossiers/${id}/files/${fileId}`), 404, 'http.404')
    refused(await stranger.post(`/api/v1/dossiers/${id}/accept`), 403, 'dossier.not-permitted')
    expect((await stranger.get('/api/v1/work?limit=100')).body).not.toContain(code)
    expect(await statusOf(id)).toBe(1)
  })
})
