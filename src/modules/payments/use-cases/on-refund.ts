import { type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import type { Refund } from '../domain/refunds.ts'
import type { PaymentRefusal } from '../domain/refusals.ts'
import { lockPayableDossier, type PayableDossier } from '../store/dossier.ts'
import { findRefund } from '../store/refunds.ts'
import type { PaymentDeps } from './payment-deps.ts'

export type RefundDeps = Pick<PaymentDeps, 'database' | 'clock'>

type RefundScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly dossier: PayableDossier
  readonly refund: Refund
}

/** Locks the dossier of a refund and runs a deed on it in one transaction. */
export const onRefund = (
  deps: RefundDeps,
  refundId: string,
  deed: (scene: RefundScene) => Promise<Result<null, PaymentRefusal>>,
): Promise<Result<null, PaymentRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, PaymentRefusal>> => {
    const found = await findRefund(tx, refundId)
    const dossier = found === null ? null : await lockPayableDossier(tx, found.dossierId)
    const refund = dossier === null ? null : await findRefund(tx, refundId)
    if (dossier === null || refund === null) return refuse({ code: 'payment.dossier-not-found' })
    return deed({ tx, now: deps.clock.now(), dossier, refund })
  })
