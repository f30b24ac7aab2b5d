import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { type Database, jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { KeyRefusal } from '../domain/refusals.ts'
import type { BatchDeedKind, BatchItem, SigningBatch } from '../domain/signing-batch.ts'

export type NewBatch = {
  readonly id: string
  readonly officerId: string
  readonly deed: BatchDeedKind
  readonly agencyId: string | null
  readonly items: readonly Pick<BatchItem, 'subject' | 'version' | 'title'>[]
}

/** Writes the batch; false when one with this id is there already. */
export const saveBatch = async (tx: Tx, batch: NewBatch, at: Temporal.Instant): Promise<boolean> => {
  const { id, officerId, deed, agencyId } = batch
  const written = await tx
    .insertInto('signing_batch')
    .values({ id, officer_id: officerId, deed, agency_id: agencyId, started_at: at })
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
        title: item.title,
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
    .select(['b.deed', 'b.agency_id', 'b.held_until', 'b.stopped_because'])
    .select(['i.position', 'i.subject_kind', 'i.subject_id', 'i.version', 'i.title', 'i.state', 'i.refusal'])
    .where('b.id', '=', id)
    .where('b.officer_id', '=', officerId)
    .orderBy('i.position')
    .execute()
  const [first] = rows
  if (first === undefined) return null
  return {
    id,
    deed: Deed.parse(first.deed),
    agencyId: first.agency_id,
    heldUntil: first.held_until,
    stoppedBecause: Stop.nullable().parse(first.stopped_because) as KeyRefusal | null,
    items: rows.map((row) => ({
      position: row.position,
      subject: { kind: row.subject_kind, id: row.subject_id },
      version: row.version,
      title: row.title,
      state: State.parse(row.state),
      refusal: Refusal.nullable().parse(row.refusal),
    })),
  }
}

const Deed = z.enum(['sign', 'number'])
const State = z.enum(['waiting', 'signed', 'refused'])
const Refusal = z.looseObject({ code: z.string() })
const Stop = z.object({
  code: z.enum([
    'signature.key-unavailable',
    'signature.confirmation-wrong',
    'signature.confirmation-expired',
    'signature.key-locked',
    'signature.credential-revoked',
  ]),
  triesLeft: z.number().optional(),
})

/** Takes a batch in hand until a time; false when somebody has it in hand. */
export const holdBatch = async (
  database: Database,
  batchId: string,
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<boolean> => {
  const held = await sql`update signing_batch set held_until = ${until}, stopped_because = null
    where id = ${batchId} and (held_until is null or held_until <= ${now})`.execute(database)
  return held.numAffectedRows === 1n
}

/** Goes on holding a batch that is in hand. */
export const keepHolding = async (database: Database, batchId: string, until: Temporal.Instant): Promise<void> => {
  await database
    .updateTable('signing_batch')
    .set({ held_until: until })
    .where('id', '=', batchId)
    .where('held_until', 'is not', null)
    .execute()
}

/** Lets go of a batch, and says why papers are left. */
export const releaseBatch = async (
  database: Database,
  batchId: string,
  stoppedBecause: KeyRefusal | null,
): Promise<void> => {
  await database
    .updateTable('signing_batch')
    .set({ held_until: null, stopped_because: stoppedBecause === null ? null : jsonb(stoppedBecause) })
    .where('id', '=', batchId)
    .execute()
}

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
