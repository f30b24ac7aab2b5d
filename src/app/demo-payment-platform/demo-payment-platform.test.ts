import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { localDate, systemClock, Temporal } from '#kernel/time.ts'
import { silentLog } from '#platform/log/log.ts'
import { openPayPlat } from '#platform/payment-gateway/pay-plat-gateway.ts'
import { initMessage, readConfirmMessage } from '#platform/payment-gateway/pay-plat-messages.ts'
import { readStatement } from '#platform/payment-gateway/pay-plat-statement.ts'
import type { PaymentGateway, PaymentOrder } from '#platform/payment-gateway/payment-gateway.ts'
import { openDemoPaymentPlatform } from './demo-payment-platform.ts'

const partner = { code: 'PARTNER01', secret: 'a secret of the test' }

const order: PaymentOrder = {
  reference: 'H44126090700001',
  amount: 75_000,
  description: 'Phí, lệ phí hồ sơ',
  at: Temporal.Instant.from('2026-09-07T02:00:00Z'),
  payerAddress: '10.0.0.1',
  lines: [{ kind: 2, code: '1', name: 'Lệ phí <cấp phép>', amount: 75_000 }],
  dossierCode: 'H44.12-260907-0001',
  procedureCode: '1.013225',
  procedureName: 'Cấp giấy phép "xây dựng"',
  agencyCode: 'H44.12',
  agencyName: 'UBND phường Việt Trì',
  payer: { name: '<script>alert(1)</script>', identityNumber: '', address: '' },
  beneficiary: { account: '', bank: '', name: '' },
}

let peer: Server
let peerUrl = ''
let heard: Record<string, unknown>[] = []
let replies: string[] = []
let folder = ''
let platform: FastifyInstance
let gateway: PaymentGateway

const addressOf = (server: Server): string => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
}

const start = async (pausesMs: readonly number[] = [0, 5, 10]): Promise<void> => {
  platform = await openDemoPaymentPlatform({
    partners: [
      {
        ...partner,
        callbackUrl: `${peerUrl}/thanh-toan/thong-bao`,
        backUrl: (reference) => `${peerUrl}/ket-qua?ma=${reference}`,
      },
      { code: 'NEIGHBOUR', secret: 'another secret', callbackUrl: `${peerUrl}/lang-gieng`, backUrl: () => peerUrl },
    ],
    orderFile: join(folder, 'orders.jsonl'),
    pausesMs,
    slowMs: 60_000,
    clock: systemClock,
    log: silentLog,
  })
  const url = await platform.listen({ port: 0, host: '127.0.0.1' })
  gateway = openPayPlat({ url, partner, patienceMs: 300 })
}

beforeEach(async () => {
  heard = []
  replies = []
  folder = await mkdtemp(join(tmpdir(), 'motcua-demo-pay-'))
  peer = createServer(async (request, response) => {
    heard.push(JSON.parse(await text(request)) as Record<string, unknown>)
    response.end(JSON.stringify({ MaLoi: replies.shift() ?? '00' }))
  })
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  peerUrl = addressOf(peer)
  await start()
})

afterEach(async () => {
  await platform.close()
  peer.closeAllConnections()
  peer.close()
  await rm(folder, { recursive: true, force: true })
})

const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise(setImmediate)
}

const decide = (deed: string, bank = 'VCB') =>
  platform.inject({ method: 'POST', url: `/api/orders/${order.reference}/decision`, payload: { deed, bank } })

const fail = (failures: Record<string, string>) =>
  platform.inject({ method: 'PUT', url: '/api/failures', payload: failures })

const isTold = async (): Promise<boolean> => {
  const orders = (await platform.inject({ url: '/api/orders' })).json<{ isTold: boolean }[]>()
  return orders[0]?.isTold === true
}

const ordered = async (): Promise<string> => acceptedValue(await gateway.init(order)).redirectUrl

describe('an order', () => {
  it('is the same when it comes again, and refused with another amount, hash or partner', async () => {
    expect(await ordered()).toBe(await ordered())
    const more = { ...order, amount: 80_000, lines: [{ ...order.lines[0], amount: 80_000 }] } as PaymentOrder
    expect(await gateway.init(more)).toMatchObject({ refusal: { code: 'gateway.refused' } })
    expect(await gateway.init({ ...order, lines: [] })).toMatchObject({ refusal: { code: 'gateway.refused' } })
    const unequal = { ...order, reference: 'OTHER', amount: 1 }
    expect(await gateway.init(unequal)).toMatchObject({ refusal: { code: 'gateway.refused' } })
    const wrong = { ...initMessage(order, partner), SoTien: '1' }
    const answer = await platform.inject({ method: 'POST', url: '/', payload: wrong })
    expect(answer.json()).toMatchObject({ MaLoi: '07' })
    const other = initMessage(order, { ...partner, code: 'OTHER' })
    expect((await platform.inject({ method: 'POST', url: '/', payload: other })).json()).toMatchObject({ MaLoi: '06' })
    for (const payload of [{}, { LoaiBanTin: 'CONFIRM' }, []])
      expect((await platform.inject({ method: 'POST', url: '/', payload })).json()).toMatchObject({ MaLoi: '03' })
  })

  it('is shown to the payer, with every word as text', async () => {
    const shown = await fetch(await ordered())
    const page = await shown.text()
    expect(page).toContain('75.000 đ')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script>')
    expect((await fetch(new URL('/thanh-toan/unknown', await ordered()))).status).toBe(404)
  })

  it('is paid on the page, after too little money at first', async () => {
    const url = await ordered()
    const press = (deed: string) =>
      fetch(url, { method: 'POST', body: new URLSearchParams({ deed, bank: 'MB' }), redirect: 'follow' })
    expect(await (await press('lack')).text()).toContain('không đủ số dư')
    await until(() => heard.length === 1)
    expect(await (await press('pay')).text()).toContain(`${peerUrl}/ket-qua?ma=${order.reference}`)
    await until(() => heard.length === 2)
    await press('cancel')
    await until(isTold)
    expect(heard.map((notice) => acceptedValue(readConfirmMessage(notice, partner)))).toMatchObject([
      { outcome: 'failed', code: '51' },
      { outcome: 'paid', amount: 75_000, bank: 'MB' },
    ])
  })

  it('pressed many times at once is paid in one transaction', async () => {
    await ordered()
    const decided = await Promise.all([1, 2, 3, 4].map(() => decide('pay')))
    const transactions = new Set(decided.map((answer) => answer.json<{ transactionId: string }>().transactionId))
    expect(transactions.size).toBe(1)
  })

  it('cancelled is told as failed', async () => {
    await ordered()
    await decide('cancel')
    await until(isTold)
    expect(acceptedValue(readConfirmMessage(heard[0], partner))).toMatchObject({ outcome: 'failed', code: '24' })
  })
})

