import { createHash } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { readStatement, type StatementFault } from '#platform/payment-gateway/pay-plat-statement.ts'
import type { Payment } from '../domain/settlement.ts'
import { findPayment } from '../store/payments.ts'
import { holdsProvincePost, saveStatement } from '../store/statements.ts'
import type { PaymentDeps } from './payment-deps.ts'
import { type ReconcileRefusal, reconcilePayment } from './reconcile-payment.ts'

export type TakeStatement = {
  readonly day: Temporal.PlainDate
  readonly fileName: string
  readonly content: Uint8Array
}

/** Some fifty thousand payments of one day. */
export const statementFileBytes = 5 * 1024 * 1024

export type StatementRefusal =
  | StatementFault
  | { readonly code: 'statement.not-permitted' }
  | { readonly code: 'statement.day-ahead' }
  | { readonly code: 'statement.too-large' }

/** Takes in what the platform says it took on a day, in place of what it said before. Changes no payment. */
export const takeStatement = (
  deps: Pick<PaymentDeps, 'database' | 'clock'>,
  actor: Actor,
  { day, fileName, content }: TakeStatement,
): Promise<Result<{ readonly lines: number }, StatementRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<{ readonly lines: number }, StatementRefusal>> => {
    if (actor.kind !== 'officer' || !(await holdsProvincePost(tx, actor)))
      return refuse({ code: 'statement.not-permitted' })
    const now = deps.clock.now()
    if (Temporal.PlainDate.compare(day, localDate(now)) > 0) return refuse({ code: 'statement.day-ahead' })
    if (content.length > statementFileBytes) return refuse({ code: 'statement.too-large' })
    const read = readStatement(content, day)
    if (!read.ok) return read
    await saveStatement(tx, { day, fileName: fileName.slice(0, 300), by: actor.officerId, at: now, lines: read.value })
    const sha256 = createHash('sha256').update(content).digest('hex')
    await appendAction(tx, {
      subjectKind: 'payment-statement',
      // Each taking is a thing of its own; the day stands in it.
      subjectId: newId(),
      type: 'payments.statement-taken',
      actor: { kind: 'officer', id: actor.officerId },
      occurredAt: now,
      recordedAt: now,
      detail: { day: day.toString(), lines: read.value.length, sha256 },
    })
    return accept({ lines: read.value.length })
  })

/** Asks the platform once more about an order of which a statement speaks and that is not booked. */
export const askAboutPayment = async (
  deps: Omit<PaymentDeps, 'sealing'>,
  actor: Actor,
  { paymentId }: { readonly paymentId: string },
): Promise<Result<Payment['state'], ReconcileRefusal | { readonly code: 'statement.not-permitted' }>> => {
  const payment =
    actor.kind === 'officer' && (await holdsProvincePost(deps.database, actor))
      ? await findPayment(deps.database, paymentId)
      : null
  return payment === null ? refuse({ code: 'statement.not-permitted' }) : reconcilePayment(deps, payment)
}
