import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '../database/connection.ts'

/** Every job knows its province by the schema it was enqueued in. */
export type JobPayload = { readonly schema: string } & Record<string, unknown>

export type JobOptions = {
  readonly runAt?: Temporal.Instant
  readonly maxAttempts?: number
  /** A job of the same key in the same province that has not run yet is replaced. */
  readonly jobKey?: string
}

const usualAttempts = 25

/** Puts a job on the queue in the transaction of the deed: it runs only when that is committed. */
export const enqueue = (
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
  { jobKey, ...options }: JobOptions = {},
): Promise<void> => enqueueMany(tx, task, [{ payload, ...(jobKey === undefined ? {} : { jobKey }) }], options)

type KeyedJob = { readonly payload: Record<string, unknown>; readonly jobKey?: string }

/** The same of many jobs of one task, in one statement. */
export const enqueueMany = async (
  tx: Tx,
  task: string,
  jobs: readonly KeyedJob[],
  options: Omit<JobOptions, 'jobKey'> = {},
): Promise<void> => {
  await sql`select graphile_worker.add_job(${task},
    (job.payload::jsonb || jsonb_build_object('schema', current_schema()))::json,
    run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? usualAttempts}::int,
    job_key => current_schema() || '.' || job.key)
    from unnest(${jobs.map(({ payload }) => JSON.stringify(payload))}::text[], ${jobs.map(({ jobKey }) => jobKey ?? null)}::text[])
      as job (payload, key)`.execute(tx)
}

/** The SQL expression that enqueues a job about a row inside the statement that writes it; the payload names the row. */
export const jobOfRow = (
  task: string,
  name: string,
  rowId: RawBuilder<unknown>,
  maxAttempts = usualAttempts,
): RawBuilder<unknown> =>
  sql`graphile_worker.add_job(${sql.lit(task)}, json_build_object('schema', current_schema(), ${sql.lit(name)}, ${rowId}),
    max_attempts => ${sql.lit(maxAttempts)})`

/** The delivery of an event inside the statement that writes it. */
export const jobOfEvent = (eventId: RawBuilder<unknown>): RawBuilder<unknown> =>
  jobOfRow('deliver-event', 'eventId', eventId)
