import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { anonymous, type CitizenActor } from '#modules/identity/domain/index.ts'
import { insertDossierRow } from '#test/support/dossier-rows.ts'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import { confirmPayment, moneyOfDossier, requestPayment } from '../index.ts'

let scene: PaymentScene

beforeAll(async () => {
  scene = await openPaymentScene()
})
beforeEach(() => scene.reset())

describe('asking for payment', () => {
  it('is one order for two clicks, by the owner or by whoever has the key', async () => {
    const dossier = await scene.charged(75_000, 25_000)
    const [first, second] = await Promise.all([
      scene.request(dossier.id),
      scene.request(dossier.id, dossier.trackingKey),
    ])
    expect(acceptedValue(first)).toEqual(acceptedValue(second))
    expect(acceptedValue(first)).toMatchObject({ amount: 100_000 })
    expect(new Set(scene.platform.orders.map((order) => order.reference)).size).toBe(1)
    expect(await scene.eventsOf(dossier.id, 'payment.requested')).toBe(1)
  })

  it('says nothing to a stranger', async () => {
    const dossier = await scene.charged(75_000)
    const stranger: CitizenActor = { ...scene.citizen, accountId: newId() }
    const unknown = { ok: false, refusal: { code: 'payment.dossier-not-found' } }
    const command = { dossierId: dossier.id, payerAddress: '' }
    expect(await requestPayment(scene.deps, stranger, command)).toEqual(unknown)
    expect(await requestPayment(scene.deps, anonymous, { ...command, trackingKey: 'guess' })).toEqual(unknown)
    expect(await requestPayment(scene.deps, scene.citizen, { ...command, dossierId: newId() })).toEqual(unknown)
  })

  it('is refused when nothing is due or the dossier is closed', async () => {
    const free = await insertDossierRow(scene.database, scene.rows)
    expect(await scene.request(free.id)).toEqual({ ok: false, refusal: { code: 'payment.nothing-due' } })
    const closed = await insertDossierRow(scene.database, scene.rows, { status: 7 })
    expect(await scene.request(closed.id)).toEqual({ ok: false, refusal: { code: 'payment.dossier-closed' } })
  })

  it('is tried again with the same order after an outage, and with a new one after a refusal', async () => {
    const dossier = await scene.charged(75_000)
    scene.platform.init = 'down'
    expect(await scene.request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-unreachable' } })
    scene.platform.init = 'refuses'
    expect(await scene.request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-refused' } })
    scene.platform.init = 'ok'
    await scene.requested(dossier)
    const { payments } = await moneyOfDossier(scene.database, dossier.id)
    expect(payments.map((payment) => payment.state)).toEqual(['requested', 'abandoned'])
  })

  it('makes a new order when what is due has changed, and still books the old one', async () => {
    const dossier = await scene.charged(75_000)
    const before = await scene.requested(dossier)
    await scene.charge(dossier, 25_000)
    const after = await scene.requested(dossier)
    expect(after.amount).toBe(100_000)
    expect(await confirmPayment(scene.deps, notice(before.reference, 75_000))).toMatchObject({ MaLoi: '00' })
    expect(await confirmPayment(scene.deps, notice(after.reference, 100_000))).toMatchObject({ MaLoi: '00' })
    const money = await moneyOfDossier(scene.database, dossier.id)
    expect(money.due).toBe(0)
    expect(money.payments.map(({ state, surplus }) => [state, surplus])).toEqual([
      ['paid', 75_000],
      ['paid', 0],
    ])
  })

  it('asks first what became of an address given out long ago', async () => {
    const dossier = await scene.charged(75_000)
    const old = await scene.requested(dossier)
    scene.time.now = scene.time.now.add({ minutes: 16 })
    scene.platform.query = 'down'
    expect(await scene.request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.platform-unreachable' } })
    scene.platform.query = 'open'
    const fresh = await scene.requested(dossier)
    expect(fresh.reference).not.toBe(old.reference)
    scene.time.now = scene.time.now.add({ minutes: 16 })
    scene.platform.query = notice(fresh.reference, 75_000)
    expect(await scene.request(dossier.id)).toEqual({ ok: false, refusal: { code: 'payment.paid-already' } })
  })
})
