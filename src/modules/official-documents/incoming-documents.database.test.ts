import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { type OfficerActor, system } from '#modules/identity/domain/index.ts'
import { awaitedWork } from '#modules/morning/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { noFields } from './domain/index.ts'
import {
  countIncoming,
  findDocument,
  giveBackDocument,
  incomingForOfficer,
  listIncoming,
  noteDocument,
  noteDocumentLook,
  receiveIncomingDocument,
  registerIncoming,
  remindReaders,
  reportOnDocument,
  returnToSender,
  routeDocument,
  sayOpinion,
  settleByAnswer,
} from './index.ts'

let house: DemoHouse
let clerk: OfficerActor
let leader: OfficerActor
let head: OfficerActor
let handler: OfficerActor
let agencyId: string

const face = (over: Record<string, unknown> = {}) =>
  ({
    typeCode: 'CV',
    subject: 'V/v rà soát hồ sơ hộ tịch quý III',
    code: { number: 15, notation: 'STP-HCTP' },
    documentDate: '2026-09-04',
    authorAgencyId: null,
    authorName: 'Sở Tư pháp',
    signerName: '',
    signerTitle: '',
    addressee: '',
    urgency: 0,
    secrecy: 0,
    pages: 2,
    copies: 1,
    dueOn: null,
    ...over,
  }) as Parameters<typeof registerIncoming>[2]['face']

let serial = 100
const command = (over: Record<string, unknown> = {}) => {
  serial += 1
  return {
    documentId: newId(),
    agencyId,
    face: face({ code: { number: serial, notation: 'STP-HCTP' } }),
    channel: 'hand',
    origin: null,
    registerId: null,
    doubleReason: '',
    signatureReason: '',
    presentTo: null,
    proposedTo: null,
    ...over,
  } as Parameters<typeof registerIncoming>[2]
}

const register = async (over: Record<string, unknown> = {}) =>
  acceptedValue(await registerIncoming(house.deps, clerk, command(over)))

const stateOf = async (id: string) => (await findDocument(house.deps.database, id))?.state
const work = (id: string) => listOpenWork(house.deps.database, id)
const unitOf = (actor: OfficerActor) => actor.posts.find((post) => post.unitId !== null)?.unitId ?? ''

beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  leader = await house.officer('hycuong.chutich')
  head = await house.officer('hycuong.chanhvanphong')
  handler = await house.officer('hycuong.hotich')
  agencyId = leader.posts[0]?.agencyId ?? ''
})

