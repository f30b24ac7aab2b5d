import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { registryAgencies } from './document-remit.ts'

export type RegisterBook = {
  readonly id: string
  readonly agencyId: string
  readonly agencyName: string
  readonly superior: string
  readonly direction: 'incoming' | 'outgoing' | 'copy'
  readonly key: string
  readonly name: string
  readonly typeCodes: readonly string[]
  readonly isSecret: boolean
  readonly openedOn: Temporal.PlainDate
  readonly closedOn: Temporal.PlainDate | null
  readonly lines: number
}

/** The books of the officer's registries, closed ones too, with how many lines this year has. */
export const listBooks = async (
  reader: Reader,
  actor: OfficerActor,
  year: number,
): Promise<readonly RegisterBook[]> => {
  const answer = await sql<RegisterBook>`
    select r.id, r.agency_id as "agencyId", a.name as "agencyName", coalesce(above.name, '') as superior, r.direction, r.key, r.name,
      r.type_codes as "typeCodes", r.is_secret as "isSecret", r.opened_on as "openedOn", r.closed_on as "closedOn", coalesce(c.value, 0)::int as lines
    from document_register r join agency a on a.id = r.agency_id left join agency above on above.id = a.parent_id
    left join counter c on c.scope = 'document-register' and c.key = r.id || '/' || ${String(year)}
    where r.agency_id = any(${registryAgencies(actor)}::uuid[])
    order by a.name, r.direction, r.is_secret, r.key`.execute(reader)
  return answer.rows
}
