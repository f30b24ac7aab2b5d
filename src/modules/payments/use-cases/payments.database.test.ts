import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { accept, acceptedValue, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { anonymous, type CitizenActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import type { Database } from '#platform/database/connection.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { silentLog } from '#platform/log/log.ts'
import { hashOfMessage } from '#platform/payment-gateway/pay-plat-hash.ts'
import { readConfirmMessage, replyToConfirm } from '#platform/payment-gateway/pay-plat-messages.ts'
import type { ConfirmReply, PaymentGateway, PaymentOrder } from '#platform/payment-gateway/payment-gateway.ts'
import { openSealing } from '#platform/secrets/sealing.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { type DossierRow, type DossierRows, insertAgencyRows, insertDossierRow } from '#test/support/dossier-rows.ts'
import { recordReferenceSettings } from '#test/support/reference-settings.ts'
import {
  addCharge,
  confirmPayment,
  createCharges,
  makeReceipt,
  moneyOfDossier,
  owedByCode,
  type PaymentDeps,
  receiveCash,
  reconcilePayments,
  relieveCharge,
  requestPayment,
} from '../index.ts'

const partner = { code: 'PARTNER01', secret: 'EXAMPLE-SECRET' }
let database: Database
let rows: DossierRows
let citizen: CitizenActor
let now = Temporal.Instant.from('2026-09-07T02:00:00Z')
let orders: PaymentOrder[] = []
let answers: { init: 'ok' | 'down' | 'refuses'; query: Record<string, unknown> | 'open' | 'down' }
let deps: PaymentDeps

const gateway: PaymentGateway = {
  init: async (order) => {
    if (answers.init === 'down') return refuse({ code: 'gateway.unreachable', detail: '' })
    if (answers.init === 'refuses') return refuse({ code: 'gateway.refused', reason: '' })
    orders.push(order)
    return accept({ redirectUrl: `https://pay.example.vn/${order.reference}` })
  },
  query: async () => {
    if (answers.query === 'down') return refuse({ code: 'gateway.unreachable', detail: '' })
    if (answers.query === 'open') return accept({ body: {}, standing: { kind: 'open' } })
    const report = acceptedValue(readConfirmMessage(answers.query, partner))
    return accept({ body: answers.query, standing: { kind: 'reported', report } })
  },
  bill: async () => refuse({ code: 'gateway.refused', reason: '' }),
  readConfirm: (body) => readConfirmMessage(body, partner),
  replyTo: replyToConfirm,
}

const notice = (reference: string, amount: number, changed: Record<string, unknown> = {}) => {
  const message = {
    LoaiBanTin: 'CONFIRM',
    MaLoi: '00',
    MaDoiTac: partner.code,
    MaThamChieu: reference,
    SoTien: String(amount),
    MaTienTe: 'VND',
    MaGiaoDich: `GD${reference}`,
    MaNganHang: 'VCB',
    ThoiGianGD: '20260907085500',
    ThongTinGiaoDich: 'Phi le phi',
    ...changed,
  }
  return { ...message, MaXacThuc: hashOfMessage('CONFIRM', message, partner.secret) }
}

const charge = async (dossier: DossierRow, ...amounts: readonly number[]): Promise<void> => {
  const charges = amounts.map(
    (amount, at) => ({ code: `${at}`, name: `Lệ phí ${at}`, kind: 2, amount, collectedWhen: 1 }) as const,
  )
  await database
    .transaction()
    .execute((tx) => createCharges(tx, { filingId: dossier.filingId, dossierId: dossier.id, charges, at: now }))
}

const charged = async (...amounts: readonly number[]): Promise<DossierRow> => {
  const dossier = await insertDossierRow(database, rows)
  await charge(dossier, ...amounts)
  return dossier
}

const request = (dossierId: string, trackingKey?: string) =>
  requestPayment(deps, trackingKey === undefined ? citizen : anonymous, {
    dossierId,
    payerAddress: '10.0.0.1',
    ...(trackingKey === undefined ? {} : { trackingKey }),
  })

const requested = async (dossier: DossierRow) => acceptedValue(await request(dossier.id))

const verdicts = async (reference: string) => {
  const kept = await database
    .selectFrom('payment_notice')
    .select('verdict')
    .where('reference', '=', reference)
    .execute()
  return kept.map((row) => row.verdict).sort()
}

const eventsOf = async (dossierId: string, type: string): Promise<number> =>
  (
    await database
      .selectFrom('event')
      .select('id')
      .where('subject_id', '=', dossierId)
      .where('type', '=', type)
      .execute()
  ).length

beforeAll(async () => {
  const opened = await openTestDatabase()
  const province = opened.provinces.all[0]
  if (province === undefined) throw new Error('no province')
  database = province.database
  await recordReferenceSettings(database, 'settings-payments.json')
  rows = await insertAgencyRows(database)
  citizen = { kind: 'citizen', accountId: rows.accountId, fullName: 'Nguyễn Thị Hương Giang', assurance: 'eid-2' }
  deps = { database, clock: { now: () => now }, gateway, sealing: openSealing('s', 'phu-tho'), log: silentLog }
})

beforeEach(() => {
  now = Temporal.Instant.from('2026-09-07T02:00:00Z')
  orders = []
  answers = { init: 'ok', query: 'open' }
})

describe('asking for payment', () => {
  it('is one order for two clicks, by the owner or by whoever has the key', async () => {
    const dossier = await charged(75_000, 25_000)
    const [first, second] = await Promise.all([request(dossier.id), request(dossier.id, dossier.trackingKey)])
    expect(acceptedValue(first)).toEqual(acceptedValue(second))
    expect(acceptedValue(first)).toMatchObject({ amount: 100_000 })
    expect(new Set(orders.map((order) => order.reference)).size).toBe(1)
    expect(await eventsOf(dossier.id, 'payment.requested')).toBe(1)
  })

  it('says nothing to a stranger', async () => {
    const dossier = await charged(75_000)
    const stranger: CitizenActor = { ...citizen, accountId: newId() }
    const unknown = { ok: false, refusal: { code: 'payment.dossier-not-found' } }
    const command = { dossierId: dossier.id, payerAddress: '' }
    expect(await requestPayment(deps, stranger, command)).toEqual(unknown)
    expect(await requestPayment(deps, anonymous, { ...command, trackingKey: 'guess' })).toEqual(unknown)
    expect(await requestPayment(deps, citizen, { ...command, dossierId: newId() })).toEqual(unknown)
  })

  it('is refused when nothing is due or the dossier is closed', async () => {
    const free = await insertDossierRow(database, rows)
    expect(await request(free.id)).toEqual({ ok: false, refusal: { code: 'payment.nothing-due' } })
    const closed = await insertDossierRow(database, rows, { status: 7 })
    expect(await request(closed.id)).toEqual({ ok: false, refusal: { code: 'payment.dossier-closed' } })
  })

  it('is tried again with the same order after an outage, and with a new one after a refusal', async () => {
    const dossier = await charged(75_000)
    answers.init = 'down'
    expect(await request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-unreachable' } })
    answers.init = 'refuses'
    expect(await request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-refused' } })
    answers.init = 'ok'
    await requested(dossier)
    const { payments } = await moneyOfDossier(database, dossier.id)
    expect(payments.map((payment) => payment.state)).toEqual(['requested', 'abandoned'])
  })

  it('makes a new order when what is due has changed, and still books the old one', async () => {
    const dossier = await charged(75_000)
    const before = await requested(dossier)
    await charge(dossier, 25_000)
    const after = await requested(dossier)
    expect(after.amount).toBe(100_000)
    expect(await confirmPayment(deps, notice(before.reference, 75_000))).toMatchObject({ MaLoi: '00' })
    expect(await confirmPayment(deps, notice(after.reference, 100_000))).toMatchObject({ MaLoi: '00' })
    const money = await moneyOfDossier(database, dossier.id)
    expect(money.due).toBe(0)
    expect(money.payments.map(({ state, surplus }) => [state, surplus])).toEqual([
      ['paid', 75_000],
      ['paid', 0],
    ])
  })

  it('asks first what became of an address given out long ago', async () => {
    const dossier = await charged(75_000)
    const old = await requested(dossier)
    now = now.add({ minutes: 16 })
    answers.query = 'down'
    expect(await request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-unreachable' } })
    answers.query = 'open'
    const fresh = await requested(dossier)
    expect(fresh.reference).not.toBe(old.reference)
    now = now.add({ minutes: 16 })
    answers.query = notice(fresh.reference, 75_000)
    expect(await request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.paid-already' } })
  })
})

describe('the notice of the platform', () => {
  it('is booked once, with receipt, chain, event and kept words', async () => {
    const dossier = await charged(75_000, 25_000)
    const { reference } = await requested(dossier)
    const body = notice(reference, 100_000)
    expect(await confirmPayment(deps, body)).toEqual({
      MaLoi: '00',
      MoTaLoi: 'Thành công',
      MaDoiTac: 'PARTNER01',
      MaThamChieu: reference,
      ThoiGianGD: '20260907085500',
      MaXacThuc: body.MaXacThuc,
    })
    const money = await moneyOfDossier(database, dossier.id)
    expect(money.due).toBe(0)
    expect(money.charges.map(({ state }) => state)).toEqual(['paid', 'paid'])
    expect(money.payments[0]).toMatchObject({ state: 'paid', bank: 'VCB', transactionId: `GD${reference}`, surplus: 0 })
    const kept = await database.selectFrom('payment_notice').selectAll().where('reference', '=', reference).execute()
    expect(kept).toMatchObject([{ verdict: 'paid', body }])
    expect(await eventsOf(dossier.id, 'payment.received')).toBe(1)
    expect(await verifyLog(database)).toMatchObject({ faults: [] })
  })

  it('repeated two hundred times at once is one payment, answered alike', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    const body = notice(reference, 100_000)
    const replies = await Promise.all(Array.from({ length: 200 }, () => confirmPayment(deps, body)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(replies[0]).toMatchObject({ MaLoi: '00', MoTaLoi: 'Thành công' })
    expect(await eventsOf(dossier.id, 'payment.received')).toBe(1)
    const found = await verdicts(reference)
    expect([found.filter((verdict) => verdict === 'paid').length, found.length]).toEqual([1, 200])
    expect((await moneyOfDossier(database, dossier.id)).payments).toHaveLength(1)
    expect(await verifyLog(database)).toMatchObject({ faults: [] })
  })

  it.each<[string, (reference: string) => Record<string, unknown>, string]>([
    ['of one đồng less', (reference) => notice(reference, 99_999), 'amount-differs'],
    ['of one đồng more', (reference) => notice(reference, 100_001), 'amount-differs'],
    ['with a wrong hash', (reference) => ({ ...notice(reference, 100_000), MaGiaoDich: 'X' }), 'hash-wrong'],
    ['with no hash', (reference) => ({ ...notice(reference, 100_000), MaXacThuc: '' }), 'hash-wrong'],
    ['of another partner', (reference) => notice(reference, 100_000, { MaDoiTac: 'OTHER' }), 'other-partner'],
    ['of other money', (reference) => notice(reference, 100_000, { MaTienTe: 'USD' }), 'unreadable'],
    ['that is a list', (reference) => ({ MaThamChieu: reference, LoaiBanTin: ['CONFIRM'] }), 'unreadable'],
    ['with a zero sign', (reference) => ({ ...notice(reference, 100_000), MaNganHang: 'a\u0000b' }), 'hash-wrong'],
    ['with half a sign', (reference) => ({ ...notice(reference, 100_000), MaNganHang: '\ud800' }), 'hash-wrong'],
  ])('%s is answered 99, kept, and books nothing', async (_, bodyOf, verdict) => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    expect(await confirmPayment(deps, bodyOf(reference))).toMatchObject({ MaLoi: '99' })
    expect(await verdicts(reference)).toEqual([verdict])
    expect((await moneyOfDossier(database, dossier.id)).payments[0]).toMatchObject({ state: 'requested' })
    expect(await confirmPayment(deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
  })

  it.each([null, undefined, 'text', 7, [], 'x'.repeat(100_000)])('of nothing known is answered 99 (%#)', async (body) =>
    expect(await confirmPayment(deps, body)).toMatchObject({ MaLoi: '99' }),
  )

  it('of an unknown order is answered 99', async () => {
    expect(await confirmPayment(deps, notice('UNKNOWN-1', 1))).toMatchObject({ MaLoi: '99' })
    expect(await verdicts('UNKNOWN-1')).toEqual(['reference-unknown'])
  })

  it('cannot use one transaction for two orders, even at the same moment', async () => {
    const [left, right] = [await charged(100_000), await charged(100_000)]
    const orders = [await requested(left), await requested(right)]
    const replies = await Promise.all(
      orders.map(({ reference }) => confirmPayment(deps, notice(reference, 100_000, { MaGiaoDich: 'GD-SAME' }))),
    )
    expect(replies.map((reply) => reply.MaLoi).sort()).toEqual(['00', '99'])
    const paid = await database.selectFrom('payment').select('id').where('transaction_id', '=', 'GD-SAME').execute()
    expect(paid).toHaveLength(1)
  })

  it('that meets another at the door is followed in the order of the lock', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    const waiting = async (): Promise<number> => {
      const found = await sql<{ count: number }>`select count(*) as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(database)
      return found.rows[0]?.count ?? 0
    }
    const until = async (count: number): Promise<void> => {
      while ((await waiting()) < count) await new Promise(setImmediate)
    }
    const replies: Promise<ConfirmReply>[] = []
    await database.transaction().execute(async (tx) => {
      await tx.selectFrom('dossier').select('id').where('id', '=', dossier.id).forUpdate().execute()
      replies.push(confirmPayment(deps, notice(reference, 100_000, { MaGiaoDich: `A${reference}` })))
      await until(1)
      replies.push(confirmPayment(deps, notice(reference, 100_000, { MaGiaoDich: `B${reference}` })))
      await until(2)
    })
    expect((await Promise.all(replies)).map((reply) => reply.MaLoi)).toEqual(['00', '99'])
    const { payments } = await moneyOfDossier(database, dossier.id)
    expect(payments).toMatchObject([{ state: 'paid', transactionId: `A${reference}` }])
    expect(await verdicts(reference)).toEqual(['paid', 'paid-twice'])
  })

  it('of a second transaction for a paid order goes to a person', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    await confirmPayment(deps, notice(reference, 100_000))
    const second = notice(reference, 100_000, { MaGiaoDich: `GD2${reference}` })
    expect(await confirmPayment(deps, second)).toMatchObject({ MaLoi: '99' })
    expect(await verdicts(reference)).toEqual(['paid', 'paid-twice'])
  })

  it('of a failure is noted, and money after it still counts', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    const failed = notice(reference, 100_000, { MaLoi: '51', MaGiaoDich: '' })
    expect(await confirmPayment(deps, failed)).toMatchObject({ MaLoi: '00' })
    expect((await moneyOfDossier(database, dossier.id)).payments[0]).toMatchObject({ state: 'failed' })
    expect(await confirmPayment(deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
    expect(await confirmPayment(deps, failed)).toMatchObject({ MaLoi: '00' })
    expect((await moneyOfDossier(database, dossier.id)).payments[0]).toMatchObject({ state: 'paid' })
  })

  it('interrupted between its words and its work is paid once when it comes again, or by the run of the minute', async () => {
    for (const comesAgain of [true, false]) {
      const dossier = await charged(100_000)
      const { reference } = await requested(dossier)
      const killed = {
        ...deps,
        gateway: {
          ...gateway,
          readConfirm: () => {
            throw new Error('killed')
          },
        },
      }
      await expect(confirmPayment(killed, notice(reference, 100_000))).rejects.toThrow('killed')
      expect(await verdicts(reference)).toEqual(['received'])
      expect((await moneyOfDossier(database, dossier.id)).payments[0]).toMatchObject({ state: 'requested' })
      if (comesAgain) expect(await confirmPayment(deps, notice(reference, 100_000))).toMatchObject({ MaLoi: '00' })
      now = now.add({ seconds: 31 })
      await reconcilePayments(deps)
      expect((await verdicts(reference)).filter((verdict) => verdict === 'paid')).toHaveLength(1)
      expect(await eventsOf(dossier.id, 'payment.received')).toBe(1)
    }
  })
})

describe('a notice that never came', () => {
  it('is asked for, and then booked like any other', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    await database
      .updateTable('payment')
      .set({ state: 'abandoned' })
      .where('reference', '<>', reference)
      .where('state', '=', 'requested')
      .execute()
    expect(await reconcilePayments(deps)).toMatchObject({ asked: 0 })
    now = now.add({ minutes: 3 })
    answers.query = 'down'
    expect(await reconcilePayments(deps)).toMatchObject({ asked: 1, paid: 0 })
    answers.query = notice(reference, 100_000)
    expect(await reconcilePayments(deps)).toMatchObject({ asked: 1, paid: 1 })
    expect(await verdicts(reference)).toEqual(['paid'])
    expect(await reconcilePayments(deps)).toMatchObject({ asked: 0 })
  })

  it('is given up after three days, and the order with it', async () => {
    const dossier = await charged(100_000)
    const { reference } = await requested(dossier)
    now = now.add({ hours: 73 })
    await reconcilePayments(deps)
    const { payments } = await moneyOfDossier(database, dossier.id)
    expect(payments).toMatchObject([{ reference, state: 'abandoned' }])
  })
})

describe('cash at the counter', () => {
  const cash = async (dossier: DossierRow, changed: Record<string, unknown> = {}) => {
    const { charges, due } = await moneyOfDossier(database, dossier.id)
    const chargeIds = charges.filter(({ state }) => state === 'due').map(({ id }) => id)
    return { paymentId: newId(), dossierId: dossier.id, chargeIds, amount: due, ...changed }
  }

  it('is taken once however often it is pressed, with numbers that follow each other', async () => {
    const [first, second] = [await charged(20_000), await charged(30_000)]
    const command = await cash(first)
    const pressed = await Promise.all([1, 2, 3].map(() => receiveCash(deps, rows.officer, command)))
    expect(pressed.every((answer) => answer.ok)).toBe(true)
    acceptedValue(await receiveCash(deps, rows.officer, await cash(second)))
    const receipts = await Promise.all(
      [first, second].map(async ({ id }) =>
        (await moneyOfDossier(database, id)).payments.map(({ receipt }) => receipt),
      ),
    )
    const numbers = receipts.flat().map((receipt) => Number(receipt?.split('/')[0]))
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['an amount counted wrongly', { amount: 19_999 }, 'payment.amount-changed'],
    ['a charge that is not due', { chargeIds: [newId()] }, 'payment.charge-not-due'],
    ['an unknown dossier', { dossierId: newId() }, 'payment.dossier-not-found'],
  ])('refuses %s', async (_, changed, code) => {
    const dossier = await charged(20_000)
    const answer = await receiveCash(deps, rows.officer, await cash(dossier, changed))
    expect(answer).toMatchObject({ ok: false, refusal: { code } })
  })

  it('is taken by the desk that received the dossier and nobody else', async () => {
    const dossier = await charged(20_000)
    const other = await insertAgencyRows(database)
    for (const actor of [other.officer, citizen, anonymous, { ...rows.officer, posts: [] }]) {
      const answer = await receiveCash(deps, actor, await cash(dossier))
      expect(answer).toEqual({ ok: false, refusal: { code: 'payment.not-permitted' } })
    }
  })

  it('and the platform at the same moment are both booked, and what is too much is seen', async () => {
    const dossier = await charged(20_000)
    const { reference } = await requested(dossier)
    const command = await cash(dossier)
    const [counter, reply] = await Promise.all([
      receiveCash(deps, rows.officer, command),
      confirmPayment(deps, notice(reference, 20_000)),
    ])
    const { payments, due } = await moneyOfDossier(database, dossier.id)
    expect([due, reply.MaLoi]).toEqual([0, '00'])
    const surplus = payments.reduce((sum, payment) => sum + payment.surplus, 0)
    expect(surplus).toBe(counter.ok ? 20_000 : 0)
  })
})

describe('charges', () => {
  it('are waived and reduced by the desk, with a reason', async () => {
    const dossier = await charged(75_000, 25_000)
    const [first, second] = (await moneyOfDossier(database, dossier.id)).charges
    if (first === undefined || second === undefined) throw new Error('no charges')
    const waive = { chargeId: first.id, relief: { kind: 'waive' }, reason: 'Hộ nghèo' } as const
    expect(await relieveCharge(deps, citizen, waive)).toMatchObject({ refusal: { code: 'payment.not-permitted' } })
    expect(await relieveCharge(deps, rows.officer, { ...waive, reason: '  ' })).toMatchObject({
      refusal: { code: 'payment.reason-missing' },
    })
    acceptedValue(await relieveCharge(deps, rows.officer, waive))
    const reduce = { chargeId: second.id, relief: { kind: 'reduce', amount: 10_000 }, reason: 'Hộ nghèo' } as const
    acceptedValue(await relieveCharge(deps, rows.officer, reduce))
    expect(await relieveCharge(deps, rows.officer, reduce)).toMatchObject({ ok: false })
    expect((await moneyOfDossier(database, dossier.id)).due).toBe(10_000)
    acceptedValue(
      await addCharge(deps, rows.officer, {
        dossierId: dossier.id,
        name: 'Phí',
        kind: 1,
        amount: 5_000,
        collectedWhen: 4,
      }),
    )
    expect((await moneyOfDossier(database, dossier.id)).due).toBe(15_000)
    expect(await owedByCode(database, dossier.code, now)).toMatchObject({ error_code: 1 })
    expect(await owedByCode(database, 'unknown', now)).toMatchObject({ error_code: -1 })
    expect(await verifyLog(database)).toMatchObject({ faults: [] })
  })
})

describe('the receipt', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-receipts-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is made once, whoever asks, and only for what is paid', async () => {
    const files = await openDiskFileStore(folder)
    const dossier = await charged(100_000)
    const { reference, paymentId } = await requested(dossier)
    const receiptDeps = { database, files, trackingUrl: (code: string) => `https://example.vn/tra-cuu?ma=${code}` }
    expect(await makeReceipt(receiptDeps, paymentId)).toMatchObject({ refusal: { code: 'payment.not-paid' } })
    await confirmPayment(deps, notice(reference, 100_000))
    const made = await Promise.all([1, 2, 3].map(() => makeReceipt(receiptDeps, paymentId)))
    const ids = new Set(made.map((one) => acceptedValue(one).attachmentId))
    expect(ids.size).toBe(1)
    const attachment = await findAttachment(database, [...ids][0] ?? '')
    expect(attachment?.name).toMatch(/^Biên lai \d{7}-BL\.pdf$/)
    const pdf = await buffer(files.stream(attachment?.sha256 ?? ''))
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    const jobs = await database.selectFrom('event').select('id').where('subject_id', '=', dossier.id).execute()
    expect(jobs.length).toBe(2)
  })
})
