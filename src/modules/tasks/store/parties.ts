import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Responsible } from './tasks.ts'

export type PartyCapacity = 'approving' | 'leading' | 'together' | 'informed'

export type Party = Responsible & { readonly capacity: PartyCapacity }

/** Who takes part in a task is rows: what an officer may see of it is read from them. */
export const addParties = async (
  tx: Tx,
  taskId: string,
  parties: readonly Party[],
  from: Temporal.Instant,
): Promise<void> => {
  if (parties.length === 0) return
  await tx
    .insertInto('participant')
    .values(
      parties.map((party) => ({
        id: newId(),
        subject_kind: 'task',
        subject_id: taskId,
        agency_id: party.agencyId,
        unit_id: party.unitId,
        officer_id: party.officerId,
        capacity: party.capacity,
        from_at: from,
      })),
    )
    .execute()
}

export const isHelping = async (tx: Tx, taskId: string, officerId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from participant where subject_kind = 'task' and subject_id = ${taskId} and officer_id = ${officerId}
      and capacity = 'together' and until_at is null`.execute(tx)
  return rows.length > 0
}

/** Who helps with it, without who answers for it by now. */
export const listHelping = async (
  tx: Tx,
  taskId: string,
): Promise<readonly (Responsible & { officerId: string })[]> => {
  const { rows } = await sql<Responsible & { officerId: string }>`
    select p.agency_id as "agencyId", p.unit_id as "unitId", p.officer_id as "officerId"
    from participant p join task t on t.id = p.subject_id
    where p.subject_kind = 'task' and p.subject_id = ${taskId} and p.capacity = 'together' and p.until_at is null
      and p.officer_id is not null and p.officer_id is distinct from t.responsible_officer_id
    order by p.officer_id`.execute(tx)
  return rows
}

/** Who answered for it does so no longer. */
export const endLeading = async (tx: Tx, taskId: string, until: Temporal.Instant): Promise<void> => {
  await tx
    .updateTable('participant')
    .set({ until_at: until })
    .where('subject_kind', '=', 'task')
    .where('subject_id', '=', taskId)
    .where('capacity', '=', 'leading')
    .where('until_at', 'is', null)
    .execute()
}
