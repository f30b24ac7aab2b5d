import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { Role } from '../domain/actor.ts'

export const holdsRoleOn = async (
  reader: Reader,
  officerId: string,
  role: Role,
  day: Temporal.PlainDate,
): Promise<boolean> => {
  const held = await reader
    .selectFrom('post_holding')
    .innerJoin('post', 'post.id', 'post_holding.post_id')
    .select('post.id')
    .where('post_holding.officer_id', '=', officerId)
    .where('post.role', '=', role)
    .where(sql<boolean>`post_holding.in_force @> ${day}::date`)
    .limit(1)
    .executeTakeFirst()
  return held !== undefined
}
