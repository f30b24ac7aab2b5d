import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { formatPlatformTime } from '#platform/payment-gateway/pay-plat-hash.ts'
import type { PaymentOrder } from '#platform/payment-gateway/payment-gateway.ts'
import { sameSecret } from '#platform/secrets/sealing.ts'
import { dueOf, type FeeCharge, sumOf } from '../domain/charges.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import type { Payment, PaymentLine } from '../domain/settlement.ts'
import { listCharges } from '../store/charges.ts'
import { getPayableDossier, lockPayableDossier, type PayableDossier } from '../store/dossier.ts'
import { insertRequest, listLines, listOpenRequests, saveRedirect, saveState } from '../store/payments.ts'
import { findAccount, getLinkMinutes } from '../store/settings.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { abandonRequest, reconcilePayment } from './reconcile-payment.ts'
import { recordMoneyDeed } from './record-money-deed.ts'

export const RequestPayment = z.object({
  dossierId: z.uuid(),
  /** Whoever was given it may pay, signed in or not: paying for another harms nobody. */
  trackingKey: z.string().max(200).optional(),
  payerAddress: z.string().max(60),
})
export type RequestPayment = z.infer<typeof RequestPayment>

export type RequestedPayment = {
  readonly paymentId: string
  readonly reference: string
  readonly amount: number
  /** Where the payer goes. */
  readonly redirectUrl: string
}

// Not taken, withdrawn, stopped: nothing is asked for any more.
const closedStatuses = new Set([3, 7, 8])

const mayPay = (actor: Actor, dossier: PayableDossier, command: RequestPayment): boolean =>
  (actor.kind === 'citizen' && actor.accountId === dossier.accountId) ||
  (command.trackingKey !== undefined && sameSecret(command.trackingKey, dossier.trackingKey))

const isFor = (lines: readonly PaymentLine[], charges: readonly FeeCharge[]): boolean =>
  lines.length === charges.length &&
  charges.every((charge) => lines.some((line) => line.chargeId === charge.id && line.amount === charge.amount))

type Opened = { readonly payment: Payment; readonly charges: readonly FeeCharge[]; readonly isStale: boolean }

/** The open order for just these charges; others that wait are given up, since what is due has changed. */
const findSameRequest = async (tx: Tx, dossierId: string, due: readonly FeeCharge[]): Promise<Payment | null> => {
  let same: Payment | null = null
  for (const payment of await listOpenRequests(tx, dossierId)) {
    if (same === null && isFor(await listLines(tx, payment.id), due)) same = payment
    else await saveState(tx, payment.id, 'abandoned')
  }
  return same
}

const newReference = (agencyCode: string, at: PaymentOrder['at']): string =>
  `${agencyCode.replace(/[^A-Za-z0-9]/g, '').slice(0, 12)}${formatPlatformTime(at)}${randomInt(1e9).toString().padStart(9, '0')}`

const openRequest = async (
  tx: Tx,
  deps: PaymentDeps,
  actor: Actor,
  command: RequestPayment,
): Promise<Result<Opened, PaymentRefusal>> => {
  const dossier = await lockPayableDossier(tx, command.dossierId)
  if (dossier === null || !mayPay(actor, dossier, command)) return refuse({ code: 'payment.dossier-not-found' })
  if (closedStatuses.has(dossier.status)) return refuse({ code: 'payment.dossier-closed' })
  const all = await listCharges(tx, dossier.id)
  const charges = dueOf(all)
  if (charges.length === 0) {
    return refuse({
      code: all.some((charge) => charge.state === 'paid') ? 'payment.paid-already' : 'payment.nothing-due',
    })
  }
  const now = deps.clock.now()
  const same = await findSameRequest(tx, dossier.id, charges)
  if (same !== null) {
    const linkMinutes = await getLinkMinutes(tx, localDate(now))
    const isStale = same.redirectUrl !== '' && same.requestedAt.until(now).total('minutes') > linkMinutes
    return accept({ payment: same, charges, isStale })
  }
  const id = newId()
  const { filingId } = dossier
  const reference = newReference(dossier.agencyCode, now)
  const fresh = { id, filingId, dossierId: dossier.id, reference, method: 'platform' as const, amount: sumOf(charges) }
  await insertRequest(tx, { ...fresh, requestedAt: now, charges })
  await recordMoneyDeed({ tx, now, dossier, actor }, 'payment.requested', { paymentId: id, amount: fresh.amount })
  const payment: Payment = { ...fresh, state: 'requested', transactionId: null, redirectUrl: '', requestedAt: now }
  return accept({ payment, charges, isStale: false })
}

