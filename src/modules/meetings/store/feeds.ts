import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

/** The one before it is withdrawn in the same statement's transaction: each officer has one. */
export const insertFeed = async (
  tx: Tx,
  officerId: string,
  secretHash: Buffer,
  at: Temporal.Instant,
): Promise<string> => {
  await sql`select from officer where id = ${officerId} for no key update`.execute(tx)
  await withdrawFeedRow(tx, officerId, at)
  const id = newId()
  await tx
    .insertInto('calendar_feed')
    .values({ id, officer_id: officerId, secret_hash: secretHash, made_at: at })
    .execute()
  return id
}

/** Whether there was one. */
export const withdrawFeedRow = async (tx: Tx, officerId: string, at: Temporal.Instant): Promise<boolean> => {
  const answer = await sql`
    update calendar_feed set withdrawn_at = ${at} where officer_id = ${officerId} and withdrawn_at is null returning id`.execute(
    tx,
  )
  return answer.rows.length > 0
}
