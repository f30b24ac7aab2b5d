import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import { giveBackLast } from './document-registers.ts'

/** A number that waits for the seal of its document. */
export type HeldNumber = {
  readonly id: string
  readonly documentId: string
  readonly registerId: string
  readonly registerKey: string
  readonly year: number
  readonly number: number
  readonly notation: string
  readonly heldAt: Temporal.Instant
  readonly heldBy: string
  /** Since when something else that bears it may be under way, or lie outside the program; null: nothing does. */
  readonly leftAt: Temporal.Instant | null
}

type NewHold = Pick<HeldNumber, 'documentId' | 'registerId' | 'year' | 'number' | 'notation' | 'heldAt' | 'heldBy'> & {
  readonly agencyId: string
}

/** Binds a number that this transaction has taken to its document. */
export const holdNumber = async (tx: Tx, hold: NewHold): Promise<void> => {
  await tx
    .insertInto('document_number_hold')
    .values({
      id: newId(),
      document_id: hold.documentId,
      agency_id: hold.agencyId,
      register_id: hold.registerId,
      register_year: hold.year,
      register_number: hold.number,
      code_notation: hold.notation,
      held_at: hold.heldAt,
      held_by: hold.heldBy,
    })
    .execute()
}

/** The number that is held for a document; null when there is none. */
export const findHeldNumber = async (reader: Reader, documentId: string): Promise<HeldNumber | null> => {
  const row = await reader
    .selectFrom('document_number_hold as h')
    .innerJoin('document_register as r', 'r.id', 'h.register_id')
    .select([
      'h.id',
      'h.document_id as documentId',
      'h.register_id as registerId',
      'r.key as registerKey',
      'h.register_year as year',
      'h.register_number as number',
      'h.code_notation as notation',
      'h.held_at as heldAt',
      'h.held_by as heldBy',
      'h.left_at as leftAt',
    ])
    .where('h.document_id', '=', documentId)
    .where('h.voided_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The first number of a book, taken on one of these days, that still waits for its seal; null when none does. */
export const findWaitingIn = async (
  reader: Reader,
  registerId: string,
  span: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<number | null> => {
  const row = await reader
    .selectFrom('document_number_hold')
    .select('register_number')
    .where('register_id', '=', registerId)
    .where('voided_at', 'is', null)
    .where(
      sql<boolean>`(held_at at time zone 'Asia/Ho_Chi_Minh')::date between ${span.from}::date and ${span.until}::date`,
    )
    .orderBy('register_number')
    .executeTakeFirst()
  return row?.register_number ?? null
}

/** Somebody else is sealing it, or was cut off when it may have been sealed: it stays with its document. The document is locked by the caller. */
export const keepWithDocument = async (tx: Tx, { id }: Pick<HeldNumber, 'id'>, at: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('document_number_hold')
    .set({ left_at: at })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .execute()
}

/** The document has its number: nothing is held any more. The document is locked by the caller. */
export const dropHold = async (tx: Tx, { id }: Pick<HeldNumber, 'id'>): Promise<void> => {
  await tx.deleteFrom('document_number_hold').where('id', '=', id).execute()
}

/**
 * Gives a number back to its book when it is the last one taken and nothing outside bears it. False: it stays with its document. The document is
 * locked by the caller.
 */
export const giveBackHeld = async (tx: Tx, hold: HeldNumber): Promise<boolean> => {
  if (hold.leftAt !== null || !(await giveBackLast(tx, hold.registerId, hold))) return false
  await dropHold(tx, hold)
  return true
}

/** Gives a number up for good: its line says why, and no other document gets it. */
export const voidHeld = async (
  tx: Tx,
  { id }: Pick<HeldNumber, 'id'>,
  voided: { readonly at: Temporal.Instant; readonly by: string; readonly reason: string },
): Promise<void> => {
  await tx
    .updateTable('document_number_hold')
    .set({ voided_at: voided.at, voided_by: voided.by, reason: voided.reason })
    .where('id', '=', id)
    .execute()
}
