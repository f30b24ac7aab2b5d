import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type EntryKind =
  | 'assigned'
  | 'progress'
  | 'reported'
  | 'accepted'
  | 'sent-back'
  | 'extension-asked'
  | 'extension-granted'
  | 'extension-declined'
  | 'cancelled'
  | 'lateness-judged'
  | 'handed-on'
  | 'answered'
  | 'remark'
  | 'due-changed'

export type Entry = {
  readonly taskId: string
  readonly kind: EntryKind
  readonly body: string
  readonly progress?: number
  readonly dueAt?: Temporal.Instant | null
  readonly by: { readonly officerId: string; readonly name: string; readonly title: string }
  readonly at: Temporal.Instant
}

/** Adds what was said or done to the story of a task, whose row the caller holds locked. Returns its id, under which evidence lies. */
export const addEntry = async (tx: Tx, entry: Entry): Promise<string> => {
  const id = newId()
  await sql`
    insert into task_entry (id, task_id, seq, kind, body, progress, due_at, officer_id, officer_name, officer_title, said_at)
    select ${id}, ${entry.taskId}, coalesce(max(seq), 0) + 1, ${entry.kind}, ${entry.body}, ${entry.progress ?? null},
      ${entry.dueAt ?? null}, ${entry.by.officerId}, ${entry.by.name}, ${entry.by.title}, ${entry.at}
    from task_entry where task_id = ${entry.taskId}`.execute(tx)
  return id
}
