import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import { askAboutPayment, confirmPayment, dayOfPayments, takeStatement } from '../index.ts'

let scene: PaymentScene
let head: OfficerActor
const day = Temporal.PlainDate.from('2026-09-07')

beforeAll(async () => {
  scene = await openPaymentScene()
  const agencyId = newId()
  const agency = { kind: 'one-stop-desk', level: 'province', name: 'Trung tâm', short_name: 'TT', code: 'H44.99' }
  await scene.database
    .insertInto('agency')
    .values({ ...agency, id: agencyId })
    .execute()
  const { officer } = scene.rows
  head = { ...officer, posts: officer.posts.map((post) => ({ ...post, agencyId })) }
})
beforeEach(async () => {
  scene.reset()
  for (const table of ['payment_statement_line', 'payment_statement'] as const)
    await scene.database.deleteFrom(table).execute()
})

const paid = async (amount: number): Promise<string> => {
  const { reference } = await scene.requested(await scene.charged(amount))
  expect(await confirmPayment(scene.deps, notice(reference, amount))).toMatchObject({ MaLoi: '00' })
  return reference
}

const fileOf = (...lines: readonly string[]) =>
  Buffer.from(['MaGiaoDich,MaThamChieu,SoTien,ThoiGianGD', ...lines].join('\r\n'))
const lineOf = (reference: string, amount: number, transactionId = `GD${reference}`) =>
  `${transactionId},${reference},${amount},20260907085500`
const take = (content: Uint8Array, actor: OfficerActor = head, of = day) =>
  takeStatement(scene.deps, actor, { day: of, fileName: 'sao-ke.csv', content })
const kindsOf = async () =>
  (await dayOfPayments(scene.database, day, 50)).differences.map((one) => [one.kind, one.reference])

describe('the statement of a day', () => {
  it('names each way in which it and the books differ, and what agrees is only counted', async () => {
    const [same, other, less, forgotten] = [
      await paid(10_000),
      await paid(20_000),
      await paid(30_000),
      await paid(40_000),
    ]
    const { reference: open } = await scene.requested(await scene.charged(50_000))
    const lines = [lineOf(same, 10_000), lineOf(same, 10_000), lineOf(other, 20_000, 'GD-KHAC'), lineOf(less, 29_000)]
    acceptedValue(await take(fileOf(...lines, lineOf(open, 50_000), lineOf('LA-1', 7))))
    expect(await kindsOf()).toEqual([
      ['not-booked', open],
      ['amount-differs', less],
      ['other-transaction', other],
      ['repeated', same],
      ['unknown', 'LA-1'],
      ['not-stated', forgotten],
    ])
    const { sums, statement } = await dayOfPayments(scene.database, day, 50)
    expect(sums.find(({ kind }) => kind === 'same')).toEqual({ kind: 'same', count: 1, stated: 10_000, booked: 10_000 })
    expect(statement).toMatchObject({ fileName: 'sao-ke.csv', by: head.fullName })
    const all = [same, other, less, forgotten]
    const again = all.map((reference, index) => lineOf(reference, (index + 1) * 10_000))
    acceptedValue(await take(fileOf(...again)))
    expect(await kindsOf()).toEqual([])
  })

  it('leads to the booking of what the platform took and nobody told us', async () => {
    const { reference } = await scene.requested(await scene.charged(60_000))
    acceptedValue(await take(fileOf(lineOf(reference, 60_000))))
    const found = (await dayOfPayments(scene.database, day, 50)).differences.find((one) => one.reference === reference)
    const command = { paymentId: found?.paymentId ?? '' }
    const stranger = { refusal: { code: 'statement.not-permitted' } }
    expect(await askAboutPayment(scene.deps, scene.rows.officer, command)).toMatchObject(stranger)
    expect(await askAboutPayment(scene.deps, head, command)).toMatchObject({ value: 'requested' })
    scene.platform.query = notice(reference, 60_000)
    expect(await askAboutPayment(scene.deps, head, command)).toMatchObject({ value: 'paid' })
    const left = (await dayOfPayments(scene.database, day, 50)).differences
    expect(left.filter((one) => one.reference === reference)).toEqual([])
  })

  it('is taken whole or not at all, and only from who answers for the account of the province', async () => {
    const good = lineOf('LA-1', 7)
    expect(await take(fileOf(good), scene.rows.officer)).toMatchObject({ refusal: { code: 'statement.not-permitted' } })
    expect(await take(fileOf(good), head, day.add({ days: 1 }))).toMatchObject({
      refusal: { code: 'statement.day-ahead' },
    })
    expect(await take(fileOf(good), head, day.subtract({ days: 1 }))).toMatchObject({
      refusal: { code: 'statement.other-day', line: 2 },
    })
    expect(await take(fileOf(good, lineOf('LA-2', 1.5)))).toMatchObject({
      refusal: { code: 'statement.unreadable', line: 3 },
    })
    expect(await take(fileOf(good, 'GD,1'))).toMatchObject({ refusal: { code: 'statement.unreadable' } })
    expect(await take(Buffer.from('a,b\n1,2'))).toMatchObject({ refusal: { code: 'statement.columns-missing' } })
    expect(await take(Buffer.from([0xff, 0xfe, 0x00]))).toMatchObject({ refusal: { code: 'statement.unreadable' } })
    expect(await take(Buffer.alloc(5 * 1024 * 1024 + 1))).toMatchObject({ refusal: { code: 'statement.too-large' } })
    expect((await dayOfPayments(scene.database, day, 50)).statement).toBeNull()
  })
})
