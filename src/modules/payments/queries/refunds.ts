import { sql } from 'kysely'
import type { Dong } from '#kernel/money.ts'
import type { Temporal } from '#kernel/time.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { RefundState } from '../domain/refunds.ts'

/** A refund as officers and payers see it. */
export type RefundView = {
  readonly id: string
  readonly chargeId: string | null
  readonly chargeName: string | null
  readonly paymentId: string
  readonly amount: Dong
  readonly reason: string
  readonly basis: string
  readonly state: RefundState
  readonly proposedBy: string | null
  readonly proposedAt: Temporal.Instant
  readonly decidedBy: string | null
  readonly decidedAt: Temporal.Instant | null
  readonly note: string
  readonly paidOutAt: Temporal.Instant | null
  readonly how: 'transfer' | 'cash' | null
  readonly reference: string
}

const columns = sql`r.id, r.charge_id as "chargeId", c.name as "chargeName", r.payment_id as "paymentId", r.amount, r.reason, r.basis,
  r.state, asker.full_name as "proposedBy", r.proposed_at as "proposedAt", head.full_name as "decidedBy",
  r.decided_at as "decidedAt", r.decision_note as note, r.paid_out_at as "paidOutAt", r.paid_out_how as how,
  r.paid_out_reference as reference`
const joins = sql`left join fee_charge c on c.id = r.charge_id
  left join officer asker on asker.id = r.proposed_by left join officer head on head.id = r.decided_by`

export const refundsOfDossier = async (reader: Reader, dossierId: string): Promise<readonly RefundView[]> => {
  const answer = await sql<RefundView>`
    select ${columns} from refund r ${joins} where r.dossier_id = ${dossierId} order by r.proposed_at, r.id`.execute(
    reader,
  )
  return answer.rows
}

export type QueuedRefund = RefundView & {
  readonly dossierId: string
  readonly code: string
  readonly ownerName: string
  readonly agencyName: string
  readonly mayDecide: boolean
  readonly mayPayOut: boolean
}

/**
 * The refunds that wait at the desks of the officer and at those below an agency that he heads, the oldest first, and the last ones that
 * are done. Who proposed one is not offered to decide it.
 */
export const listRefundQueue = async (
  reader: Reader,
  actor: OfficerActor,
  which: 'open' | 'done',
  limit: number,
): Promise<readonly QueuedRefund[]> => {
  const desks = agencyIdsWithRole(actor, 'one-stop-officer')
  const headed = agencyIdsWithRole(actor, 'leader')
  const states = which === 'open' ? ['proposed', 'approved'] : ['declined', 'paid-out']
  const order = which === 'open' ? sql`r.proposed_at, r.id` : sql`r.decided_at desc, r.id`
  const answer = await sql<QueuedRefund>`
    select ${columns}, r.dossier_id as "dossierId", d.code, d.owner_name as "ownerName", a.name as "agencyName",
      r.state = 'proposed' and r.proposed_by is distinct from ${actor.officerId}::uuid
        and (a.id = any(${[...headed]}::uuid[]) or coalesce(a.parent_id = any(${[...headed]}::uuid[]), false)) as "mayDecide",
      r.state = 'approved' and a.id = any(${[...desks]}::uuid[]) as "mayPayOut"
    from refund r join agency a on a.id = r.agency_id join dossier d on d.id = r.dossier_id ${joins}
    where r.state = any(${states}::text[])
      and (a.id = any(${[...desks, ...headed]}::uuid[]) or a.parent_id = any(${[...headed]}::uuid[]))
    order by ${order} limit ${limit}`.execute(reader)
  return answer.rows
}
