import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { openPayPlat } from './pay-plat-gateway.ts'
import { formatPlatformTime, hashOfMessage, isHashRight, parsePlatformTime, plainInformation } from './pay-plat-hash.ts'
import { initMessage, readConfirmMessage } from './pay-plat-messages.ts'
import type { PaymentOrder } from './payment-gateway.ts'

const partner = { code: 'PARTNER01', secret: 'EXAMPLE-SECRET' }

const order: PaymentOrder = {
  reference: 'HS202411220001',
  amount: 100_000,
  description: 'Thanh toán hồ sơ',
  at: Temporal.Instant.from('2024-11-22T08:20:00+07:00'),
  payerAddress: '10.0.0.1',
  lines: [{ kind: 1, code: '2', name: 'Phí', amount: 100_000 }],
  dossierCode: '000.00.15.H56-241122-00012',
  procedureCode: '1.005129',
  procedureName: 'Tên thủ tục',
  agencyCode: '000.00.15.H56',
  agencyName: 'Đơn vị',
  payer: { name: 'Nguyễn Văn A', identityNumber: '001099000001', address: '' },
  beneficiary: { account: '', bank: '', name: '' },
}

const confirm = {
  LoaiBanTin: 'CONFIRM',
  MaLoi: '00',
  MaDoiTac: 'PARTNER01',
  MaThamChieu: 'HS202411220001',
  SoTien: '100000',
  MaTienTe: 'VND',
  MaGiaoDich: 'GD0001',
  MaNganHang: 'VCB',
  ThoiGianGD: '20241122082200',
  ThongTinGiaoDich: 'Thanh toan ho so',
  MaXacThuc: '1dc6e856143e9993ab8f1a5413e7f359ebfe765af3f21ee600ac909e195089c3',
}

const signed = (changed: Record<string, unknown>) => {
  const message = { ...confirm, ...changed }
  return { ...message, MaXacThuc: hashOfMessage('CONFIRM', message, partner.secret) }
}

describe('the hash of a message', () => {
  it('of an order is that of the platform', () =>
    expect(initMessage(order, partner)).toMatchObject({
      MaXacThuc: '3545d2f0577b0c76e77dc426136d9ce995c3539a72eca101d7d00379f9f5ef9b',
      ThongTinGiaoDich: 'Thanh toan ho so',
      ThoiGianGD: '20241122082000',
    }))

  it('of a notice is that of the platform', () =>
    expect(readConfirmMessage(confirm, partner)).toEqual({
      ok: true,
      value: {
        reference: 'HS202411220001',
        outcome: 'paid',
        amount: 100_000,
        transactionId: 'GD0001',
        bank: 'VCB',
        at: Temporal.Instant.from('2024-11-22T08:22:00+07:00'),
        code: '00',
      },
    }))

  it('is right only for the very words', () => {
    for (const field of Object.keys(confirm).filter((name) => name !== 'LoaiBanTin')) {
      const changed = { ...confirm, [field]: `${confirm[field as keyof typeof confirm]}1` }
      const code = field === 'MaXacThuc' ? 'confirm.hash-wrong' : expect.stringMatching(/^confirm\./)
      expect(readConfirmMessage(changed, partner)).toMatchObject({ ok: false, refusal: { code } })
    }
    expect(isHashRight('CONFIRM', confirm, 'another secret')).toBe(false)
  })

  it('holds no border within a field', () => {
    const shifted = {
      ...confirm,
      MaGiaoDich: 'GD0001|VCB',
      MaNganHang: '20241122082200',
      ThoiGianGD: 'Thanh toan ho so',
    }
    expect(readConfirmMessage(shifted, partner)).toEqual({ ok: false, refusal: { code: 'confirm.unreadable' } })
  })

  it('takes numbers as their words', () =>
    expect(readConfirmMessage({ ...confirm, SoTien: 100_000 }, partner)).toMatchObject({ ok: true }))
})

describe('a notice with a right hash', () => {
  it.each([
    ['of another partner', { MaDoiTac: 'OTHER' }, 'confirm.other-partner'],
    ['of no amount', { SoTien: '1e5' }, 'confirm.not-understood'],
    ['of half a đồng', { SoTien: '100000.50' }, 'confirm.not-understood'],
    ['of a negative amount', { SoTien: '-100000' }, 'confirm.not-understood'],
    ['of other money', { MaTienTe: 'USD' }, 'confirm.not-understood'],
    ['of no time', { ThoiGianGD: '20241332082200' }, 'confirm.not-understood'],
    ['that names no transaction', { MaGiaoDich: '' }, 'confirm.not-understood'],
  ])('%s is not taken', (_, changed, code) =>
    expect(readConfirmMessage(signed(changed), partner)).toMatchObject({ ok: false, refusal: { code } }),
  )

  it('of a failure needs no transaction', () =>
    expect(readConfirmMessage(signed({ MaLoi: '51', MaGiaoDich: '' }), partner)).toMatchObject({
      ok: true,
      value: { outcome: 'failed', code: '51' },
    }))

  it.each([null, undefined, 7, 'x', [], { LoaiBanTin: 'CONFIRM' }, { ...confirm, SoTien: { $gt: 0 } }])(
    'that is %j is not read',
    (body) => expect(readConfirmMessage(body, partner)).toEqual({ ok: false, refusal: { code: 'confirm.unreadable' } }),
  )
})

