import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { ConfirmReply } from '#platform/payment-gateway/payment-gateway.ts'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import { confirmPayment, moneyOfDossier, reconcilePayments } from '../index.ts'

let scene: PaymentScene

beforeAll(async () => {
  scene = await openPaymentScene()
})
beforeEach(() => scene.reset())

describe('the notice of the platform', () => {
  it('is booked once, with receipt, chain, event and kept words', async () => {
    const dossier = await scene.charged(75_000, 25_000)
    const { reference } = await scene.requested(dossier)
    const body = notice(reference, 100_000)
    expect(await confirmPayment(scene.deps, body)).toEqual({
      MaLoi: '00',
      MoTaLoi: 'Thành công',
      MaDoiTac: 'PARTNER01',
      MaThamChieu: reference,
      ThoiGianGD: '20260907085500',
      MaXacThuc: body.MaXacThuc,
    })
    const money = await moneyOfDossier(scene.database, dossier.id)
    expect(money.due).toBe(0)
    expect(money.charges.map(({ state }) => state)).toEqual(['paid', 'paid'])
    expect(money.payments[0]).toMatchObject({ state: 'paid', bank: 'VCB', transactionId: `GD${reference}`, surplus: 0 })
    const kept = await scene.database
      .selectFrom('payment_notice')
      .selectAll()
      .where('reference', '=', reference)
      .execute()
    expect(kept).toMatchObject([{ verdict: 'paid', body }])
    expect(await scene.eventsOf(dossier.id, 'payment.received')).toBe(1)
    expect(await verifyLog(scene.database)).toMatchObject({ faults: [] })
  })

  it('repeated two hundred times at once is one payment, answered alike', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    const body = notice(reference, 100_000)
    const replies = await Promise.all(Array.from({ length: 200 }, () => confirmPayment(scene.deps, body)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ MaLoi: '00', MoTaLoi: 'Thành công' })
    expect(await scene.eventsOf(dossier.id, 'payment.received')).toBe(1)
    const found = await scene.verdicts(reference)
    expect([found.filter((verdict) => verdict === 'paid').length, found.length]).toEqual([1, 200])
    expect((await moneyOfDossier(scene.database, dossier.id)).payments).toHaveLength(1)
    expect(await verifyLog(scene.database)).toMatchObject({ faults: [] })
  })

  it.each<[string, (reference: string) => Record<string, unknown>, string]>([
    ['of one đồng less', (reference) => notice(reference, 99_999), 'amount-differs'],
    ['of one đồng more', (reference) => notice(reference, 100_001), 'amount-differs'],
    ['of another partner', (reference) => notice(reference, 100_000, { MaDoiTac: 'OTHER' }), 'other-partner'],
    ['of other money', (reference) => notice(reference, 100_000, { MaTienTe: 'USD' }), 'unreadable'],
  ])('%s is answered 99, kept, and books nothing', async (_, bodyOf, verdict) => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    expect(await confirmPayment(scene.deps, bodyOf(reference))).toMatchObject({ MaLoi: '99' })
    expect(await scene.verdicts(reference)).toEqual([verdict])
    expect((await moneyOfDossier(scene.database, dossier.id)).payments[0]).toMatchObject({ state: 'requested' })
    expect(await confirmPayment(scene.deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
  })

  it.each<[string, (reference: string) => Record<string, unknown>, string]>([
    ['with a wrong hash', (reference) => ({ ...notice(reference, 100_000), MaGiaoDich: 'X' }), 'hash-wrong'],
    ['with no hash', (reference) => ({ ...notice(reference, 100_000), MaXacThuc: '' }), 'hash-wrong'],
    ['that is a list', (reference) => ({ MaThamChieu: reference, LoaiBanTin: ['CONFIRM'] }), 'unreadable'],
    ['with a zero sign', (reference) => ({ ...notice(reference, 100_000), MaNganHang: 'a\u0000b' }), 'hash-wrong'],
    ['with half a sign', (reference) => ({ ...notice(reference, 100_000), MaNganHang: '\ud800' }), 'hash-wrong'],
  ])('%s is answered 99 and only counted', async (_, bodyOf, verdict) => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    const body = bodyOf(reference)
    const before = await scene.refused()
    for (const _time of [1, 2]) expect(await confirmPayment(scene.deps, body)).toMatchObject({ MaLoi: '99' })
    expect(await scene.verdicts(reference)).toEqual([])
    const counted = (await scene.refused()).slice(before.length)
    expect(counted).toEqual([{ reason: verdict, times: 2 }])
    expect((await moneyOfDossier(scene.database, dossier.id)).payments[0]).toMatchObject({ state: 'requested' })
    expect(await confirmPayment(scene.deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
  })

  it('that anybody could have sent fills nothing, however many there are', async () => {
    await scene.database
      .insertInto('payment_notice_refused')
      .columns(['digest', 'reason', 'first_at', 'last_at'])
      .expression(
        sql`select sha256(i::text::bytea), 'hash-wrong', '2026-01-01'::timestamptz, '2026-01-01'::timestamptz + i * interval '1 second'
          from generate_series(1, 1500) i` as never,
      )
      .execute()
    // Later than whatever was counted before: the newest stays.
    scene.time.now = scene.time.now.add({ seconds: 1 })
    await confirmPayment(scene.deps, { any: 'thing' })
    const left = await scene.refused()
    expect(left).toHaveLength(1_000)
    expect(left.at(-1)).toMatchObject({ reason: 'unreadable' })
  })

  it.each([null, undefined, 'text', 7, [], 'x'.repeat(100_000)])('of nothing known is answered 99 (%#)', async (body) =>
    expect(await confirmPayment(scene.deps, body)).toMatchObject({ MaLoi: '99' }),
  )

  it('of an unknown order is answered 99', async () => {
    expect(await confirmPayment(scene.deps, notice('UNKNOWN-1', 1))).toMatchObject({ MaLoi: '99' })
    expect(await scene.verdicts('UNKNOWN-1')).toEqual(['reference-unknown'])
  })

  it('cannot use one transaction for two orders, even at the same moment', async () => {
    const [left, right] = [await scene.charged(100_000), await scene.charged(100_000)]
    const orders = [await scene.requested(left), await scene.requested(right)]
    const replies = await Promise.all(
      orders.map(({ reference }) => confirmPayment(scene.deps, notice(reference, 100_000, { MaGiaoDich: 'GD-SAME' }))),
    )
    expect(replies.map((reply) => reply.MaLoi).sort()).toEqual(['00', '99'])
    const paid = await scene.database
      .selectFrom('payment')
      .select('id')
      .where('transaction_id', '=', 'GD-SAME')
      .execute()
    expect(paid).toHaveLength(1)
  })

  it('that meets another at the door is followed in the order of the lock', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    const waiting = async (): Promise<number> => {
      const found = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(scene.database)
      return found.rows[0]?.count ?? 0
    }
    const until = async (count: number): Promise<void> => {
      while ((await waiting()) < count) await new Promise(setImmediate)
    }
    const replies: Promise<ConfirmReply>[] = []
    await scene.database.transaction().execute(async (tx) => {
      await tx.selectFrom('dossier').select('id').where('id', '=', dossier.id).forUpdate().execute()
      replies.push(confirmPayment(scene.deps, notice(reference, 100_000, { MaGiaoDich: `A${reference}` })))
      await until(1)
      replies.push(confirmPayment(scene.deps, notice(reference, 100_000, { MaGiaoDich: `B${reference}` })))
      await until(2)
    })
    expect((await Promise.all(replies)).map((reply) => reply.MaLoi)).toEqual(['00', '99'])
    const { payments } = await moneyOfDossier(scene.database, dossier.id)
    expect(payments).toMatchObject([{ state: 'paid', transactionId: `A${reference}` }])
    expect(await scene.verdicts(reference)).toEqual(['paid', 'paid-twice'])
  })

  it('of a second transaction for a paid order goes to a person', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    await confirmPayment(scene.deps, notice(reference, 100_000))
    const second = notice(reference, 100_000, { MaGiaoDich: `GD2${reference}` })
    expect(await confirmPayment(scene.deps, second)).toMatchObject({ MaLoi: '99' })
    expect(await scene.verdicts(reference)).toEqual(['paid', 'paid-twice'])
  })

  it('of a failure is noted, and money after it still counts', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    const failed = notice(reference, 100_000, { MaLoi: '51', MaGiaoDich: '' })
    expect(await confirmPayment(scene.deps, failed)).toMatchObject({ MaLoi: '00' })
    expect((await moneyOfDossier(scene.database, dossier.id)).payments[0]).toMatchObject({ state: 'failed' })
    expect(await confirmPayment(scene.deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
    expect(await confirmPayment(scene.deps, failed)).toMatchObject({ MaLoi: '00' })
    expect((await moneyOfDossier(scene.database, dossier.id)).payments[0]).toMatchObject({ state: 'paid' })
  })

  it('interrupted between its words and its work is paid once when it comes again, or by the run of the minute', async () => {
    for (const comesAgain of [true, false]) {
      const dossier = await scene.charged(100_000)
      const { reference } = await scene.requested(dossier)
      let readings = 0
      const killed = {
        ...scene.deps,
        gateway: {
          ...scene.deps.gateway,
          // Read once to tell that it is genuine, and again, when it is kept, to be followed.
          readConfirm: (body: unknown) => {
            readings += 1
            if (readings > 1) throw new Error('killed')
            return scene.deps.gateway.readConfirm(body)
          },
        },
      }
      await expect(confirmPayment(killed, notice(reference, 100_000))).rejects.toThrow('killed')
      expect(await scene.verdicts(reference)).toEqual(['received'])
      expect((await moneyOfDossier(scene.database, dossier.id)).payments[0]).toMatchObject({ state: 'requested' })
      if (comesAgain)
        expect(await confirmPayment(scene.deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
      scene.time.now = scene.time.now.add({ seconds: 31 })
      await reconcilePayments(scene.deps)
      expect((await scene.verdicts(reference)).filter((verdict) => verdict === 'paid')).toHaveLength(1)
      expect(await scene.eventsOf(dossier.id, 'payment.received')).toBe(1)
    }
  })
})
