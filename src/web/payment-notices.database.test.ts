import { expect, it } from 'vitest'
import type { PaymentDeps, ReceiptDeps } from '#modules/payments/index.ts'
import type { OpenProvince } from '#platform/database/provinces.ts'
import { silentLog } from '#platform/log/log.ts'
import { openPayPlat } from '#platform/payment-gateway/pay-plat-gateway.ts'
import { hashOfMessage } from '#platform/payment-gateway/pay-plat-hash.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { testWebDeps } from '#test/support/web-deps.ts'
import { paymentNotice, paymentNoticeOfProvince } from './citizen/tracking/payment-page.tsx'
import { json, type Route } from './http/route.ts'
import { buildServer } from './http/server.ts'

const { provinces } = await openTestDatabase()
const whence: Route = {
  method: 'GET',
  path: '/tu-dau',
  access: 'public',
  handler: async (request) => json(request.sourceAddress),
}
const partnerOf = ({ province }: OpenProvince) => ({ code: province.code, secret: `secret of ${province.key}` })
const paymentsOf = (open: OpenProvince) => {
  const { database } = open
  const { clock, sealing } = testWebDeps(provinces)
  const gateway = openPayPlat({ url: 'http://127.0.0.1:9/', partner: partnerOf(open) })
  const deps: PaymentDeps = { database, clock, gateway, sealing: sealing(open), log: silentLog }
  return deps as PaymentDeps & ReceiptDeps
}
const serve = (trustedProxies: readonly string[] = []) =>
  buildServer(testWebDeps(provinces, { payments: paymentsOf, trustedProxies }), [
    paymentNotice,
    paymentNoticeOfProvince,
    whence,
  ])
const app = serve()

const noticeOf = (open: OpenProvince, reference: string) => {
  const { code, secret } = partnerOf(open)
  const message = {
    LoaiBanTin: 'CONFIRM',
    MaLoi: '00',
    MaDoiTac: code,
    MaThamChieu: reference,
    SoTien: '1000',
    MaTienTe: 'VND',
    MaGiaoDich: `GD${reference}`,
    MaNganHang: 'VCB',
    ThoiGianGD: '20260907085500',
    ThongTinGiaoDich: 'Phi',
  }
  return { ...message, MaXacThuc: hashOfMessage('CONFIRM', message, secret) }
}

const tell = (path: string, host: string, payload: object) =>
  app.inject({ method: 'POST', url: path, headers: { host }, payload })

const keptIn = async (open: OpenProvince, reference: string): Promise<number> =>
  (await open.database.selectFrom('payment_notice').select('id').where('reference', '=', reference).execute()).length

const [first, second] = provinces.all as readonly [OpenProvince, OpenProvince]

it.each([
  ['the address', `/thanh-toan/xac-nhan/${second.province.key}`, 'localhost'],
  ['the host', '/thanh-toan/xac-nhan', second.province.hosts[0] ?? ''],
])('a notice reaches the province that %s names, and is believed under its secret alone', async (what, path, host) => {
  const reference = what.replaceAll(' ', '-')
  const answer = await tell(path, host, noticeOf(second, reference))
  expect(answer.json()).toMatchObject({ MoTaLoi: 'Không tìm thấy mã tham chiếu' })
  expect([await keptIn(first, reference), await keptIn(second, reference)]).toEqual([0, 1])
  expect((await tell(path, host, noticeOf(first, reference))).json()).toMatchObject({ MoTaLoi: 'Sai mã xác thực' })
  expect([await keptIn(first, reference), await keptIn(second, reference)]).toEqual([0, 1])
})

it('an address of no province is none', async () => {
  const answer = await tell('/thanh-toan/xac-nhan/khong-co', 'localhost', noticeOf(first, 'x'))
  expect(answer.statusCode).toBe(404)
})

it('a notice longer than any is not read', async () => {
  const answer = await tell('/thanh-toan/xac-nhan', 'localhost', { text: 'x'.repeat(70_000) })
  expect(answer.statusCode).toBe(413)
})

it.each([
  ['nobody', [], '10.1.1.1', '203.0.113.7', '10.1.1.1'],
  ['the proxy', ['10.1.1.1'], '10.1.1.1', '203.0.113.7', '203.0.113.7'],
  ['another proxy', ['10.2.2.2'], '10.1.1.1', '203.0.113.7', '10.1.1.1'],
  ['the proxy, over the newer protocol', ['10.1.1.1'], '10.1.1.1', '::ffff:203.0.113.7', '203.0.113.7'],
])('of where a payer is %s is believed', async (_, trusted, remoteAddress, claimed, seen) => {
  const answer = await serve(trusted).inject({
    url: '/tu-dau',
    remoteAddress,
    headers: { host: 'localhost', 'x-forwarded-for': claimed },
  })
  expect(answer.json()).toBe(seen)
})
