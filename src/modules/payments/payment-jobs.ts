import type { OpenProvince } from '#platform/database/provinces.ts'
import type { JobHandler } from '#platform/jobs/run-jobs.ts'
import { makeReceiptTask } from './use-cases/book-payment.ts'
import { makeReceipt, type ReceiptDeps } from './use-cases/make-receipt.ts'
import type { PaymentDeps } from './use-cases/payment-deps.ts'
import { reconcilePayments } from './use-cases/reconcile-payment.ts'

export const reconcilePaymentsTask = 'reconcile-payments'

/** The jobs of this module. `depsOf` gives what deeds touch in a province. */
export const paymentJobs = (
  depsOf: (province: OpenProvince) => PaymentDeps & ReceiptDeps,
): Readonly<Record<string, JobHandler>> => ({
  [makeReceiptTask]: async (province, payload) => {
    const made = await makeReceipt(depsOf(province), String(payload.paymentId))
    if (!made.ok) throw new Error(made.refusal.code)
  },
  [reconcilePaymentsTask]: async (province) => {
    const deps = depsOf(province)
    const done = await reconcilePayments(deps)
    if (done.notices + done.asked > 0) deps.log.info({ ...done }, 'payments reconciled')
  },
})

export const paymentCrontab = [{ task: reconcilePaymentsTask, pattern: '* * * * *' }] as const
