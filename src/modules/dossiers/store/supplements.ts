import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { SupplementItem } from '../domain/decisions.ts'
import type { Dossier } from '../domain/dossier.ts'
import { type Status, statusCodes, statusOf } from '../domain/status.ts'

export const countSupplementRequests = async (reader: Reader, dossierId: string): Promise<number> => {
  const row = await reader
    .selectFrom('supplement_request')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow()
  return row.count
}

export type NewSupplementRequest = {
  readonly dossier: Dossier
  readonly seq: number
  readonly items: readonly SupplementItem[]
  readonly reason: string
  readonly contactName: string
  readonly contactPhone: string
  readonly requestedBy: string
  readonly approvedBy: string | null
  readonly at: Temporal.Instant
  readonly answerBy: Temporal.Instant
}

export const insertSupplementRequest = async (tx: Tx, request: NewSupplementRequest): Promise<void> => {
  await tx
    .insertInto('supplement_request')
    .values({
      id: newId(),
      dossier_id: request.dossier.id,
      seq: request.seq,
      items: jsonb(request.items),
      reason: request.reason,
      contact_name: request.contactName,
      contact_phone: request.contactPhone,
      requested_by: request.requestedBy,
      approved_by: request.approvedBy,
      requested_at: request.at,
      answer_by: request.answerBy,
      previous_status: statusCodes[request.dossier.status],
      due_before: request.dossier.dueAt,
    })
    .execute()
}

export type OpenSupplement = { readonly id: string; readonly seq: number; readonly previousStatus: Status }

export const findOpenSupplement = async (reader: Reader, dossierId: string): Promise<OpenSupplement | null> => {
  const row = await reader
    .selectFrom('supplement_request')
    .select(['id', 'seq', 'previous_status'])
    .where('dossier_id', '=', dossierId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, seq: row.seq, previousStatus: statusOf(row.previous_status) }
}

export const answerSupplementRequest = async (
  tx: Tx,
  id: string,
  answer: { readonly at: Temporal.Instant; readonly note: string; readonly dueAfter: Temporal.Instant | null },
): Promise<void> => {
  await tx
    .updateTable('supplement_request')
    .set({ answered_at: answer.at, answer_note: answer.note, due_after: answer.dueAfter })
    .where('id', '=', id)
    .execute()
}
