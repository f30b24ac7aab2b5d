import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { agenciesBelow, isInRemitOf } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/** Whether an administrator answers for an officer in any of his posts; the program itself answers for all. */
export const isOfficerInRemit = async (reader: Reader, actor: Actor, officerId: string): Promise<boolean> =>
  actor.kind === 'system' || (await isInRemitOf(reader, agencyIdsWithRole(actor, 'administrator'), officerId))

/**
 * Whether an administrator answers for every post an officer has or will have. Only then may he touch person and password: else the
 * administrator of a commune could come in as whoever also works above him.
 */
export const isOfficerWhollyInRemit = async (
  reader: Reader,
  actor: Actor,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<boolean> => {
  if (actor.kind === 'system') return true
  if (!(await isOfficerInRemit(reader, actor, officerId))) return false
  const elsewhere = await sql`
    with recursive remit as (${agenciesBelow(agencyIdsWithRole(actor, 'administrator'))})
    select from post_holding join post on post.id = post_holding.post_id
    where post_holding.officer_id = ${officerId} and post_holding.in_force && daterange(${day}::date, null)
      and post.agency_id not in (select id from remit) limit 1`.execute(reader)
  return elsewhere.rows.length === 0
}
