import { sql } from 'kysely'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'

export type CounterFile = { readonly id: string; readonly name: string; readonly purpose: string }

/** What this officer has scanned for a filing that he prepares. */
export const listCounterFiles = async (
  reader: Reader,
  actor: OfficerActor,
  filingId: string,
): Promise<readonly CounterFile[]> => {
  const answer = await sql<CounterFile>`
    select f.id, f.name, f.purpose from attachment f
    where f.owner_kind = 'filing' and f.owner_id = ${filingId} and f.added_by = ${actor.accountId} and f.removed_at is null
    order by f.added_at, f.id`.execute(reader)
  return answer.rows
}