describe('the statement of a day', () => {
  const statementOf = (code: string, day: string) => platform.inject({ url: `/dieu-khien/sao-ke/${code}/${day}` })

  it('names what its partner was paid that day, and nobody else, as we read it', async () => {
    await ordered()
    const paid = (await decide('pay')).json<{ transactionId: string; decidedAt: string }>()
    const day = localDate(systemClock.now())
    const { rawPayload } = await statementOf(partner.code, day.toString())
    const line = { transactionId: paid.transactionId, reference: order.reference, amount: order.amount }
    expect(acceptedValue(readStatement(rawPayload, day))).toEqual([line])
    const others = [await statementOf('NEIGHBOUR', day.toString()), await statementOf(partner.code, '2026-01-01')]
    for (const none of others) expect(acceptedValue(readStatement(none.rawPayload, day))).toEqual([])
    expect((await platform.inject({ url: '/dieu-khien' })).body).toContain(`/dieu-khien/sao-ke/${partner.code}/${day}`)
  })
})

describe('a notice', () => {
  it('comes again until it is answered 00', async () => {
    replies = ['99', 'garbage', '00', '00']
    await ordered()
    await decide('pay')
    await until(isTold)
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map((notice) => JSON.stringify(notice))).size).toBe(1)
  })

  it('goes on after a restart of the platform', async () => {
    await fail({ notice: 'lost' })
    await ordered()
    await decide('pay')
    await platform.close()
    expect(heard).toEqual([])
    await start()
    await until(isTold)
    expect(heard).toHaveLength(1)
  })

  it('lost is found by asking, as is the receipt', async () => {
    const now = systemClock.now()
    await fail({ notice: 'lost' })
    await ordered()
    expect(acceptedValue(await gateway.query(order.reference, now)).standing).toEqual({ kind: 'open' })
    expect(acceptedValue(await gateway.query('unknown', now)).standing).toEqual({ kind: 'open' })
    expect(await gateway.bill(order.reference, now)).toMatchObject({ refusal: { code: 'gateway.refused' } })
    await decide('pay')
    const { standing } = acceptedValue(await gateway.query(order.reference, now))
    expect(standing).toMatchObject({ kind: 'reported', report: { outcome: 'paid', amount: 75_000 } })
    const patient = openPayPlat({ url: new URL('/', platform.listeningOrigin).href, partner })
    expect(acceptedValue(await patient.bill(order.reference, now)).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(heard).toEqual([])
  })

  it.each<[string, number, unknown]>([
    ['double', 2, { ok: true }],
    ['wrong-amount', 3, { ok: true, value: { amount: 74_999 } }],
    ['wrong-hash', 3, { ok: false, refusal: { code: 'confirm.hash-wrong' } }],
  ])('is %s at will', async (failure, count, expected) => {
    replies = failure === 'double' ? [] : ['99', '99', '99']
    await fail({ notice: failure })
    await ordered()
    await decide('pay')
    await until(() => heard.length === count)
    expect(readConfirmMessage(heard[0], partner)).toMatchObject(expected as object)
  })

  it('is repeated on demand, and made good when the failure is over', async () => {
    await fail({ notice: 'lost' })
    await ordered()
    await decide('pay')
    await fail({})
    const told = await platform.inject({ method: 'POST', url: `/api/orders/${order.reference}/notice` })
    expect(told.json()).toMatchObject({ isTold: true })
    const again = new URLSearchParams({ reference: order.reference }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const before = heard.length
    await platform.inject({ method: 'POST', url: '/dieu-khien/bao-lai', payload: again, headers })
    await until(() => heard.length > before)
  })
})

describe('the service', () => {
  it.each(['slow', 'down'])('is %s at will, while its controls work', async (service) => {
    await fail({ service })
    expect(await gateway.init(order)).toMatchObject({ refusal: { code: 'gateway.unreachable' } })
    const page = await platform.inject({ url: '/dieu-khien' })
    expect(page.body).toContain(`value="${service}" checked`)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = 'service=normal&notice=double'
    await platform.inject({ method: 'POST', url: '/dieu-khien', payload, headers })
    expect((await gateway.init(order)).ok).toBe(true)
  })
})
