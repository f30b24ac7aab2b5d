import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { isInRemitOf, worksOnlyIn } from '#modules/identity/index.ts'
import type { Reader } from '#platform/database/connection.ts'

/** Whether an administrator answers for an officer in any of his posts; the program itself answers for all. */
export const isOfficerInRemit = async (reader: Reader, actor: Actor, officerId: string): Promise<boolean> =>
  actor.kind === 'system' || (await isInRemitOf(reader, agencyIdsWithRole(actor, 'administrator'), officerId))

/** Whether an administrator answers for every post an officer has or will have; the program itself answers for all. */
export const isOfficerWhollyInRemit = async (
  reader: Reader,
  actor: Actor,
  officerId: string,
  day: Temporal.PlainDate,
): Promise<boolean> =>
  actor.kind === 'system' || (await worksOnlyIn(reader, agencyIdsWithRole(actor, 'administrator'), officerId, day))

/**
 * Whether the administrator answers for the province as a whole: his agency has none above it, or is the office of one. Only he decides
 * what holds for every agency.
 */
export const isAdministratorOfProvince = async (reader: Reader, actor: Actor): Promise<boolean> => {
  const answer = await sql`
    select from agency left join agency above on above.id = agency.parent_id
    where agency.id = any(${[...agencyIdsWithRole(actor, 'administrator')]}::uuid[]) and agency.level = 'province'
      and (above.id is null or (agency.kind = 'office' and above.parent_id is null))
    limit 1`.execute(reader)
  return answer.rows.length > 0
}
