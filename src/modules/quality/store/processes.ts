import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { DraftProcess } from '../domain/index.ts'

export const findProcedureId = async (tx: Tx, code: string): Promise<string | null> =>
  (await tx.selectFrom('procedure').select('id').where('code', '=', code).executeTakeFirst())?.id ?? null

/** The process of a code, made when the agency has none; its row is locked. */
export const saveProcess = async (
  tx: Tx,
  { agencyId, code, title }: DraftProcess,
  procedureId: string | null,
  at: Temporal.Instant,
): Promise<string> => {
  const answer = await sql<{ id: string }>`
    insert into quality_process (id, agency_id, code, title, procedure_id, created_at)
    values (${newId()}, ${agencyId}, ${code}, ${title}, ${procedureId}, ${at})
    on conflict (agency_id, code) do update set title = excluded.title, procedure_id = excluded.procedure_id returning id`.execute(
    tx,
  )
  const id = answer.rows[0]?.id
  if (id === undefined) throw new Error('a process was not saved')
  return id
}

/** The one draft of a process, said anew; else its next version. */
export const saveDraft = async (
  tx: Tx,
  processId: string,
  said: DraftProcess,
  by: { readonly officerId: string; readonly at: Temporal.Instant },
): Promise<void> => {
  const words = {
    purpose: said.purpose,
    scope: said.scope,
    basis: said.basis,
    steps: said.steps,
    records: said.records,
    change_note: said.changeNote,
    drafted_by: by.officerId,
    drafted_at: by.at,
  }
  const changed = await tx
    .updateTable('quality_process_version')
    .set(words)
    .where('process_id', '=', processId)
    .where('state', '=', 'drafted')
    .returning('id')
    .executeTakeFirst()
  if (changed !== undefined) return
  const last = await tx
    .selectFrom('quality_process_version')
    .select((select) => select.fn.max('version').as('version'))
    .where('process_id', '=', processId)
    .executeTakeFirst()
  await tx
    .insertInto('quality_process_version')
    .values({ id: newId(), process_id: processId, version: (last?.version ?? 0) + 1, state: 'drafted', ...words })
    .execute()
}

export type KnownProcess = { readonly agencyId: string; readonly hasDraft: boolean; readonly isInForce: boolean }

export const findProcessForUpdate = async (tx: Tx, id: string): Promise<KnownProcess | null> => {
  const answer = await sql<KnownProcess>`
    select agency_id as "agencyId",
      exists (select from quality_process_version v where v.process_id = p.id and v.state = 'drafted') as "hasDraft",
      exists (select from quality_process_version v where v.process_id = p.id and v.state = 'approved'
        and upper(v.effect) is null and not isempty(v.effect)) as "isInForce"
    from quality_process p where p.id = ${id} for update`.execute(tx)
  return answer.rows[0] ?? null
}

/** The draft is in force from a day on; what was in force ends with the day before. */
export const enactDraft = async (
  tx: Tx,
  processId: string,
  approved: { readonly by: string; readonly at: Temporal.Instant; readonly from: Temporal.PlainDate },
): Promise<void> => {
  await sql`
    update quality_process_version set effect = effect * daterange(null, ${approved.from}::date)
    where process_id = ${processId} and effect is not null and upper(effect) is null`.execute(tx)
  await sql`
    update quality_process_version set state = 'approved', effect = daterange(${approved.from}::date, null),
      approved_by = ${approved.by}, approved_at = ${approved.at}
    where process_id = ${processId} and state = 'drafted'`.execute(tx)
}

export const withdrawVersion = async (
  tx: Tx,
  processId: string,
  withdrawn: {
    readonly by: string
    readonly at: Temporal.Instant
    readonly on: Temporal.PlainDate
    readonly reason: string
  },
): Promise<void> => {
  await sql`
    update quality_process_version set state = 'withdrawn', effect = effect * daterange(null, ${withdrawn.on}::date),
      withdrawn_by = ${withdrawn.by}, withdrawn_at = ${withdrawn.at}, withdrawn_reason = ${withdrawn.reason}
    where process_id = ${processId} and state = 'approved' and upper(effect) is null`.execute(tx)
}
