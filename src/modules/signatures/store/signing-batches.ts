import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type Database, jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { BatchItem, SigningBatch } from '../domain/signing-batch.ts'

export type NewBatch = {
  readonly id: string
  readonly officerId: string
  readonly items: readonly Pick<BatchItem, 'subject' | 'version'>[]
}

/** Writes the batch; false when one with this id is there already. */
export const saveBatch = async (tx: Tx, batch: NewBatch, at: Temporal.Instant): Promise<boolean> => {
  const written = await tx
    .insertInto('signing_batch')
    .values({ id: batch.id, officer_id: batch.officerId, started_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return false
  await tx
    .insertInto('signing_batch_item')
    .values(
      batch.items.map((item, index) => ({
        batch_id: batch.id,
        position: index + 1,
        subject_kind: item.subject.kind,
        subject_id: item.subject.id,
        version: item.version,
      })),
    )
    .execute()
  return true
}

/** A batch with its items; null when the officer has none with this id. One statement. */
export const findBatch = async (reader: Reader, id: string, officerId: string): Promise<SigningBatch | null> => {
  const rows = await reader
    .selectFrom('signing_batch as b')
    .innerJoin('signing_batch_item as i', 'i.batch_id', 'b.id')
    .select(['i.position', 'i.subject_kind', 'i.subject_id', 'i.version', 'i.state', 'i.refusal'])
    .where('b.id', '=', id)
    .where('b.officer_id', '=', officerId)
    .orderBy('i.position')
    .execute()
  if (rows.length === 0) return null
  return {
    id,
    items: rows.map((row) => ({
      position: row.position,
      subject: { kind: row.subject_kind, id: row.subject_id },
      version: row.version,
      state: State.parse(row.state),
      refusal: Refusal.nullable().parse(row.refusal),
    })),
  }
}

const State = z.enum(['waiting', 'signed', 'refused'])
const Refusal = z.looseObject({ code: z.string() })

/** What became of an item; one that is no longer waiting stays as it is. */
export const settleItem = async (
  database: Database,
  batchId: string,
  position: number,
  refusal: { readonly code: string } | null,
  at: Temporal.Instant,
): Promise<void> => {
  await database
    .updateTable('signing_batch_item')
    .set({
      state: refusal === null ? 'signed' : 'refused',
      refusal: refusal === null ? null : jsonb(refusal),
      done_at: at,
    })
    .where('batch_id', '=', batchId)
    .where('position', '=', position)
    .where('state', '=', 'waiting')
    .execute()
}

export const finishBatch = async (database: Database, batchId: string, at: Temporal.Instant): Promise<void> => {
  await sql`update signing_batch set finished_at = ${at} where id = ${batchId} and finished_at is null
    and not exists (select 1 from signing_batch_item where batch_id = ${batchId} and state = 'waiting')`.execute(
    database,
  )
}
