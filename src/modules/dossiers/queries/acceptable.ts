import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { type TimeLimit, timeLimitFrom } from '#modules/calendar/domain/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type Status, statusOf } from '../domain/status.ts'
import { liesThere, maySeeDossier, placeRows, placesOfPosts } from './officer-remit.ts'

/** A dossier before it is accepted together with others: what is still wrong with it is seen before, not after. */
export type ToAccept = {
  readonly id: string
  readonly code: string
  readonly procedureName: string
  readonly ownerName: string
  readonly status: Status
  readonly limit: TimeLimit | null
  /** Its receipt waits, and one of the officer's posts may do it. */
  readonly isWaiting: boolean
  readonly missingPapers: readonly string[]
  readonly amountDue: number
}

type Row = Omit<ToAccept, 'status' | 'limit'> & {
  readonly statusCode: number
  readonly limitAmount: number | null
  readonly limitUnit: string | null
}

/** Of the dossiers named those that the officer may see, by code; one statement. */
export const listToAccept = async (
  reader: Reader,
  actor: OfficerActor,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<readonly ToAccept[]> => {
  const answer = await sql<Row>`
    select d.id, d.code, d.procedure_name as "procedureName", d.owner_name as "ownerName", d.status as "statusCode",
      d.limit_amount as "limitAmount", d.limit_unit as "limitUnit",
      exists (select from work_item w join ${placeRows(placesOfPosts(actor))} on ${liesThere}
        where w.subject_id = d.id and w.deed = 'receive' and w.state = 'open') as "isWaiting",
      coalesce((select array_agg(paper.name order by paper.position) from dossier_paper paper
        where paper.dossier_id = d.id and paper.required and not paper.is_given), '{}') as "missingPapers",
      coalesce((select sum(c.amount) from fee_charge c where c.dossier_id = d.id and c.state = 'due'), 0)::bigint as "amountDue"
    from dossier d
    where d.id = any(${[...ids]}::uuid[]) and ${maySeeDossier(actor, now)}
    order by d.filed_at, d.id`.execute(reader)
  return answer.rows.map(({ statusCode, limitAmount, limitUnit, ...row }) => ({
    ...row,
    status: statusOf(statusCode),
    limit: timeLimitFrom({ amount: limitAmount, unit: limitUnit }),
  }))
}
