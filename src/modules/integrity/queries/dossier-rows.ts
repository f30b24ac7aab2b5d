import { sql } from 'kysely'
import type { Reader } from '#platform/database/connection.ts'

export type DossierHistory = {
  readonly id: string
  readonly code: string
  readonly status: number
  readonly isFiled: boolean
  /** What the log says was done, in its order. */
  readonly deeds: readonly string[]
  /** What was told of it. */
  readonly told: readonly string[]
}

const batchRows = 2_000

const nextBatch = async (reader: Reader, after: string): Promise<readonly DossierHistory[]> =>
  (
    await sql<DossierHistory>`
      select d.id, d.code, d.status, f.state = 'filed' as "isFiled",
        array(select a.type from action_log a where a.subject_kind = 'dossier' and a.subject_id = d.id order by a.seq) as deeds,
        array(select e.type from event e where e.subject_id = d.id and e.subject_kind = 'dossier' order by e.seq) as told
      from dossier d join filing f on f.id = d.filing_id
      where d.id > ${after} order by d.id limit ${batchRows}`.execute(reader)
  ).rows

/** All dossiers with what was done to them, a batch at a time. */
export async function* dossierHistories(reader: Reader): AsyncGenerator<DossierHistory> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const batch = await nextBatch(reader, after)
    yield* batch
    const last = batch.at(-1)
    if (last === undefined || batch.length < batchRows) return
    after = last.id
  }
}

const faultsShown = 100

export const filingsWithoutDossier = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('filing as f')
    .select('f.id')
    .where('f.state', '=', 'filed')
    .where((where) =>
      where.not(where.exists(where.selectFrom('dossier as d').select('d.id').whereRef('d.filing_id', '=', 'f.id'))),
    )
    .limit(faultsShown)
    .execute()
  return rows.map((row) => row.id)
}

/** Codes of dossiers whose outcome has its number although they are not settled. */
export const outcomesBeforeSettling = async (reader: Reader): Promise<readonly string[]> => {
  const rows = await reader
    .selectFrom('outcome as o')
    .innerJoin('dossier as d', 'd.id', 'o.dossier_id')
    .select('d.code')
    .where('o.state', '=', 'issued')
    .where('d.status', 'not in', [9, 10])
    .limit(faultsShown)
    .execute()
  return rows.map((row) => row.code)
}