describe('words and times', () => {
  it('carry no border', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => /^[A-Za-z0-9 .,:/-]{0,200}$/.test(plainInformation(text))),
    ))
  it('come back as they went', () =>
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_000_000_000 }), (seconds) => {
        const at = Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        expect(parsePlatformTime(formatPlatformTime(at))?.epochMilliseconds).toBe(at.epochMilliseconds)
      }),
    ))
})

describe('the adapter', () => {
  let server: Server
  let heard: Record<string, unknown> = {}
  let answer: { status?: number; body: string | Buffer; hang?: boolean } = { body: '' }
  let url = ''

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      heard = JSON.parse(await text(request)) as Record<string, unknown>
      if (answer.hang) return
      response.writeHead(answer.status ?? 200)
      response.end(answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : ''
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const gateway = (patienceMs = 2_000) => openPayPlat({ url, partner, patienceMs })
  const payUrl = 'https://pay.example.vn/p/1'

  it.each<[string, unknown, unknown]>([
    [
      'its first generation',
      { error_code: 0, message: JSON.stringify({ UrlThanhToan: payUrl }) },
      { ok: true, value: { redirectUrl: payUrl } },
    ],
    [
      'its second generation',
      { MaLoi: '00', MoTaLoi: 'ok', UrlThanhToan: payUrl },
      { ok: true, value: { redirectUrl: payUrl } },
    ],
    [
      'a refusal with a code',
      { MaLoi: '07', MoTaLoi: 'Sai mã' },
      { ok: false, refusal: { code: 'gateway.refused', reason: 'Sai mã' } },
    ],
    [
      'a refusal of the first generation',
      { error_code: -1, message: 'Lỗi' },
      { ok: false, refusal: { code: 'gateway.refused', reason: 'Lỗi' } },
    ],
    [
      'an address that is a script',
      { MaLoi: '00', UrlThanhToan: 'javascript:alert(1)' },
      { ok: false, refusal: { code: 'gateway.unreadable' } },
    ],
    ['no address', { MaLoi: '00' }, { ok: false, refusal: { code: 'gateway.unreadable' } }],
    ['a list', [1], { ok: false, refusal: { code: 'gateway.unreadable' } }],
  ])('reads %s', async (_, body, expected) => {
    answer = { body: JSON.stringify(body) }
    expect(await gateway().init(order)).toMatchObject(expected as object)
    expect(isHashRight('INIT', heard, partner.secret)).toBe(true)
  })

  it.each<[string, typeof answer]>([
    ['fails', { status: 500, body: 'x' }],
    ['sends elsewhere', { status: 302, body: '' }],
    ['says too much', { body: Buffer.alloc(9_000_000, 32) }],
    ['hangs', { body: '', hang: true }],
  ])('a platform that %s is unreachable', async (_, given) => {
    answer = given
    const refused = { ok: false, refusal: { code: 'gateway.unreachable' } }
    expect(await gateway(given.hang ? 100 : 5_000).init(order)).toMatchObject(refused)
  })

  it('learns what became of an order, and believes only a right hash and the right order', async () => {
    const at = order.at
    answer = { body: JSON.stringify({ MaLoi: '01', MoTaLoi: 'Chờ thanh toán' }) }
    expect(await gateway().query('HS202411220001', at)).toMatchObject({
      ok: true,
      value: { standing: { kind: 'open' } },
    })
    expect(isHashRight('QUERY', heard, partner.secret)).toBe(true)
    answer = { body: JSON.stringify({ error_code: 0, message: JSON.stringify(confirm) }) }
    const told = await gateway().query('HS202411220001', at)
    expect(told).toMatchObject({ ok: true, value: { body: confirm, standing: { report: { amount: 100_000 } } } })
    answer = { body: JSON.stringify({ ...confirm, SoTien: '1' }) }
    expect(await gateway().query('HS202411220001', at)).toMatchObject({ refusal: { detail: 'confirm.hash-wrong' } })
    answer = { body: JSON.stringify(signed({ MaThamChieu: 'OTHER' })) }
    expect(await gateway().query('HS202411220001', at)).toMatchObject({ refusal: { code: 'gateway.unreadable' } })
  })

  it.each<[string, string | Buffer]>([
    ['as bytes', Buffer.from('%PDF-1.4 x')],
    ['in an answer', JSON.stringify({ MaLoi: '00', BienLai: Buffer.from('%PDF-1.4 x').toString('base64') })],
    [
      'deep in an answer',
      JSON.stringify({
        error_code: 0,
        message: JSON.stringify({ a: { b: Buffer.from('%PDF-1.4 x').toString('base64') } }),
      }),
    ],
  ])('fetches the receipt %s', async (_, body) => {
    answer = { body }
    const bill = await gateway().bill('HS202411220001', order.at)
    expect(bill.ok && bill.value.toString('latin1')).toBe('%PDF-1.4 x')
    expect(isHashRight('GET_BILL', heard, partner.secret)).toBe(true)
  })

  it('answers a notice with its own words', () =>
    expect(gateway().replyTo(confirm, true, 'Thành công')).toEqual({
      MaLoi: '00',
      MoTaLoi: 'Thành công',
      MaDoiTac: 'PARTNER01',
      MaThamChieu: 'HS202411220001',
      ThoiGianGD: '20241122082200',
      MaXacThuc: confirm.MaXacThuc,
    }))
})