describe('an incoming document in its book', () => {
  it('is due when offices close on the day that is written on it, else on the working day before', async () => {
    const due = async (dueOn: string) => registerIncoming(house.deps, clerk, command({ face: face({ dueOn }) }))
    const { documentId } = acceptedValue(await due('2026-09-13'))
    const row = await house.open.database
      .selectFrom('official_document')
      .select('due_at')
      .where('id', '=', documentId)
      .executeTakeFirst()
    expect(row?.due_at?.toString()).toBe('2026-09-11T10:00:00Z')
    expect(await due('2090-01-01')).toMatchObject({ refusal: { code: 'document.due-unknown' } })
  })

  it('takes the next number without a gap, once, and lays itself before the leader', async () => {
    const first = await register()
    const wanted = command()
    const second = acceptedValue(await registerIncoming(house.deps, clerk, wanted))
    expect(second.number).toBe(first.number + 1)
    expect(acceptedValue(await registerIncoming(house.deps, clerk, wanted))).toEqual(second)
    const refused = command({ face: face({ code: { number: 900, notation: 'X' }, authorName: '' }) })
    expect(await registerIncoming(house.deps, clerk, refused)).toMatchObject({
      refusal: { code: 'document.author-missing' },
    })
    const many = await Promise.all(Array.from({ length: 8 }, () => register()))
    expect(many.map((one) => one.number).sort((a, b) => a - b)).toEqual(many.map((_, at) => second.number + 1 + at))
    expect(await work(first.documentId)).toMatchObject([{ deed: 'route', role: 'leader', agencyId }])
  })

  it('is the clerk’s to register, in his own agency', async () => {
    expect(await registerIncoming(house.deps, leader, command())).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
    const elsewhere = await house.agencyId('H44')
    expect(await registerIncoming(house.deps, clerk, command({ agencyId: elsewhere }))).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
  })

  it('is warned of when it looks double, and refused when its sender’s identifier is known', async () => {
    const twice = face({ code: { number: 77, notation: 'UBND-VX' }, authorName: 'UBND tỉnh' })
    const first = await register({ face: twice, origin: { issuer: 'H44', id: 'a-1' } })
    const again = command({ face: { ...twice, authorName: 'ubnd TỈNH' } })
    expect(await registerIncoming(house.deps, clerk, again)).toMatchObject({
      refusal: { code: 'document.looks-double', known: { documentId: first.documentId } },
    })
    for (const notation of ['UBND-VX', 'ubnd - vx', 'ƯBND-VX']) {
      const typed = command({ face: { ...twice, code: { number: 77, notation } } })
      expect(await registerIncoming(house.deps, clerk, typed)).toMatchObject({
        refusal: { code: 'document.looks-double' },
      })
    }
    expect(
      await registerIncoming(house.deps, clerk, { ...again, doubleReason: 'Bản có đính chính kèm theo' }),
    ).toMatchObject({ ok: true })
    const lastYear = face({
      code: { number: 77, notation: 'UBND-VX' },
      authorName: 'UBND tỉnh',
      documentDate: '2025-09-04',
    })
    expect(await registerIncoming(house.deps, clerk, command({ face: lastYear }))).toMatchObject({ ok: true })
    const known = command({ face: twice, origin: { issuer: 'H44', id: 'a-1' }, doubleReason: 'Vẫn muốn' })
    expect(await registerIncoming(house.deps, clerk, known)).toMatchObject({
      refusal: { code: 'document.taken-in-already', known: { documentId: first.documentId } },
    })
  })

  it('goes into the secret book when it is secret, and never over the network', async () => {
    const secret = await register({ face: face({ secrecy: 1, code: { number: 3, notation: 'CA' } }) })
    expect(secret.number).toBe(1)
    const brought = {
      documentId: newId(),
      agencyId,
      face: face({ secrecy: 2 }),
      channel: 'interchange',
      origin: { issuer: 'x', id: '9' },
    } as const
    expect(await receiveIncomingDocument(house.deps, system, brought)).toMatchObject({
      refusal: { code: 'document.secret-has-no-files' },
    })
  })

  it('takes no words when it is secret: who did what stands here, what was said on paper', async () => {
    const { documentId } = await register({ face: face({ secrecy: 2, code: { number: 8, notation: 'CA' } }) })
    const lead = { documentId, targets: [{ id: handler.officerId, part: 'lead' as const }], dueDays: null }
    const noWords = { refusal: { code: 'document.secret-has-no-words' } }
    expect(await routeDocument(house.deps, leader, { ...lead, body: 'Kiểm tra nguồn tin' })).toMatchObject(noWords)
    acceptedValue(await routeDocument(house.deps, leader, { ...lead, body: '' }))
    for (const deed of [sayOpinion, reportOnDocument, giveBackDocument])
      expect(await deed(house.deps, handler, { documentId, body: 'Đã gặp ông A' })).toMatchObject(noWords)
    acceptedValue(await reportOnDocument(house.deps, handler, { documentId, body: '' }))
    expect(await stateOf(documentId)).toBe('settled')
    const said = sql`update document_opinion set body = 'Đã gặp ông A' where document_id = ${documentId}`
    await expect(said.execute(house.deps.database)).rejects.toThrow()
    const written = sql`insert into document_opinion select gen_random_uuid(), document_id, 99, kind, 'Đã gặp ông A', officer_id, post_id,
      officer_name, officer_title, draft_version, said_at, targets from document_opinion where document_id = ${documentId} limit 1`
    await expect(written.execute(house.deps.database)).rejects.toThrow('a secret document has no content here')
  })

  it('keeps no subject when it is absolutely secret', async () => {
    const { documentId } = await register({
      face: face({ secrecy: 3, subject: 'Kế hoạch ABC', code: { number: 9, notation: 'CA' } }),
    })
    const rows = house.deps.database.selectFrom('official_document').select('subject').where('id', '=', documentId)
    expect(await rows.execute()).toEqual([{ subject: 'Văn bản tuyệt mật, không ghi trích yếu' }])
  })

  it('comes once from another system, and waits for the clerk to number it', async () => {
    const brought = {
      documentId: newId(),
      agencyId,
      face: face({ code: { number: 5, notation: 'BTP' } }),
      channel: 'interchange',
      origin: { issuer: 'G15', id: 'm-1' },
    } as const
    expect(acceptedValue(await receiveIncomingDocument(house.deps, system, brought)).isNew).toBe(true)
    const again = await receiveIncomingDocument(house.deps, system, { ...brought, documentId: newId() })
    expect(again).toEqual({ ok: true, value: { documentId: brought.documentId, isNew: false } })
    expect(await receiveIncomingDocument(house.deps, clerk, brought)).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
    expect(await work(brought.documentId)).toMatchObject([{ deed: 'number', role: 'clerk' }])
    await register({ ...brought, documentId: brought.documentId })
    expect(await work(brought.documentId)).toMatchObject([{ deed: 'route' }])
  })
})

