import type { Selectable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { Refund as RefundRow } from '#platform/database/schema.ts'
import type { Refund, RefundState } from '../domain/refunds.ts'

const refundOf = (row: Selectable<RefundRow>): Refund => ({
  id: row.id,
  dossierId: row.dossier_id,
  paymentId: row.payment_id,
  chargeId: row.charge_id,
  agencyId: row.agency_id,
  amount: row.amount,
  reason: row.reason,
  state: row.state as RefundState,
  proposedBy: row.proposed_by,
})

export type NewRefund = Omit<Refund, 'id' | 'state'> & { readonly basis: string; readonly at: Temporal.Instant }

export const insertRefund = async (tx: Tx, fresh: NewRefund): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('refund')
    .values({
      id,
      dossier_id: fresh.dossierId,
      payment_id: fresh.paymentId,
      charge_id: fresh.chargeId,
      agency_id: fresh.agencyId,
      amount: fresh.amount,
      reason: fresh.reason,
      basis: fresh.basis,
      proposed_by: fresh.proposedBy,
      proposed_at: fresh.at,
    })
    .execute()
  return id
}

export const listRefunds = async (reader: Reader, dossierId: string): Promise<readonly Refund[]> => {
  const rows = await reader
    .selectFrom('refund')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  return rows.map(refundOf)
}

/** Read before its dossier is locked; what is decided is read again under the lock. */
export const findRefund = async (reader: Reader, id: string): Promise<Refund | null> => {
  const row = await reader.selectFrom('refund').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : refundOf(row)
}

export const saveRefundVerdict = async (
  tx: Tx,
  id: string,
  verdict: {
    readonly state: 'approved' | 'declined'
    readonly note: string
    readonly by: string
    readonly at: Temporal.Instant
  },
): Promise<void> => {
  const { state, note, by, at } = verdict
  await tx
    .updateTable('refund')
    .set({ state, decision_note: note, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .execute()
}

export const savePaidOut = async (
  tx: Tx,
  refund: Pick<Refund, 'id' | 'chargeId'>,
  paidOut: {
    readonly how: 'transfer' | 'cash'
    readonly reference: string
    readonly by: string
    readonly at: Temporal.Instant
  },
): Promise<void> => {
  const { how, reference, by, at } = paidOut
  await tx
    .updateTable('refund')
    .set({ state: 'paid-out', paid_out_how: how, paid_out_reference: reference, paid_out_by: by, paid_out_at: at })
    .where('id', '=', refund.id)
    .execute()
  if (refund.chargeId === null) return
  await tx.updateTable('fee_charge').set({ state: 'refunded' }).where('id', '=', refund.chargeId).execute()
}
