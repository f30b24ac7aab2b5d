import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notice, openPaymentScene, type PaymentScene } from '#test/support/payment-scene.ts'
import { moneyOfDossier, reconcilePayments } from '../index.ts'

let scene: PaymentScene

beforeAll(async () => {
  scene = await openPaymentScene()
})
beforeEach(() => scene.reset())

describe('a notice that never came', () => {
  it('is asked for, and then booked like any other', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    await scene.database
      .updateTable('payment')
      .set({ state: 'abandoned' })
      .where('reference', '<>', reference)
      .where('state', '=', 'requested')
      .execute()
    expect(await reconcilePayments(scene.deps)).toMatchObject({ asked: 0 })
    scene.time.now = scene.time.now.add({ minutes: 3 })
    scene.platform.query = 'down'
    expect(await reconcilePayments(scene.deps)).toMatchObject({ asked: 1, paid: 0 })
    scene.platform.query = notice(reference, 100_000)
    expect(await reconcilePayments(scene.deps)).toMatchObject({ asked: 1, paid: 1 })
    expect(await scene.verdicts(reference)).toEqual(['paid'])
    expect(await reconcilePayments(scene.deps)).toMatchObject({ asked: 0 })
  })

  it('is given up after three days, and the order with it', async () => {
    const dossier = await scene.charged(100_000)
    const { reference } = await scene.requested(dossier)
    scene.time.now = scene.time.now.add({ hours: 73 })
    await reconcilePayments(scene.deps)
    const { payments } = await moneyOfDossier(scene.database, dossier.id)
    expect(payments).toMatchObject([{ reference, state: 'abandoned' }])
  })
})