describe('a document on its way', () => {
  it('goes from leader to unit to officer, whose report settles it', async () => {
    const { documentId } = await register()
    const unit = { id: unitOf(head), part: 'lead' } as const
    expect(
      await routeDocument(house.deps, handler, { documentId, targets: [unit], body: '', dueDays: null }),
    ).toMatchObject({
      refusal: { code: 'document.not-found' },
    })
    const nobody = { documentId, targets: [{ ...unit, part: 'together' as const }], body: '', dueDays: null }
    expect(await routeDocument(house.deps, leader, nobody)).toMatchObject({
      refusal: { code: 'document.nobody-responsible' },
    })
    acceptedValue(
      await routeDocument(house.deps, leader, { documentId, targets: [unit], body: 'Tham mưu trả lời', dueDays: 3 }),
    )
    const inHand = { documentId, targets: [{ id: handler.officerId, part: 'lead' as const }], body: '', dueDays: 2 }
    acceptedValue(await routeDocument(house.deps, head, inHand))
    expect(await work(documentId)).toMatchObject([{ deed: 'act', officerId: handler.officerId }])
    acceptedValue(await sayOpinion(house.deps, handler, { documentId, body: 'Đã làm việc với Sở' }))
    expect(await reportOnDocument(house.deps, head, { documentId, body: 'Xong' })).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
    acceptedValue(await reportOnDocument(house.deps, handler, { documentId, body: 'Đã rà soát xong' }))
    expect(await stateOf(documentId)).toBe('settled')
    expect(await work(documentId)).toEqual([])
    expect(await reportOnDocument(house.deps, handler, { documentId, body: 'Xong' })).toMatchObject({
      refusal: { code: 'document.work-done-already' },
    })
  })

  it('that was given on is no more told of to who has left', async () => {
    const { documentId } = await register()
    const lead = { documentId, targets: [{ id: handler.officerId, part: 'lead' as const }], body: '', dueDays: null }
    acceptedValue(await routeDocument(house.deps, leader, lead))
    const { database, clock } = house.deps
    const given = async (actor: OfficerActor) => {
      const asked = { scope: 'given', words: '', fields: noFields, state: null, after: null, limit: 50 } as const
      const rows = await listIncoming(database, actor, asked, clock.now())
      const awaited = await awaitedWork(database, actor, clock.now(), 50)
      return [
        rows.some((row) => row.documentId === documentId),
        awaited.rows.some((row) => row.subjectId === documentId),
      ]
    }
    expect(await given(leader)).toEqual([true, true])
    await database
      .updateTable('participant')
      .set({ until_at: clock.now() })
      .where('subject_id', '=', documentId)
      .where('officer_id', '=', leader.officerId)
      .execute()
    const left = { ...leader, posts: [] }
    expect(await given(left)).toEqual([false, false])
    expect((await countIncoming(database, left, clock.now())).given).toBe(0)
  })

  it('is given back, sent another way, and taken from who had it', async () => {
    const { documentId } = await register()
    const lead = (id: string) => ({ documentId, targets: [{ id, part: 'lead' as const }], body: '', dueDays: null })
    acceptedValue(await routeDocument(house.deps, leader, lead(handler.officerId)))
    acceptedValue(await giveBackDocument(house.deps, handler, { documentId, body: 'Không thuộc lĩnh vực hộ tịch' }))
    expect(await stateOf(documentId)).toBe('arrived')
    const seenBy = (actor: OfficerActor) =>
      incomingForOfficer(house.deps.database, actor, documentId, house.deps.clock.now())
    expect(await seenBy(handler)).toBeNull()
    acceptedValue(await routeDocument(house.deps, leader, lead(handler.officerId)))
    expect(await seenBy(handler)).not.toBeNull()
    acceptedValue(await routeDocument(house.deps, leader, lead(unitOf(head))))
    expect(await work(documentId)).toMatchObject([{ deed: 'act', officerId: null }])
    expect(await reportOnDocument(house.deps, handler, { documentId, body: 'Xong' })).toMatchObject({ ok: false })
  })

  it('is not ended by telling others, nor sent beyond the unit, by who was given it to act on', async () => {
    const { documentId } = await register()
    const to = (id: string, part: 'lead' | 'informed') => ({
      documentId,
      targets: [{ id, part }],
      body: '',
      dueDays: null,
    })
    acceptedValue(await routeDocument(house.deps, leader, to(unitOf(head), 'lead')))
    expect(await routeDocument(house.deps, head, to(handler.officerId, 'informed'))).toMatchObject({
      refusal: { code: 'document.nobody-responsible' },
    })
    expect(await routeDocument(house.deps, head, to(leader.officerId, 'lead'))).toMatchObject({
      refusal: { code: 'document.addressee-missing' },
    })
    expect(await stateOf(documentId)).toBe('routed')
  })

  it('goes back step by step to who gave it, by name', async () => {
    const { documentId } = await register()
    const lead = (id: string) => ({ documentId, targets: [{ id, part: 'lead' as const }], body: '', dueDays: null })
    acceptedValue(await routeDocument(house.deps, leader, lead(unitOf(head))))
    acceptedValue(await routeDocument(house.deps, head, lead(handler.officerId)))
    const body = 'Không thuộc lĩnh vực hộ tịch'
    acceptedValue(await giveBackDocument(house.deps, handler, { documentId, body }))
    expect(await work(documentId)).toMatchObject([{ deed: 'act', officerId: head.officerId }])
    expect(await stateOf(documentId)).toBe('routed')
    acceptedValue(await giveBackDocument(house.deps, head, { documentId, body }))
    expect(await work(documentId)).toMatchObject([{ deed: 'route', officerId: leader.officerId }])
    expect(await stateOf(documentId)).toBe('arrived')
  })

  it('only to be known is settled at once, and each takes note', async () => {
    const { documentId } = await register()
    const targets = [{ id: handler.officerId, part: 'informed' as const }]
    acceptedValue(await routeDocument(house.deps, leader, { documentId, targets, body: '', dueDays: null }))
    expect(await stateOf(documentId)).toBe('settled')
    acceptedValue(await noteDocument(house.deps, handler, { documentId }))
    expect(await work(documentId)).toEqual([])
  })

  it('is settled by the answer that is issued', async () => {
    const { documentId } = await register()
    const answer = await register()
    const { database, clock, workingTime } = house.deps
    await database
      .insertInto('document_link')
      .values({ from_id: answer.documentId, to_id: documentId, kind: 'answers', created_at: clock.now() })
      .execute()
    const settled = await database.transaction().execute(async (tx) =>
      settleByAnswer({
        tx,
        now: clock.now(),
        workingTime: await workingTime(tx),
        actor: clerk,
        post: null,
        answerId: answer.documentId,
      }),
    )
    expect(settled).toEqual([documentId])
    expect(await stateOf(documentId)).toBe('settled')
    expect(await work(documentId)).toEqual([])
  })

  it('goes back to its sender from the registry, and its line stays', async () => {
    const { documentId } = await register()
    expect(await returnToSender(house.deps, leader, { documentId, body: 'Gửi nhầm' })).toMatchObject({
      refusal: { code: 'document.not-permitted' },
    })
    acceptedValue(await returnToSender(house.deps, clerk, { documentId, body: 'Gửi nhầm nơi nhận' }))
    expect(await stateOf(documentId)).toBe('returned')
    expect(await work(documentId)).toEqual([])
  })

  it('leaves a chain of acts that holds', async () => {
    expect((await verifyLog(house.deps.database)).faults).toEqual([])
  })
})

