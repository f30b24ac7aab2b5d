import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export type Conclusion = {
  readonly position: number
  readonly body: string
  readonly responsibleId: string | null
  readonly dueOn: Temporal.PlainDate | null
}

/** In place of what was written down before. */
export const setConclusions = async (tx: Tx, engagementId: string, lines: readonly Conclusion[]): Promise<void> => {
  await sql`delete from engagement_conclusion where engagement_id = ${engagementId}`.execute(tx)
  if (lines.length === 0) return
  await tx
    .insertInto('engagement_conclusion')
    .values(
      lines.map((line) => ({
        engagement_id: engagementId,
        position: line.position,
        body: line.body,
        responsible_id: line.responsibleId,
        due_on: line.dueOn,
      })),
    )
    .execute()
}

export const listConclusions = async (tx: Tx, engagementId: string): Promise<readonly Conclusion[]> => {
  const answer = await sql<Conclusion>`
    select position, body, responsible_id as "responsibleId", due_on as "dueOn"
    from engagement_conclusion where engagement_id = ${engagementId} order by position`.execute(tx)
  return answer.rows
}

export const bindTask = async (tx: Tx, engagementId: string, position: number, taskId: string): Promise<void> => {
  await sql`
    update engagement_conclusion set task_id = ${taskId} where engagement_id = ${engagementId} and position = ${position}`.execute(
    tx,
  )
}

export const markConcluded = async (
  tx: Tx,
  engagementId: string,
  by: { readonly officerId: string; readonly at: Temporal.Instant },
): Promise<void> => {
  await sql`
    update engagement set concluded_by = ${by.officerId}, concluded_at = ${by.at}, version = version + 1
    where id = ${engagementId}`.execute(tx)
}
