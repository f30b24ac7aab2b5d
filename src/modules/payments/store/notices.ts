import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { Verdict } from '../domain/settlement.ts'

const longestBody = 64_000

// What JSON may say and the database cannot hold: the zero sign and halves of signs.
const unstorable = /\\u0000|\\ud[89a-f]/i

/** The words as they came; what cannot lie in a column lies there as base64 of its JSON. */
const storable = (body: unknown): unknown => {
  const json = JSON.stringify(body) ?? 'null'
  if (json.length > longestBody) return { cut: Buffer.from(json.slice(0, longestBody)).toString('base64') }
  return unstorable.test(json) ? { base64: Buffer.from(json).toString('base64') } : body
}

const wordIn = (body: unknown, field: string): string => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  return text.replace(/[^\x20-\x7e]/g, '').slice(0, 100)
}

/** Keeps what the platform said, before anything is done with it. */
export const keepNotice = async (tx: Tx, body: unknown, receivedAt: Temporal.Instant): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('payment_notice')
    .values({
      id,
      reference: wordIn(body, 'MaThamChieu'),
      transaction_id: wordIn(body, 'MaGiaoDich'),
      body: jsonb(storable(body) ?? null),
      verdict: 'received',
      received_at: receivedAt,
    })
    .execute()
  return id
}

/** So many different ones are remembered, the latest. */
const refusedKept = 1_000

/**
 * Counts a notice that the platform cannot have written. Only its digest is kept, and of those a bounded number: whoever sends such
 * notices fills nothing.
 */
export const countRefused = async (tx: Tx, body: unknown, reason: string, at: Temporal.Instant): Promise<void> => {
  const digest = createHash('sha256')
    .update(JSON.stringify(body) ?? 'null')
    .digest()
  await sql`
    insert into payment_notice_refused (digest, reason, first_at, last_at) values (${digest}, ${reason}, ${at}, ${at})
    on conflict (digest) do update set times = payment_notice_refused.times + 1, last_at = excluded.last_at`.execute(tx)
  await sql`
    delete from payment_notice_refused where digest in (
      select digest from payment_notice_refused order by last_at desc, digest offset ${refusedKept} for update skip locked)`.execute(
    tx,
  )
}

export const saveVerdict = async (tx: Tx, id: string, verdict: Verdict): Promise<void> => {
  await tx.updateTable('payment_notice').set({ verdict }).where('id', '=', id).execute()
}

export type KeptNotice = { readonly id: string; readonly body: unknown }

/** Notices that were kept and then not worked on, as after a crash. */
export const listUnworked = (reader: Reader, before: Temporal.Instant, limit: number): Promise<readonly KeptNotice[]> =>
  reader
    .selectFrom('payment_notice')
    .select(['id', 'body'])
    .where('verdict', '=', 'received')
    .where('received_at', '<', before)
    .orderBy('received_at')
    .limit(limit)
    .execute()
