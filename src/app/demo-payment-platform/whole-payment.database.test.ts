import type { FastifyInstance } from 'fastify'
import fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { systemClock } from '#kernel/time.ts'
import {
  confirmPayment,
  moneyOfDossier,
  type PaymentDeps,
  type RequestedPayment,
  reconcilePayment,
  requestPayment,
} from '#modules/payments/index.ts'
import { silentLog } from '#platform/log/log.ts'
import { openPayPlat } from '#platform/payment-gateway/pay-plat-gateway.ts'
import type { DossierRow } from '#test/support/dossier-rows.ts'
import { openPaymentScene, type PaymentScene, partner } from '#test/support/payment-scene.ts'
import { openDemoPaymentPlatform } from './demo-payment-platform.ts'

let scene: PaymentScene
let deps: PaymentDeps
let province: FastifyInstance
let platform: FastifyInstance

beforeAll(async () => {
  scene = await openPaymentScene()
  province = fastify()
  province.post('/thong-bao', (request) => confirmPayment(deps, request.body))
  const callbackUrl = `${await province.listen({ port: 0, host: '127.0.0.1' })}/thong-bao`
  const backUrl = (reference: string) => `http://localhost/${reference}`
  const partners = [{ ...partner, callbackUrl, backUrl }]
  const twin = { partners, pausesMs: [0, 5, 10, 20], clock: systemClock, log: silentLog }
  platform = await openDemoPaymentPlatform(twin)
  const url = await platform.listen({ port: 0, host: '127.0.0.1' })
  deps = { ...scene.deps, clock: systemClock, gateway: openPayPlat({ url, partner }) }
})
afterAll(async () => {
  await platform.close()
  await province.close()
})
beforeEach(() => scene.reset())

const fail = (notice: string) => platform.inject({ method: 'PUT', url: '/api/failures', payload: { notice } })

const ordered = async (): Promise<{ dossier: DossierRow; asked: RequestedPayment }> => {
  const dossier = await scene.charged(75_000)
  const command = { dossierId: dossier.id, payerAddress: '10.0.0.1' }
  return { dossier, asked: acceptedValue(await requestPayment(deps, scene.citizen, command)) }
}

const pay = async (asked: RequestedPayment): Promise<void> => {
  await fetch(asked.redirectUrl, {
    method: 'POST',
    body: new URLSearchParams({ deed: 'pay', bank: 'BIDV' }),
    redirect: 'manual',
  })
}

const paidOnce = async (dossier: DossierRow): Promise<void> => {
  for (;;) {
    const { due, payments } = await moneyOfDossier(scene.database, dossier.id)
    if (due > 0) continue
    expect(payments).toMatchObject([{ state: 'paid', bank: 'BIDV', surplus: 0 }])
    expect(await scene.eventsOf(dossier.id, 'payment.received')).toBe(1)
    return
  }
}

it.each(['normal', 'double'])('a citizen pays on the page, the notice being %s', async (notice) => {
  await fail(notice)
  const { dossier, asked } = await ordered()
  await pay(asked)
  await paidOnce(dossier)
})

it.each(['wrong-amount', 'wrong-hash'])(
  'a notice with a %s books nothing, the true one that follows does',
  async (notice) => {
    await fail(notice)
    const { dossier, asked } = await ordered()
    await pay(asked)
    const heard = async () => (await scene.verdicts(asked.reference)).length + (await scene.refused()).length
    while ((await heard()) === 0) await new Promise(setImmediate)
    expect(await scene.verdicts(asked.reference)).not.toContain('paid')
    await fail('normal')
    await platform.inject({ method: 'POST', url: `/api/orders/${asked.reference}/notice` })
    await paidOnce(dossier)
  },
)

it('a notice that is lost is asked for', async () => {
  await fail('lost')
  const { dossier, asked } = await ordered()
  await pay(asked)
  const payment = (await moneyOfDossier(scene.database, dossier.id)).payments[0]
  expect(payment).toMatchObject({ state: 'requested' })
  const { id, reference } = payment ?? { id: '', reference: '' }
  const waiting = {
    ...dossier,
    id,
    reference,
    dossierId: dossier.id,
    amount: 75_000,
    redirectUrl: '',
    transactionId: null,
  }
  const state = await reconcilePayment(deps, {
    ...waiting,
    method: 'platform',
    state: 'requested',
    requestedAt: systemClock.now(),
  })
  expect(state).toEqual({ ok: true, value: 'paid' })
  await paidOnce(dossier)
})
