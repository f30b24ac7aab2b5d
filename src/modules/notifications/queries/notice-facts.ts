import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'

/** What letters say of a dossier beside what the event tells. */
export type NoticeFacts = {
  readonly dossierId: string
  readonly accountId: string | null
  readonly code: string
  readonly procedureName: string
  readonly ownerName: string
  /** Given with the filing, else that of the account; may be empty. */
  readonly email: string
  readonly agencyName: string
  readonly agencyPhone: string
  readonly returnMethod: string
  readonly dueAt: Temporal.Instant | null
}

export const findNoticeFacts = async (reader: Reader, dossierId: string): Promise<NoticeFacts | null> => {
  const row = await reader
    .selectFrom('dossier')
    .innerJoin('agency', 'agency.id', 'dossier.receiving_agency_id')
    .leftJoin('citizen', 'citizen.account_id', 'dossier.account_id')
    .select(['dossier.id', 'dossier.account_id', 'dossier.code', 'dossier.procedure_name', 'dossier.owner_name'])
    .select(['dossier.owner_email', 'dossier.return_method', 'dossier.due_at', 'citizen.email as account_email'])
    .select(['agency.name as agency_name', 'agency.phone as agency_phone'])
    .where('dossier.id', '=', dossierId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    dossierId: row.id,
    accountId: row.account_id,
    code: row.code,
    procedureName: row.procedure_name,
    ownerName: row.owner_name,
    email: row.owner_email === '' ? (row.account_email ?? '') : row.owner_email,
    agencyName: row.agency_name,
    agencyPhone: row.agency_phone,
    returnMethod: row.return_method,
    dueAt: row.due_at,
  }
}

const Items = z.array(z.union([z.string(), z.object({ text: z.string() }).transform((item) => item.text)])).catch([])

/** What the supplement request of an event asks for. */
export const findSupplementItems = async (
  reader: Reader,
  dossierId: string,
  seq: number,
): Promise<readonly string[]> => {
  const row = await reader
    .selectFrom('supplement_request')
    .select('items')
    .where('dossier_id', '=', dossierId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row === undefined ? [] : Items.parse(row.items)
}

/** Why a result comes later than promised, in the words that the head signed. */
export const findApologyReason = async (reader: Reader, dossierId: string): Promise<string> => {
  const row = await reader
    .selectFrom('reappointment')
    .select('reason')
    .where('dossier_id', '=', dossierId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.reason ?? ''
}

/** What a head wrote to a refund, and the number under which the money went; empty as long as there is none. */
export const findRefundWords = async (
  reader: Reader,
  dossierId: string,
  refundId: string,
): Promise<{ readonly note: string; readonly reference: string }> => {
  const row = await reader
    .selectFrom('refund')
    .select(['decision_note as note', 'paid_out_reference as reference'])
    .where('id', '=', refundId)
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row ?? { note: '', reference: '' }
}
