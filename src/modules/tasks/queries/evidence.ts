import { sql } from 'kysely'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { maySeeTask } from './officer-remit.ts'

export type TaskFile = {
  readonly id: string
  /** The entry of the story that it proves. */
  readonly entryId: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
}

const columns = sql`f.id, f.purpose as "entryId", f.name, s.media_type as "mediaType", s.size_bytes as "sizeBytes", f.sha256`
const files = sql`attachment f join stored_file s on s.sha256 = f.sha256`
const present = sql`f.owner_kind = 'task' and f.removed_at is null`

/** The evidence of a task in the order it came. The caller has shown that the officer may see the task. */
export const listTaskFiles = async (reader: Reader, taskId: string): Promise<readonly TaskFile[]> => {
  const answer = await sql<TaskFile>`
    select ${columns} from ${files} where f.owner_id = ${taskId} and ${present} order by f.added_at, f.id`.execute(
    reader,
  )
  return answer.rows
}

/** One file of a task that the officer may see; null of any other. */
export const findTaskFile = async (
  reader: Reader,
  actor: OfficerActor,
  place: { readonly taskId: string; readonly fileId: string },
): Promise<TaskFile | null> => {
  const answer = await sql<TaskFile>`
    select ${columns} from ${files} join task t on t.id = f.owner_id
    where f.id = ${place.fileId} and f.owner_id = ${place.taskId} and ${present} and ${maySeeTask(actor)}`.execute(
    reader,
  )
  return answer.rows[0] ?? null
}