const orderOf = async (deps: PaymentDeps, opened: Opened, payerAddress: string): Promise<PaymentOrder> => {
  const { payment, charges } = opened
  const dossier = await getPayableDossier(deps.database, payment.dossierId)
  const identity = dossier.ownerIdentitySealed
  return {
    reference: payment.reference,
    amount: payment.amount,
    description: `Phí, lệ phí hồ sơ ${dossier.code}`,
    at: payment.requestedAt,
    payerAddress,
    lines: charges.map(({ kind, code, name, amount }) => ({ kind, code, name, amount })),
    dossierCode: dossier.code,
    procedureCode: dossier.procedureCode,
    procedureName: dossier.procedureName,
    agencyCode: dossier.agencyCode,
    agencyName: dossier.agencyName,
    payer: {
      name: dossier.ownerName,
      identityNumber: identity === null ? '' : deps.sealing.open(identity),
      address: dossier.ownerAddress,
    },
    beneficiary: await findAccount(deps.database, localDate(payment.requestedAt), dossier.agencyId),
  }
}

/** Sends the order; the same order sent twice by two clicks is one order there. */
const sendOrder = async (
  deps: PaymentDeps,
  opened: Opened,
  payerAddress: string,
): Promise<Result<RequestedPayment, PaymentRefusal>> => {
  const { payment } = opened
  const { id: paymentId, reference, amount } = payment
  if (payment.redirectUrl !== '') return accept({ paymentId, reference, amount, redirectUrl: payment.redirectUrl })
  const answer = await deps.gateway.init(await orderOf(deps, opened, payerAddress))
  if (!answer.ok) {
    deps.log.warn({ paymentId, code: answer.refusal.code }, 'payment platform took no order')
    if (answer.refusal.code === 'gateway.unreachable') return refuse({ code: 'payment.platform-unreachable' })
    await abandonRequest(deps, payment)
    return refuse({ code: 'payment.platform-refused' })
  }
  const { redirectUrl } = answer.value
  await deps.database.transaction().execute((tx) => saveRedirect(tx, paymentId, redirectUrl))
  return accept({ paymentId, reference, amount, redirectUrl })
}

/** An address given out long ago may lead nowhere: whether it was paid is asked first, so that nobody pays twice. */
const replaceStale = async (deps: PaymentDeps, payment: Payment): Promise<PaymentRefusal | null> => {
  const state = await reconcilePayment(deps, payment)
  if (!state.ok) return { code: 'payment.platform-unreachable' }
  if (state.value === 'paid') return { code: 'payment.paid-already' }
  await abandonRequest(deps, payment)
  return null
}

/**
 * Asks for what a dossier owes through the payment platform and tells where to pay. Asked again, by the same or another click, it is
 * the same order as long as the same is due and its address is young.
 */
export const requestPayment = async (
  deps: PaymentDeps,
  actor: Actor,
  command: RequestPayment,
): Promise<Result<RequestedPayment, PaymentRefusal>> => {
  const open = () => inTransaction(deps.database, (tx) => openRequest(tx, deps, actor, command))
  const opened = await open()
  if (!opened.ok) return opened
  if (!opened.value.isStale) return sendOrder(deps, opened.value, command.payerAddress)
  const refusal = await replaceStale(deps, opened.value.payment)
  if (refusal !== null) return refuse(refusal)
  const again = await open()
  return again.ok ? sendOrder(deps, again.value, command.payerAddress) : again
}
