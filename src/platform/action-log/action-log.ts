import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import { jsonb, type Tx } from '../database/connection.ts'
import { canonicalJson } from './canonical-json.ts'

export type ActionActor = {
  readonly kind: 'anonymous' | 'citizen' | 'officer' | 'system'
  readonly id?: string
  readonly postId?: string
}

/** One act on a subject. `detail` carries no personal value, only digests of them; values live in rows that can be corrected and erased. */
export type Action = {
  readonly subjectKind: string
  readonly subjectId: string
  readonly type: string
  readonly version?: number
  readonly actor: ActionActor
  readonly occurredAt: Temporal.Instant
  readonly recordedAt: Temporal.Instant
  readonly idempotencyKey?: string
  readonly detail: Record<string, unknown>
}

export type ChainLink = { readonly seq: number; readonly hash: Buffer }

export const beginningOfChain: ChainLink = { seq: 0, hash: Buffer.alloc(32) }

/** What an entry's hash covers: everything said of the act, its place in the chain, and the hash before it. */
export const hashOfAction = (previous: ChainLink, id: string, action: Action): Buffer =>
  createHash('sha256')
    .update(previous.hash)
    .update(
      canonicalJson({
        id,
        subjectKind: action.subjectKind,
        subjectId: action.subjectId,
        seq: previous.seq + 1,
        type: action.type,
        version: action.version ?? 1,
        actorKind: action.actor.kind,
        actorId: action.actor.id ?? null,
        postId: action.actor.postId ?? null,
        occurredAt: action.occurredAt.epochMilliseconds,
        recordedAt: action.recordedAt.epochMilliseconds,
        idempotencyKey: action.idempotencyKey ?? null,
        detail: action.detail,
      }),
    )
    .digest()

const advisoryLockOfChains = 442_006

/** Waits for whoever writes to the chain of the subject. Asked before the last entry is looked for, so that theirs is seen. */
const lockChain = (tx: Tx, subjectId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(${advisoryLockOfChains}, hashtext(${subjectId}))`.execute(tx)

/** Appends to the chain of a subject, behind whoever else writes to it, also where no row of the subject is locked. */
export const appendAction = async (tx: Tx, action: Action): Promise<ChainLink> => {
  const [, last] = await Promise.all([
    lockChain(tx, action.subjectId),
    tx
      .selectFrom('action_log')
      .select(['seq', 'hash'])
      .where('subject_kind', '=', action.subjectKind)
      .where('subject_id', '=', action.subjectId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  return appendAfter(tx, last ?? beginningOfChain, action)
}

/** Appends behind a known link: saves a question when the subject was made in this transaction. */
export const appendAfter = async (tx: Tx, previous: ChainLink, action: Action): Promise<ChainLink> => {
  const id = newId()
  const hash = hashOfAction(previous, id, action)
  const seq = previous.seq + 1
  await tx
    .insertInto('action_log')
    .values({
      id,
      subject_kind: action.subjectKind,
      subject_id: action.subjectId,
      seq,
      type: action.type,
      version: action.version ?? 1,
      actor_kind: action.actor.kind,
      actor_id: action.actor.id ?? null,
      post_id: action.actor.postId ?? null,
      occurred_at: action.occurredAt,
      recorded_at: action.recordedAt,
      idempotency_key: action.idempotencyKey ?? null,
      detail: jsonb(action.detail),
      previous_hash: previous.hash,
      hash,
    })
    .execute()
  return { seq, hash }
}

/** The last entry of the chain of each of many subjects; those without one are left out. */
export const lastLinks = async (
  tx: Tx,
  subjectKind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ChainLink>> => {
  const answer = await sql<ChainLink & { id: string }>`
    select wanted.id, last.seq, last.hash from unnest(${[...ids]}::uuid[]) as wanted (id) cross join lateral (
      select seq, hash from action_log where subject_kind = ${subjectKind} and subject_id = wanted.id order by seq desc limit 1
    ) as last`.execute(tx)
  return new Map(answer.rows.map(({ id, seq, hash }) => [id, { seq, hash }]))
}

/** An act with the last entry of the chain that it goes behind. */
export type ActionBehind = { readonly previous: ChainLink; readonly action: Action }

/** Appends one entry to each of many chains, whose subjects the caller holds locked, in one statement. */
export const appendToMany = async (tx: Tx, entries: readonly ActionBehind[]): Promise<void> => {
  if (entries.length === 0) return
  const rows = entries.map(({ previous, action }) => {
    const id = newId()
    return { id, seq: previous.seq + 1, previous: previous.hash, hash: hashOfAction(previous, id, action), action }
  })
  const column = <Value>(of: (row: (typeof rows)[number]) => Value): Value[] => rows.map(of)
  await sql`
    insert into action_log (id, subject_kind, subject_id, seq, type, version, actor_kind, actor_id, post_id, occurred_at,
      recorded_at, idempotency_key, detail, previous_hash, hash)
    select * from unnest(
      ${column(({ id }) => id)}::uuid[], ${column(({ action }) => action.subjectKind)}::text[],
      ${column(({ action }) => action.subjectId)}::uuid[], ${column(({ seq }) => seq)}::int[],
      ${column(({ action }) => action.type)}::text[], ${column(({ action }) => action.version ?? 1)}::int[],
      ${column(({ action }) => action.actor.kind)}::text[], ${column(({ action }) => action.actor.id ?? null)}::uuid[],
      ${column(({ action }) => action.actor.postId ?? null)}::uuid[],
      ${column(({ action }) => action.occurredAt.toString())}::timestamptz[],
      ${column(({ action }) => action.recordedAt.toString())}::timestamptz[],
      ${column(({ action }) => action.idempotencyKey ?? null)}::text[],
      ${column(({ action }) => JSON.stringify(action.detail))}::jsonb[],
      ${column(({ previous }) => previous)}::bytea[], ${column(({ hash }) => hash)}::bytea[])`.execute(tx)
}
