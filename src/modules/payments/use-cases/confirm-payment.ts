import { accept, type Result } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { system } from '#modules/identity/domain/index.ts'
import { inTransaction, isBreachOf, type Tx } from '#platform/database/connection.ts'
import type { ConfirmRefusal, ConfirmReply, PaymentReport } from '#platform/payment-gateway/payment-gateway.ts'
import { isTaken, judgeReport, needsLook, type Payment, type Verdict } from '../domain/settlement.ts'
import { lockPayableDossier } from '../store/dossier.ts'
import { countRefused, keepNotice, saveVerdict } from '../store/notices.ts'
import { findByReference, getPaymentForUpdate, isTransactionKnown, saveState } from '../store/payments.ts'
import { bookPayment } from './book-payment.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

type ConfirmDeps = Omit<PaymentDeps, 'sealing'>

const verdictOfRefusal = {
  'confirm.unreadable': 'unreadable',
  'confirm.not-understood': 'unreadable',
  'confirm.other-partner': 'other-partner',
  'confirm.hash-wrong': 'hash-wrong',
} as const satisfies Record<ConfirmRefusal['code'], Verdict>

/** When it was paid by the platform's clock, unless that clock runs ahead of ours. */
const paidAtOf = (report: PaymentReport, now: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(report.at, now) > 0 ? now : report.at

const judge = async (tx: Tx, payment: Payment, report: PaymentReport): Promise<Verdict> => {
  const verdict = judgeReport(payment, report)
  const isNew = verdict === 'paid' && (await isTransactionKnown(tx, report.transactionId, payment.id))
  return isNew ? 'transaction-known' : verdict
}

/** Does what a genuine report asks for, once, under the lock of the dossier. */
const followReport = async (tx: Tx, deps: ConfirmDeps, report: PaymentReport): Promise<Verdict> => {
  const found = await findByReference(tx, report.reference)
  const dossier = found === null ? null : await lockPayableDossier(tx, found.dossierId)
  if (found === null || dossier === null || found.method !== 'platform') return 'reference-unknown'
  const payment = await getPaymentForUpdate(tx, found.id)
  const verdict = await judge(tx, payment, report)
  const now = deps.clock.now()
  const deed = { tx, now, dossier, actor: system }
  if (verdict === 'paid') {
    const { transactionId, bank } = report
    await bookPayment(deed, { payment, paidAt: paidAtOf(report, now), transactionId, bank, receivedBy: null })
  }
  if (verdict === 'failure-noted' && payment.state === 'requested') {
    await saveState(tx, payment.id, 'failed')
    await recordMoneyDeed(deed, 'payment.failed', { paymentId: payment.id, platformCode: report.code })
  }
  return verdict
}

/**
 * Works on a notice that is kept already, in one transaction with its verdict. Repeated, it finds its work done. A notice of which
 * the same transaction is booked at this very moment for another order loses by the constraint.
 */
export const workOnNotice = async (deps: ConfirmDeps, noticeId: string, body: unknown): Promise<Verdict> => {
  const work = async (tx: Tx): Promise<Result<Verdict, never>> => {
    const report = deps.gateway.readConfirm(body)
    const verdict = report.ok ? await followReport(tx, deps, report.value) : verdictOfRefusal[report.refusal.code]
    await saveVerdict(tx, noticeId, verdict)
    return accept(verdict)
  }
  const refused = async (verdict: Verdict): Promise<Verdict> => {
    await deps.database.transaction().execute((tx) => saveVerdict(tx, noticeId, verdict))
    return verdict
  }
  const done = await inTransaction(deps.database, work).catch(async (error: unknown) => {
    if (!isBreachOf(error, 'payment_transaction_id_key')) throw error
    return accept(await refused('transaction-known'))
  })
  const verdict = done.ok ? done.value : await refused('unreadable')
  if (needsLook(verdict)) deps.log.warn({ noticeId, verdict }, 'payment notice not taken')
  return verdict
}

const words: Readonly<Record<Verdict, string>> = {
  paid: 'Thành công',
  repeated: 'Thành công',
  'failure-noted': 'Thành công',
  'hash-wrong': 'Sai mã xác thực',
  unreadable: 'Bản tin không hợp lệ',
  'other-partner': 'Sai mã đối tác',
  'reference-unknown': 'Không tìm thấy mã tham chiếu',
  'amount-differs': 'Số tiền không khớp',
  'transaction-known': 'Mã giao dịch đã được ghi nhận',
  'paid-twice': 'Khoản nộp đã được thanh toán bằng giao dịch khác',
}

/** Nothing shows that the platform wrote it: anybody could have. */
const isAnybodys = (code: ConfirmRefusal['code']): code is 'confirm.unreadable' | 'confirm.hash-wrong' =>
  code === 'confirm.unreadable' || code === 'confirm.hash-wrong'

/**
 * The notice of the payment platform. What is not under its hash is counted and no more. The words of a genuine one are kept first, in
 * a transaction of their own; then they are checked (partner, amount, transaction) and followed exactly once. Only what was followed, now or before, is answered `00`. Throws when the work was
 * interrupted: the platform then gets no answer and comes again.
 */
export const confirmPayment = async (deps: ConfirmDeps, body: unknown): Promise<ConfirmReply> => {
  const report = deps.gateway.readConfirm(body)
  if (!report.ok && isAnybodys(report.refusal.code)) {
    const verdict = verdictOfRefusal[report.refusal.code]
    await deps.database.transaction().execute((tx) => countRefused(tx, body, verdict, deps.clock.now()))
    deps.log.warn({ verdict }, 'payment notice not taken')
    return deps.gateway.replyTo(body, false, words[verdict])
  }
  const noticeId = await deps.database.transaction().execute((tx) => keepNotice(tx, body, deps.clock.now()))
  const verdict = await workOnNotice(deps, noticeId, body)
  return deps.gateway.replyTo(body, isTaken(verdict), words[verdict])
}
