import { dongInWords, formatDong } from '#kernel/money.ts'
import { formatInstant, formatLegalDate, localDate, systemClock } from '#kernel/time.ts'
import { parsePlatformTime } from '#platform/payment-gateway/pay-plat-hash.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { DemoOrder } from './order-book.ts'

/** The receipt of the demo platform, which says on its face that no money moved. */
export const billOf = (order: DemoOrder): Promise<Uint8Array> => {
  const at = parsePlatformTime(order.decidedAt) ?? systemClock.now()
  return compilePdf(
    'receipt',
    {
      agency: 'Nền tảng thanh toán mẫu',
      number: order.transactionId,
      place: 'Bản chạy thử',
      date: formatLegalDate(localDate(at)),
      code: order.dossierCode,
      request: order.procedureName,
      collector: order.agencyName,
      payer: { name: order.payerName },
      items: order.lines.map((line) => ({ name: line.name, amount: formatDong(Number(line.amount)) })),
      total: formatDong(order.amount),
      totalInWords: dongInWords(order.amount),
      way: 'Chuyển khoản (giả lập)',
      paidAt: formatInstant(at),
      reference: order.transactionId,
      signer: { name: 'Không có tiền thật' },
    },
    { title: `Biên lai mẫu ${order.transactionId}`, createdAt: at },
  )
}
