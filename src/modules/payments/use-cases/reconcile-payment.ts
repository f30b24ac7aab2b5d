import { accept, type Result, refuse } from '#kernel/result.ts'
import { system } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { isAskedNow, isGivenUp, type Payment } from '../domain/settlement.ts'
import { lockPayableDossier } from '../store/dossier.ts'
import { keepNotice, listUnworked } from '../store/notices.ts'
import { findPayment, getPaymentForUpdate, listWaiting, saveState } from '../store/payments.ts'
import { workOnNotice } from './confirm-payment.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

type ReconcileDeps = Omit<PaymentDeps, 'sealing'>

export type ReconcileRefusal =
  | { readonly code: 'payment.platform-unreachable' }
  | { readonly code: 'payment.platform-refused' }

/** Asks the platform what became of an order, keeps its answer like a notice, and follows it. Answers the state afterwards. */
export const reconcilePayment = async (
  deps: ReconcileDeps,
  payment: Payment,
): Promise<Result<Payment['state'], ReconcileRefusal>> => {
  const answer = await deps.gateway.query(payment.reference, deps.clock.now())
  if (!answer.ok) {
    deps.log.warn({ paymentId: payment.id, code: answer.refusal.code }, 'payment platform gave no answer')
    const isAway = answer.refusal.code === 'gateway.unreachable'
    return refuse({ code: isAway ? 'payment.platform-unreachable' : 'payment.platform-refused' })
  }
  if (answer.value.standing.kind === 'reported') {
    const { body } = answer.value
    const noticeId = await deps.database.transaction().execute((tx) => keepNotice(tx, body, deps.clock.now()))
    await workOnNotice(deps, noticeId, body)
  }
  return accept((await findPayment(deps.database, payment.id))?.state ?? payment.state)
}

/** Nothing more is expected of an order; money that comes all the same is still booked. */
export const abandonRequest = async (
  deps: Pick<ReconcileDeps, 'database' | 'clock'>,
  payment: Payment,
): Promise<void> => {
  await inTransaction(deps.database, async (tx) => {
    const dossier = await lockPayableDossier(tx, payment.dossierId)
    const current = await getPaymentForUpdate(tx, payment.id)
    if (dossier === null || current.state !== 'requested') return accept(null)
    await saveState(tx, payment.id, 'abandoned')
    const deed = { tx, now: deps.clock.now(), dossier, actor: system }
    await recordMoneyDeed(deed, 'payment.abandoned', { paymentId: payment.id })
    return accept(null)
  })
}

export type Reconciliation = { readonly notices: number; readonly asked: number; readonly paid: number }

const batch = 100

/**
 * The run of each minute: works on notices that were kept and then left by a crash, asks about orders whose notice did not come, and
 * gives up orders that are too old. Stops asking at the first silence of the platform.
 */
export const reconcilePayments = async (deps: ReconcileDeps): Promise<Reconciliation> => {
  const now = deps.clock.now()
  const left = await listUnworked(deps.database, now.subtract({ seconds: 30 }), batch)
  for (const notice of left) await workOnNotice(deps, notice.id, notice.body)
  let asked = 0
  let paid = 0
  for (const payment of await listWaiting(deps.database, now.subtract({ minutes: 2 }), batch)) {
    const isOld = isGivenUp(payment.requestedAt, now)
    if (!isOld && !isAskedNow(payment.requestedAt, now)) continue
    asked += 1
    const state = await reconcilePayment(deps, payment)
    if (!state.ok && state.refusal.code === 'payment.platform-unreachable') break
    if (state.ok && state.value === 'paid') paid += 1
    else if (isOld) await abandonRequest(deps, payment)
  }
  return { notices: left.length, asked, paid }
}
