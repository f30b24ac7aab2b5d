import { z } from 'zod'
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

/** Whether this request waits for an answer of the account; inside a transaction it waits until that ends. */
export const holdOwnRequest = async (
  reader: Reader,
  accountId: string,
  dossierId: string,
  seq: number,
): Promise<boolean> => {
  const row = await reader
    .selectFrom('dossier as d')
    .innerJoin('supplement_request as s', 's.dossier_id', 'd.id')
    .select('s.id')
    .where('d.id', '=', dossierId)
    .where('d.account_id', '=', accountId)
    .where('d.status', '=', statusCodes.supplementing)
    .where('s.seq', '=', seq)
    .where('s.answered_at', 'is', null)
    .forShare('d')
    .executeTakeFirst()
  return row !== undefined
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

/** A further request that waits for the head, or was decided. */
export type Proposal = {
  readonly id: string
  readonly items: readonly SupplementItem[]
  readonly reason: string
  readonly contactName: string
  readonly contactPhone: string
  readonly agencyId: string
  readonly proposedBy: string
  readonly proposedByTitle: string
}

export type NewProposal = Proposal & {
  readonly dossierId: string
  readonly justification: string
  readonly at: Temporal.Instant
}

export const insertProposal = async (tx: Tx, proposal: NewProposal): Promise<void> => {
  await tx
    .insertInto('supplement_proposal')
    .values({
      id: proposal.id,
      dossier_id: proposal.dossierId,
      items: jsonb(proposal.items),
      reason: proposal.reason,
      justification: proposal.justification,
      contact_name: proposal.contactName,
      contact_phone: proposal.contactPhone,
      agency_id: proposal.agencyId,
      proposed_by: proposal.proposedBy,
      proposed_by_title: proposal.proposedByTitle,
      proposed_at: proposal.at,
    })
    .execute()
}

const Items = z.array(z.object({ paperCode: z.string(), text: z.string() }))

export const findOpenProposal = async (reader: Reader, dossierId: string): Promise<Proposal | null> => {
  const row = await reader
    .selectFrom('supplement_proposal')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    items: Items.parse(row.items),
    reason: row.reason,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    agencyId: row.agency_id,
    proposedBy: row.proposed_by,
    proposedByTitle: row.proposed_by_title,
  }
}

export const saveVerdict = async (
  tx: Tx,
  id: string,
  decided: {
    readonly verdict: 'approved' | 'declined'
    readonly note: string
    readonly by: string
    readonly at: Temporal.Instant
  },
): Promise<void> => {
  const { verdict, note, by, at } = decided
  await tx
    .updateTable('supplement_proposal')
    .set({ verdict, decision_note: note, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .execute()
}

/** The dossier has ended meanwhile: nobody decides any more. */
export const dropProposal = async (tx: Tx, dossierId: string, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('supplement_proposal')
    .set({ verdict: 'dropped', decided_at: at })
    .where('dossier_id', '=', dossierId)
    .where('decided_at', 'is', null)
    .execute()
}
