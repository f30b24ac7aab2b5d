import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { findAttachment } from '#modules/attachments/index.ts'
import { anonymous } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'
import { type DossierRow, insertAgencyRows } from '#test/support/dossier-rows.ts'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import {
  addCharge,
  confirmPayment,
  makeReceipt,
  moneyOfDossier,
  owedByCode,
  receiveCash,
  relieveCharge,
} from '../index.ts'

let scene: PaymentScene

beforeAll(async () => {
  scene = await openPaymentScene()
})
beforeEach(() => scene.reset())

describe('cash at the counter', () => {
  const cash = async (dossier: DossierRow, changed: Record<string, unknown> = {}) => {
    const { charges, due } = await moneyOfDossier(scene.database, dossier.id)
    const chargeIds = charges.filter(({ state }) => state === 'due').map(({ id }) => id)
    return { paymentId: newId(), dossierId: dossier.id, chargeIds, amount: due, ...changed }
  }

  it('is taken once however often it is pressed, with numbers that follow each other', async () => {
    const [first, second] = [await scene.charged(20_000), await scene.charged(30_000)]
    const command = await cash(first)
    const pressed = await Promise.all([1, 2, 3].map(() => receiveCash(scene.deps, scene.rows.officer, command)))
    expect(pressed.every((answer) => answer.ok)).toBe(true)
    acceptedValue(await receiveCash(scene.deps, scene.rows.officer, await cash(second)))
    const receipts = await Promise.all(
      [first, second].map(async ({ id }) =>
        (await moneyOfDossier(scene.database, id)).payments.map(({ receipt }) => receipt),
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
    const dossier = await scene.charged(20_000)
    const answer = await receiveCash(scene.deps, scene.rows.officer, await cash(dossier, changed))
    expect(answer).toMatchObject({ ok: false, refusal: { code } })
  })

  it('is taken by the desk that received the dossier and nobody else', async () => {
    const dossier = await scene.charged(20_000)
    const other = await insertAgencyRows(scene.database)
    for (const actor of [other.officer, scene.citizen, anonymous, { ...scene.rows.officer, posts: [] }]) {
      const answer = await receiveCash(scene.deps, actor, await cash(dossier))
      expect(answer).toEqual({ ok: false, refusal: { code: 'payment.not-permitted' } })
    }
  })

  it('and the platform at the same moment are both booked, and what is too much is seen', async () => {
    const dossier = await scene.charged(20_000)
    const { reference } = await scene.requested(dossier)
    const command = await cash(dossier)
    const [counter, reply] = await Promise.all([
      receiveCash(scene.deps, scene.rows.officer, command),
      confirmPayment(scene.deps, notice(reference, 20_000)),
    ])
    const { payments, due } = await moneyOfDossier(scene.database, dossier.id)
    expect([due, reply.MaLoi]).toEqual([0, '00'])
    const surplus = payments.reduce((sum, payment) => sum + payment.surplus, 0)
    expect(surplus).toBe(counter.ok ? 20_000 : 0)
  })
})

describe('charges', () => {
  it('are waived and reduced by the desk, with a reason', async () => {
    const dossier = await scene.charged(75_000, 25_000)
    const [first, second] = (await moneyOfDossier(scene.database, dossier.id)).charges
    if (first === undefined || second === undefined) throw new Error('no charges')
    const grounds = { reason: 'Hộ nghèo', basis: 'Nghị quyết HĐND tỉnh', evidence: 'Giấy chứng nhận hộ nghèo 12/2026' }
    const waive = { ...grounds, chargeId: first.id, relief: { kind: 'waive' } } as const
    expect(await relieveCharge(scene.deps, scene.citizen, waive)).toMatchObject({
      refusal: { code: 'payment.not-permitted' },
    })
    expect(await relieveCharge(scene.deps, scene.rows.officer, { ...waive, reason: '  ' })).toMatchObject({
      refusal: { code: 'payment.reason-missing' },
    })
    expect(await relieveCharge(scene.deps, scene.rows.officer, { ...waive, evidence: ' ' })).toMatchObject({
      refusal: { code: 'payment.evidence-missing' },
    })
    acceptedValue(await relieveCharge(scene.deps, scene.rows.officer, waive))
    const kept = scene.database.selectFrom('fee_charge').selectAll().where('id', '=', first.id)
    expect(await kept.executeTakeFirst()).toMatchObject({
      relief_basis: grounds.basis,
      relief_evidence: grounds.evidence,
      relieved_by: scene.rows.officer.officerId,
    })
    const reduce = { ...grounds, chargeId: second.id, relief: { kind: 'reduce', amount: 10_000 } } as const
    acceptedValue(await relieveCharge(scene.deps, scene.rows.officer, reduce))
    expect(await relieveCharge(scene.deps, scene.rows.officer, reduce)).toMatchObject({ ok: false })
    expect((await moneyOfDossier(scene.database, dossier.id)).due).toBe(10_000)
    acceptedValue(
      await addCharge(scene.deps, scene.rows.officer, {
        dossierId: dossier.id,
        name: 'Phí',
        kind: 1,
        amount: 5_000,
        collectedWhen: 4,
      }),
    )
    expect((await moneyOfDossier(scene.database, dossier.id)).due).toBe(15_000)
    expect(await owedByCode(scene.database, dossier.code, scene.time.now)).toMatchObject({ error_code: 1 })
    expect(await owedByCode(scene.database, 'unknown', scene.time.now)).toMatchObject({ error_code: -1 })
    expect(await verifyLog(scene.database)).toMatchObject({ faults: [] })
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
    const dossier = await scene.charged(100_000)
    const { reference, paymentId } = await scene.requested(dossier)
    const receiptDeps = {
      database: scene.database,
      files,
      trackingUrl: (code: string) => `https://example.vn/tra-cuu?ma=${code}`,
    }
    expect(await makeReceipt(receiptDeps, paymentId)).toMatchObject({ refusal: { code: 'payment.not-paid' } })
    await confirmPayment(scene.deps, notice(reference, 100_000))
    const made = await Promise.all([1, 2, 3].map(() => makeReceipt(receiptDeps, paymentId)))
    const ids = new Set(made.map((one) => acceptedValue(one).attachmentId))
    expect(ids.size).toBe(1)
    const attachment = await findAttachment(scene.database, [...ids][0] ?? '')
    expect(attachment?.name).toMatch(/^Biên lai \d{7}-BL\.pdf$/)
    const pdf = await buffer(files.stream(attachment?.sha256 ?? ''))
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    const jobs = await scene.database.selectFrom('event').select('id').where('subject_id', '=', dossier.id).execute()
    expect(jobs.length).toBe(2)
  })
})
