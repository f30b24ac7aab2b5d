import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type NewReappointment = {
  readonly dossierId: string
  readonly seq: number
  readonly reason: string
  readonly dueBefore: Temporal.Instant
  readonly dueAfter: Temporal.Instant
  readonly signedBy: string
  readonly at: Temporal.Instant
  readonly slipId: string
  readonly inTime: boolean
}

export const insertReappointment = async (tx: Tx, row: NewReappointment): Promise<void> => {
  await tx
    .insertInto('reappointment')
    .values({
      id: newId(),
      dossier_id: row.dossierId,
      seq: row.seq,
      reason: row.reason,
      due_before: row.dueBefore,
      due_after: row.dueAfter,
      signed_by: row.signedBy,
      signed_at: row.at,
      slip_id: row.slipId,
      in_time: row.inTime,
    })
    .execute()
}
