import { sql } from 'kysely'
import type { Database } from '../database/connection.ts'

/** Takes jobs off the queue that were put on it for one of these ids, under the key by which their payload names it. */
export const dropJobs = async (database: Database, key: string, ids: readonly string[]): Promise<void> => {
  await sql`select graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs
    where payload->>'schema' = current_schema() and payload->>${key} = any(${[...ids]}::text[])))`.execute(database)
}
