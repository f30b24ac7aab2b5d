import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { statusCodes } from '../domain/status.ts'

/** Running dossiers due before a moment for which no apology is asked and none is spent, the most pressing first. */
export const listDueWithoutApology = async (
  reader: Reader,
  before: Temporal.Instant,
  maxReappointments: number,
  limit: number,
): Promise<readonly string[]> => {
  const answer = await sql<{ id: string }>`
    select d.id from dossier d
    where d.status in (2, 4) and d.due_at < ${before} and d.reappointments < ${maxReappointments}
      and not exists (select 1 from work_item w where w.subject_id = d.id and w.step_key = 'apology' and w.state = 'open')
    order by d.due_at limit ${limit}`.execute(reader)
  return answer.rows.map((row) => row.id)
}

/** Dossiers whose request for a supplement ran out without an answer, the oldest first. */
export const listUnansweredRequests = async (
  reader: Reader,
  now: Temporal.Instant,
  limit: number,
): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('supplement_request as s')
    .innerJoin('dossier as d', 'd.id', 's.dossier_id')
    .select('s.dossier_id')
    .where('d.status', '=', statusCodes.supplementing)
    .where('s.answered_at', 'is', null)
    .where('s.answer_by', '<', now)
    .orderBy('s.answer_by')
    .limit(limit)
    .execute()
  return rows.map((row) => row.dossier_id)
}
