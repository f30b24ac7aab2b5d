import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '#platform/log/log.ts'
import { hashOfMessage } from '#platform/payment-gateway/pay-plat-hash.ts'
import type { PayPlatPartner } from '#platform/payment-gateway/pay-plat-messages.ts'
import type { DemoPartner } from './demo-partner.ts'
import type { Failures } from './failures.ts'
import type { DemoOrder, OrderBook } from './order-book.ts'

/** The notice of a decided order, with its hash. */
export const confirmMessage = (order: DemoOrder, partner: PayPlatPartner): Record<string, string> => {
  const message = {
    LoaiBanTin: 'CONFIRM',
    MaLoi: order.code,
    MaDoiTac: partner.code,
    MaThamChieu: order.reference,
    SoTien: String(order.amount),
    MaTienTe: 'VND',
    MaGiaoDich: order.transactionId,
    MaNganHang: order.bank,
    ThoiGianGD: order.decidedAt,
    ThongTinGiaoDich: order.description,
  }
  return { ...message, MaXacThuc: hashOfMessage('CONFIRM', message, partner.secret) }
}

const spoiled = (order: DemoOrder, partner: PayPlatPartner, failures: Failures): Record<string, string> => {
  if (failures.notice === 'wrong-amount') return confirmMessage({ ...order, amount: order.amount - 1 }, partner)
  const message = confirmMessage(order, partner)
  return failures.notice === 'wrong-hash' ? { ...message, MaXacThuc: '0'.repeat(64) } : message
}

export type NotifyDeps = {
  readonly book: OrderBook
  /** Whose order it is, as far as the platform still knows them. */
  readonly partnerOf: (order: DemoOrder) => DemoPartner | undefined
  /** Pauses before the first and each further try. */
  readonly pausesMs: readonly number[]
  readonly failures: () => Failures
  readonly signal: AbortSignal
  readonly log: Log
}

const tellOnce = async (deps: NotifyDeps, order: DemoOrder): Promise<boolean> => {
  const partner = deps.partnerOf(order)
  if (partner === undefined) return false
  try {
    const response = await fetch(partner.callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(spoiled(order, partner, deps.failures())),
      signal: AbortSignal.any([deps.signal, AbortSignal.timeout(15_000)]),
    })
    const reply = (await response.json()) as { MaLoi?: unknown }
    return reply.MaLoi === '00'
  } catch {
    return false
  }
}

const isStillSo = (book: OrderBook, order: DemoOrder): boolean =>
  book.find(order.reference)?.decidedAt === order.decidedAt && book.find(order.reference)?.code === order.code

/** Tells the partner of a decision until it answers `00`, with growing pauses; stops when the order was decided anew. */
export const notifyPartner = async (deps: NotifyDeps, order: DemoOrder): Promise<void> => {
  for (const pauseMs of deps.pausesMs) {
    const waited = await pause(pauseMs, true, { signal: deps.signal }).catch(() => false)
    if (!waited || !isStillSo(deps.book, order)) return
    const { notice, service } = deps.failures()
    if (notice === 'lost' || service === 'down') continue
    const answers = await Promise.all(
      notice === 'double' ? [tellOnce(deps, order), tellOnce(deps, order)] : [tellOnce(deps, order)],
    )
    if (deps.signal.aborted) return
    if (answers.some(Boolean)) return deps.book.save({ ...order, isTold: true })
  }
  deps.log.warn({ reference: order.reference }, 'demo payment platform gave up a notice')
}
