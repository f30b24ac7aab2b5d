import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { AskLeave, Days, LeaveState } from '../../domain/index.ts'

export const inclusive = ({ first, last }: Days) => sql<string>`daterange(${first}::date, ${last}::date, '[]')`

export const insertLeave = async (
  tx: Tx,
  officerId: string,
  { kind, days, reason, substituteId }: AskLeave,
  asked: { readonly workingDays: number; readonly at: Temporal.Instant },
): Promise<string> => {
  const id = newId()
  await tx
    .insertInto('officer_leave')
    .values({
      id,
      officer_id: officerId,
      kind,
      days: inclusive(days),
      working_days: asked.workingDays,
      reason,
      substitute_id: substituteId,
      state: 'asked',
      asked_at: asked.at,
    })
    .execute()
  return id
}

/** Whether an officer is or may be away on one of the days. */
export const isAwayIn = async (
  tx: Tx,
  officerId: string,
  days: Days,
  states: readonly LeaveState[] = ['asked', 'granted', 'ended-early'],
): Promise<boolean> => {
  const answer = await sql`
    select from officer_leave where officer_id = ${officerId} and days && ${inclusive(days)}
      and state = any(${[...states]}::text[]) limit 1`.execute(tx)
  return answer.rows.length > 0
}

export type KnownLeave = {
  readonly id: string
  readonly officerId: string
  readonly state: LeaveState
  readonly first: Temporal.PlainDate
  /** The last day of it. */
  readonly last: Temporal.PlainDate
  readonly substituteId: string | null
}

export const findLeave = async (tx: Tx, id: string): Promise<KnownLeave | null> => {
  const answer = await sql<KnownLeave>`
    select id, officer_id as "officerId", state, lower(days) as first, upper(days) - 1 as last, substitute_id as "substituteId"
    from officer_leave where id = ${id}`.execute(tx)
  return answer.rows[0] ?? null
}

export const decideLeaveRow = async (
  tx: Tx,
  id: string,
  verdict: {
    readonly state: 'granted' | 'declined'
    readonly by: string
    readonly at: Temporal.Instant
    readonly note: string
  },
): Promise<void> => {
  await tx
    .updateTable('officer_leave')
    .set({ state: verdict.state, decided_by: verdict.by, decided_at: verdict.at, note: verdict.note })
    .where('id', '=', id)
    .execute()
}

export const withdrawLeaveRow = async (tx: Tx, id: string): Promise<void> => {
  await tx.updateTable('officer_leave').set({ state: 'withdrawn' }).where('id', '=', id).execute()
}

/** Back on a day: the days from it on are not of the leave any more. */
export const shortenLeave = async (
  tx: Tx,
  id: string,
  back: Temporal.PlainDate,
  workingDays: number,
): Promise<void> => {
  await sql`
    update officer_leave set days = daterange(lower(days), ${back}::date), working_days = ${workingDays}, state = 'ended-early'
    where id = ${id}`.execute(tx)
}
