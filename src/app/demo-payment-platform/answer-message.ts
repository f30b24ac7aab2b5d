import { z } from 'zod'
import { type HashedMessage, isHashRight, parsePlatformTime } from '#platform/payment-gateway/pay-plat-hash.ts'
import { type PayPlatPartner, parseAmount } from '#platform/payment-gateway/pay-plat-messages.ts'
import { confirmMessage } from './notify-partner.ts'
import type { DemoOrder, OrderBook } from './order-book.ts'

const InitMessage = z.object({
  MaThamChieu: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  SoTien: z.string(),
  ThongTinGiaoDich: z.string().max(255),
  ThoiGianGD: z.string(),
  MaTienTe: z.literal('VND'),
  LoaiHinhThanhToan: z.literal('PAY'),
  ThongTinBienLai: z.object({
    MaHoSo: z.string(),
    TenTTHC: z.string().max(250),
    TenDonVi: z.string(),
    HoTenNguoiNop: z.string(),
    PhiLePhi: z.array(z.object({ TenPhiLePhi: z.string(), SoTien: z.string() })).min(1),
  }),
})
type InitMessage = z.infer<typeof InitMessage>

type Answer = Readonly<Record<string, unknown>>

const refused = (code: string, words: string): Answer => ({ MaLoi: code, MoTaLoi: words })

const isSumOfLines = (message: InitMessage, amount: number): boolean =>
  message.ThongTinBienLai.PhiLePhi.reduce((sum, line) => sum + (parseAmount(line.SoTien) ?? Number.NaN), 0) === amount

const orderOf = (partner: PayPlatPartner, message: InitMessage, amount: number): DemoOrder => ({
  partner: partner.code,
  reference: message.MaThamChieu,
  amount,
  description: message.ThongTinGiaoDich,
  dossierCode: message.ThongTinBienLai.MaHoSo,
  procedureName: message.ThongTinBienLai.TenTTHC,
  agencyName: message.ThongTinBienLai.TenDonVi,
  payerName: message.ThongTinBienLai.HoTenNguoiNop,
  lines: message.ThongTinBienLai.PhiLePhi.map((line) => ({ name: line.TenPhiLePhi, amount: line.SoTien })),
  orderedAt: message.ThoiGianGD,
  state: 'open',
  code: '',
  transactionId: '',
  bank: '',
  decidedAt: '',
  isTold: false,
})

const init = async ({ book, payUrl }: MessageDeps, partner: PayPlatPartner, body: unknown): Promise<Answer> => {
  const parsed = InitMessage.safeParse(body)
  const amount = parsed.success ? parseAmount(parsed.data.SoTien) : null
  if (!parsed.success || amount === null || amount === 0 || parsePlatformTime(parsed.data.ThoiGianGD) === null) {
    return refused('03', 'Bản tin không hợp lệ')
  }
  if (!isSumOfLines(parsed.data, amount)) return refused('04', 'Số tiền không bằng tổng các khoản')
  const { MaThamChieu: reference } = parsed.data
  const known = book.find(reference)
  if (known !== undefined && (known.amount !== amount || known.partner !== partner.code))
    return refused('02', 'Mã tham chiếu đã dùng cho số tiền khác')
  if (known === undefined) await book.save(orderOf(partner, parsed.data, amount))
  return { MaLoi: '00', MoTaLoi: 'Thành công', MaThamChieu: reference, UrlThanhToan: payUrl(reference) }
}

export type MessageDeps = {
  readonly book: OrderBook
  readonly partnerOf: (code: string) => PayPlatPartner | undefined
  readonly payUrl: (reference: string) => string
  readonly billOf: (order: DemoOrder) => Promise<Uint8Array>
}

const kinds: ReadonlySet<string> = new Set<HashedMessage>(['INIT', 'QUERY', 'GET_BILL'])

const MessageHead = z.object({ LoaiBanTin: z.string(), MaDoiTac: z.string(), MaThamChieu: z.string() }).loose()

/** Answers a message of a partner as the platform does; a receipt comes as the bytes of a PDF. */
export const answerMessage = async (deps: MessageDeps, body: unknown): Promise<Answer | Uint8Array> => {
  const head = MessageHead.safeParse(body)
  if (!head.success || !kinds.has(head.data.LoaiBanTin)) return refused('03', 'Bản tin không hợp lệ')
  const kind = head.data.LoaiBanTin as HashedMessage
  const partner = deps.partnerOf(head.data.MaDoiTac)
  if (partner === undefined) return refused('06', 'Không tìm thấy đối tác')
  if (!isHashRight(kind, head.data, partner.secret)) return refused('07', 'Sai mã xác thực')
  if (kind === 'INIT') return init(deps, partner, body)
  const order = deps.book.find(head.data.MaThamChieu)
  if (order?.partner !== partner.code) return refused('08', 'Không tìm thấy giao dịch')
  if (kind === 'QUERY') {
    return order.state === 'open' ? refused('01', 'Chờ thanh toán') : confirmMessage(order, partner)
  }
  return order.state === 'paid' ? deps.billOf(order) : refused('01', 'Chưa thanh toán')
}
