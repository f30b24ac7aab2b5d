import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '../database/connection.ts'
import { jobOfEvent } from '../jobs/enqueue.ts'

/** Something that happened, told to whoever follows: notices, synchronisation, reports. No personal value in `data`. */
export type Event = {
  readonly type: string
  readonly version?: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly data: Record<string, unknown>
  readonly occurredAt: Temporal.Instant
}

/** Writes the event and the job that delivers it in the transaction of the deed: told exactly when the deed is committed. */
export const publishEvent = async (tx: Tx, event: Event): Promise<string> => {
  const id = newId()
  await sql`
    with fresh as (
      insert into event (id, type, version, subject_kind, subject_id, data, occurred_at)
      values (${id}, ${event.type}, ${event.version ?? 1}, ${event.subjectKind}, ${event.subjectId},
        ${JSON.stringify(event.data)}::jsonb, ${event.occurredAt})
      returning id
    )
    select ${jobOfEvent(sql.ref('fresh.id'))} from fresh`.execute(tx)
  return id
}

/** The same of many events, in one statement. */
export const publishEvents = async (tx: Tx, events: readonly Event[]): Promise<void> => {
  if (events.length === 0) return
  const rows = events.map(({ type, version = 1, subjectKind, subjectId, data, occurredAt }) => ({
    ...{ id: newId(), type, version, data },
    ...{ subject_kind: subjectKind, subject_id: subjectId, occurred_at: occurredAt },
  }))
  await sql`
    with fresh as (
      insert into event (id, type, version, subject_kind, subject_id, data, occurred_at)
      select id, type, version, subject_kind, subject_id, data, occurred_at
      from jsonb_populate_recordset(null::event, ${JSON.stringify(rows)}::jsonb)
      returning id
    )
    select ${jobOfEvent(sql.ref('fresh.id'))} from fresh`.execute(tx)
}
