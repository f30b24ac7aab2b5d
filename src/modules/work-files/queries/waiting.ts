import { type RawBuilder, sql } from 'kysely'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'

/** Lists of files that wait for the officer to issue them: rows (kind, id, is_overdue). */
export const fileListsWaiting = (actor: OfficerActor): RawBuilder<unknown> => sql`
  select 'file-list' as kind, l.id, false as is_overdue from file_list l
  where l.state = 'submitted' and l.agency_id = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[])`
