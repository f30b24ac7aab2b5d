import type { Selectable } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Dong } from '#kernel/money.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { FeeCharge as ChargeRow } from '#platform/database/schema.ts'
import type { ChargeKind, ChargeState, CollectedWhen, FeeCharge, NewCharge } from '../domain/charges.ts'

export type ChargesToCreate = {
  readonly filingId: string
  readonly dossierId: string
  readonly charges: readonly NewCharge[]
  readonly at: Temporal.Instant
}

/** The charges of a dossier, in the transaction that files it. */
export const createCharges = async (tx: Tx, fresh: ChargesToCreate): Promise<void> => {
  if (fresh.charges.length === 0) return
  const rows = fresh.charges.map((charge) => ({
    id: newId(),
    filing_id: fresh.filingId,
    dossier_id: fresh.dossierId,
    code: charge.code,
    name: charge.name,
    kind: charge.kind,
    amount: charge.amount,
    collected_when: charge.collectedWhen,
    created_at: fresh.at,
  }))
  await tx.insertInto('fee_charge').values(rows).execute()
}

const chargeOf = (row: Selectable<ChargeRow>): FeeCharge => ({
  id: row.id,
  code: row.code,
  name: row.name,
  kind: row.kind as ChargeKind,
  amount: row.amount,
  collectedWhen: row.collected_when as CollectedWhen,
  state: row.state as ChargeState,
  amountBefore: row.amount_before,
  reliefReason: row.relief_reason,
  reliefBasis: row.relief_basis,
  reliefEvidence: row.relief_evidence,
  paymentId: row.payment_id,
})

export const listCharges = async (reader: Reader, dossierId: string): Promise<readonly FeeCharge[]> => {
  const rows = await reader
    .selectFrom('fee_charge')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(chargeOf)
}

/** What a dossier still owes. */
export const amountDue = async (reader: Reader, dossierId: string): Promise<Dong> => {
  const row = await reader
    .selectFrom('fee_charge')
    .select((select) => select.fn.sum<number | null>('amount').as('due'))
    .where('dossier_id', '=', dossierId)
    .where('state', '=', 'due')
    .executeTakeFirst()
  return row?.due ?? 0
}

export const findChargeDossier = async (reader: Reader, chargeId: string): Promise<string | null> => {
  const row = await reader.selectFrom('fee_charge').select('dossier_id').where('id', '=', chargeId).executeTakeFirst()
  return row?.dossier_id ?? null
}

export type ReliefGrounds = {
  readonly basis: string
  readonly evidence: string
  readonly by: string | null
  readonly at: Temporal.Instant
}

export const saveRelief = async (tx: Tx, charge: FeeCharge, grounds: ReliefGrounds): Promise<void> => {
  await tx
    .updateTable('fee_charge')
    .set({
      state: charge.state,
      amount: charge.amount,
      amount_before: charge.amountBefore,
      relief_reason: charge.reliefReason,
      relief_basis: grounds.basis,
      relief_evidence: grounds.evidence,
      relieved_by: grounds.by,
      relieved_at: grounds.at,
    })
    .where('id', '=', charge.id)
    .execute()
}

export const markChargesPaid = async (tx: Tx, chargeIds: readonly string[], paymentId: string): Promise<void> => {
  if (chargeIds.length === 0) return
  await tx
    .updateTable('fee_charge')
    .set({ state: 'paid', payment_id: paymentId })
    .where('id', 'in', chargeIds)
    .where('state', '=', 'due')
    .execute()
}
