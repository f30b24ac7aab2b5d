import type { Selectable } from 'kysely'
import type { Reader } from '../database/connection.ts'
import type { ActionLog } from '../database/schema.ts'
import { type Action, beginningOfChain, type ChainLink, hashOfAction } from './action-log.ts'

export type LogFault = {
  readonly subjectKind: string
  readonly subjectId: string
  readonly seq: number
  readonly fault: string
}

export type LogVerdict = { readonly entries: number; readonly subjects: number; readonly faults: readonly LogFault[] }

const batchRows = 2_000
const faultsKept = 100

const actionOf = (row: Selectable<ActionLog>): Action => ({
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  type: row.type,
  version: row.version,
  actor: {
    kind: row.actor_kind as Action['actor']['kind'],
    ...(row.actor_id === null ? {} : { id: row.actor_id }),
    ...(row.post_id === null ? {} : { postId: row.post_id }),
  },
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  ...(row.idempotency_key === null ? {} : { idempotencyKey: row.idempotency_key }),
  detail: row.detail as Record<string, unknown>,
})

const faultOf = (previous: ChainLink, row: Selectable<ActionLog>): string | null => {
  if (row.seq !== previous.seq + 1) return `entry ${previous.seq + 1} is missing`
  if (!row.previous_hash.equals(previous.hash)) return 'does not follow the entry before it'
  if (!row.hash.equals(hashOfAction(previous, row.id, actionOf(row)))) return 'its content does not give its hash'
  return null
}

const nextBatch = (reader: Reader, after: Selectable<ActionLog> | undefined) => {
  let query = reader.selectFrom('action_log').selectAll()
  if (after !== undefined) {
    query = query.where((where) =>
      where(
        where.refTuple('subject_kind', 'subject_id', 'seq'),
        '>',
        where.tuple(after.subject_kind, after.subject_id, after.seq),
      ),
    )
  }
  return query.orderBy('subject_kind').orderBy('subject_id').orderBy('seq').limit(batchRows).execute()
}

/** Walks every chain and recomputes every hash, in constant memory. */
export const verifyLog = async (reader: Reader): Promise<LogVerdict> => {
  const faults: LogFault[] = []
  let entries = 0
  let subjects = 0
  let last: Selectable<ActionLog> | undefined
  for (;;) {
    const batch = await nextBatch(reader, last)
    for (const row of batch) {
      const isSameChain = last?.subject_id === row.subject_id && last.subject_kind === row.subject_kind
      if (!isSameChain) subjects += 1
      const fault = faultOf(isSameChain && last !== undefined ? last : beginningOfChain, row)
      if (fault !== null && faults.length < faultsKept) {
        faults.push({ subjectKind: row.subject_kind, subjectId: row.subject_id, seq: row.seq, fault })
      }
      entries += 1
      last = row
    }
    if (batch.length < batchRows) return { entries, subjects, faults }
  }
}
