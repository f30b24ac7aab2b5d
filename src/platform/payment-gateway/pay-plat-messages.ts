import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { formatPlatformTime, hashOfMessage, isHashRight, parsePlatformTime, plainInformation } from './pay-plat-hash.ts'
import type { ConfirmRefusal, ConfirmReply, PaymentOrder, PaymentReport } from './payment-gateway.ts'

/** What the two sides agreed on. */
export type PayPlatPartner = { readonly code: string; readonly secret: string }

export const platformVersion = '1.0.6'

const longestText = 1_000

/** Partners send numbers as text and as numbers; both are the same words. A `|` would move the borders of what is hashed. */
const Word = z
  .union([
    z
      .string()
      .max(longestText)
      .regex(/^[^|]*$/),
    z.number(),
  ])
  .transform(String)
const OptionalWord = Word.nullish().transform((word) => word ?? '')

export const ConfirmMessage = z.object({
  LoaiBanTin: z.literal('CONFIRM'),
  MaLoi: Word,
  MaDoiTac: Word,
  MaThamChieu: Word,
  SoTien: Word,
  MaTienTe: OptionalWord,
  MaGiaoDich: OptionalWord,
  MaNganHang: OptionalWord,
  ThoiGianGD: OptionalWord,
  ThongTinGiaoDich: OptionalWord,
  MaXacThuc: Word,
})
export type ConfirmMessage = z.infer<typeof ConfirmMessage>

export const paidCode = '00'

/** A whole number of đồng, as written: `100000`, or `100000.00` as some banks have it. Anything else is no amount. */
export const parseAmount = (text: string): number | null => {
  const amount = /^(\d{1,15})(?:\.0{1,2})?$/.exec(text)
  return amount === null ? null : Number(amount[1])
}

/** Reads a notice of the platform; its words count only when the hash is right. */
export const readConfirmMessage = (body: unknown, partner: PayPlatPartner): Result<PaymentReport, ConfirmRefusal> => {
  const parsed = ConfirmMessage.safeParse(body)
  if (!parsed.success) return refuse({ code: 'confirm.unreadable' })
  const message = parsed.data
  if (!isHashRight('CONFIRM', message, partner.secret)) {
    return refuse({ code: 'confirm.hash-wrong', reference: message.MaThamChieu.slice(0, 64) })
  }
  if (message.MaDoiTac !== partner.code) return refuse({ code: 'confirm.other-partner' })
  const amount = parseAmount(message.SoTien)
  const at = parsePlatformTime(message.ThoiGianGD)
  const isPaid = message.MaLoi === paidCode
  if (amount === null || at === null || (message.MaTienTe !== '' && message.MaTienTe !== 'VND')) {
    return refuse({ code: 'confirm.not-understood' })
  }
  if (isPaid && (message.MaGiaoDich === '' || message.MaGiaoDich.length > 100)) {
    return refuse({ code: 'confirm.not-understood' })
  }
  return accept({
    reference: message.MaThamChieu,
    outcome: isPaid ? 'paid' : 'failed',
    amount,
    transactionId: message.MaGiaoDich,
    bank: message.MaNganHang.slice(0, 50),
    at,
    code: message.MaLoi.slice(0, 20),
  })
}

const wordIn = (body: unknown, field: string): string => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : ''
}

/** The answer to a notice: `00` ends its repetitions, `99` says that a person must look. */
export const replyToConfirm = (body: unknown, isTaken: boolean, words: string): ConfirmReply => ({
  MaLoi: isTaken ? paidCode : '99',
  MoTaLoi: words,
  MaDoiTac: wordIn(body, 'MaDoiTac'),
  MaThamChieu: wordIn(body, 'MaThamChieu'),
  ThoiGianGD: wordIn(body, 'ThoiGianGD'),
  // Nothing of ours is signed here: the partner's own check value goes back as it came.
  MaXacThuc: wordIn(body, 'MaXacThuc'),
})

const receiptOf = (order: PaymentOrder): Record<string, unknown> => {
  const description = order.description.slice(0, 500)
  return {
    MaDichVu: 2,
    MaDVC: order.procedureCode,
    TenDVC: order.procedureName.slice(0, 250),
    MaTTHC: order.procedureCode,
    TenTTHC: order.procedureName.slice(0, 250),
    MaDonVi: order.agencyCode,
    TenDonVi: order.agencyName,
    MaHoSo: order.dossierCode,
    TKThuHuong: order.beneficiary.account,
    MaNHThuHuong: order.beneficiary.bank,
    TenTKThuHuong: order.beneficiary.name,
    PhiLePhi: order.lines.map((line) => ({
      LoaiPhiLePhi: String(line.kind),
      MaPhiLePhi: line.code,
      TenPhiLePhi: line.name,
      SoTien: String(line.amount),
    })),
    NoiDungThanhToan: description,
    HoTenNguoiNop: order.payer.name,
    SoCMNDNguoiNop: order.payer.identityNumber,
    DiaChiNguoiNop: order.payer.address,
    HuyenNguoiNop: '',
    TinhNguoiNop: '',
    DSKhoanNop: order.lines.map((line) => ({ NoiDung: line.name, SoTien: String(line.amount) })),
  }
}

export const initMessage = (order: PaymentOrder, partner: PayPlatPartner): Record<string, unknown> => {
  const message = {
    LoaiBanTin: 'INIT',
    PhienBan: platformVersion,
    MaDoiTac: partner.code,
    MaThamChieu: order.reference,
    SoTien: String(order.amount),
    LoaiHinhThanhToan: 'PAY',
    MaKenhThanhToan: '1',
    MaThietBi: '1',
    NgonNgu: 'vi-VN',
    MaTienTe: 'VND',
    MaNganHang: 'PAYMENT',
    ThongTinGiaoDich: plainInformation(order.description),
    ThoiGianGD: formatPlatformTime(order.at),
    Ip: order.payerAddress,
  }
  const hash = hashOfMessage('INIT', message, partner.secret)
  return { ...message, ThongTinBienLai: receiptOf(order), MaXacThuc: hash }
}

/** A question about an order, or for its receipt. */
export const questionMessage = (
  kind: 'QUERY' | 'GET_BILL',
  reference: string,
  at: Temporal.Instant,
  partner: PayPlatPartner,
): Record<string, unknown> => {
  const message = {
    LoaiBanTin: kind,
    PhienBan: platformVersion,
    MaDoiTac: partner.code,
    MaThamChieu: reference,
    ThoiGianGD: formatPlatformTime(at),
  }
  return { ...message, MaXacThuc: hashOfMessage(kind, message, partner.secret) }
}
