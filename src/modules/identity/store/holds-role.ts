import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Role } from '../domain/actor.ts'

/** Whether an officer holds a post of one of the roles on a day, in his own right or for somebody else. */
export const holdsRoleOn = async (
  reader: Reader,
  officerId: string,
  wanted: readonly Role[],
  day: Temporal.PlainDate,
): Promise<boolean> => {
  if (wanted.length === 0) return false
  const held = await sql<{ held: boolean }>`
    select exists (
      select from post where post.role = any(${[...wanted]}::text[]) and (
        exists (select from post_holding where post_holding.post_id = post.id
          and post_holding.officer_id = ${officerId} and post_holding.in_force @> ${day}::date)
        or exists (select from delegation where delegation.post_id = post.id
          and delegation.to_officer_id = ${officerId} and delegation.in_force @> ${day}::date))
    ) as held`.execute(reader)
  return held.rows[0]?.held ?? false
}
