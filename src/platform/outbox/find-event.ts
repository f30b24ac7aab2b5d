import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '../database/connection.ts'

export type StoredEvent = {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly data: Readonly<Record<string, unknown>>
  readonly occurredAt: Temporal.Instant
}

export const findEvent = async (reader: Reader, id: string): Promise<StoredEvent | null> => {
  const row = await reader.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    type: row.type,
    version: row.version,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    data: row.data as Record<string, unknown>,
    occurredAt: row.occurred_at,
  }
}