describe('a reader who has not opened a document', () => {
  it('is reminded by the leader or by who told him, once until the day is over, and nobody else reminds', async () => {
    const { documentId } = await register()
    const targets = [
      { id: handler.officerId, part: 'lead' },
      { id: head.officerId, part: 'informed' },
    ] as const
    acceptedValue(
      await routeDocument(house.deps, leader, { documentId, targets: [...targets], body: '', dueDays: null }),
    )
    const remind = (actor: OfficerActor) => remindReaders(house.deps, actor, { documentId })
    expect(await remind(handler)).toMatchObject({ refusal: { code: 'document.not-permitted' } })
    expect(acceptedValue(await remind(leader)).reminded).toBe(1)
    const reading = (await work(documentId)).find(({ stepKey }) => stepKey.startsWith('informed'))
    expect(reading?.dueAt).not.toBeNull()
    expect(await remind(leader)).toMatchObject({ refusal: { code: 'document.nobody-to-remind' } })
    house.setClock(reading?.dueAt?.toString() ?? '')
    expect(acceptedValue(await remind(leader)).reminded).toBe(1)
    await noteDocumentLook(house.deps.database, head, documentId, 'document', house.deps.clock.now())
    house.setClock(
      house.deps.clock
        .now()
        .add({ hours: 24 * 7 })
        .toString(),
    )
    expect(await remind(leader)).toMatchObject({ refusal: { code: 'document.nobody-to-remind' } })
    const stranger = await house.officer('sxd.vanthu')
    expect(await remind(stranger)).toMatchObject({ refusal: { code: 'document.not-found' } })
  })
})
