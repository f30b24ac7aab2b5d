import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { WorkFile as WorkFileRow } from '#platform/database/schema.ts'
import type { UseMode, WorkFile, WorkFileKind, WorkFileState } from '../domain/index.ts'

const fileOf = (row: Selectable<WorkFileRow>): WorkFile => ({
  id: row.id,
  agencyId: row.agency_id,
  unitId: row.unit_id,
  keeperId: row.keeper_id,
  year: row.year,
  number: row.number,
  notation: row.notation,
  title: row.title,
  kind: row.kind as WorkFileKind,
  retentionYears: row.retention_years,
  useMode: row.use_mode as UseMode,
  keyword: row.keyword,
  note: row.note,
  state: row.state as WorkFileState,
  openedAt: row.opened_at,
  endedOn: row.ended_on,
  handOverBy: row.hand_over_by,
  archiveCode: row.archive_code,
  rule: { types: row.rule_types, author: row.rule_author, words: row.rule_words },
})

export const findWorkFileForUpdate = async (tx: Tx, id: string): Promise<WorkFile | null> => {
  const row = await tx.selectFrom('work_file').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : fileOf(row)
}

/** Locks files in the order of their ids, so that two who lock the same never wait for each other; those that are not there are left out. */
export const lockWorkFiles = async (tx: Tx, ids: readonly string[]): Promise<readonly WorkFile[]> => {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('work_file').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
  return rows.map(fileOf)
}

/** On its way into the archive and back. */
export const moveWorkFile = (tx: Tx, id: string, state: 'closed' | 'offered', at: Temporal.Instant) =>
  updateWorkFile(tx, id, { state, updated_at: at })

export const insertWorkFile = (tx: Tx, values: Insertable<WorkFileRow>) =>
  tx.insertInto('work_file').values(values).execute()

export const updateWorkFile = (tx: Tx, id: string, values: Updateable<WorkFileRow>) =>
  tx.updateTable('work_file').set(values).where('id', '=', id).execute()

/** The file of a dossier that has one already: it is made once, however often its settling is told. */
export const hasDossierFile = async (tx: Tx, dossierId: string): Promise<boolean> =>
  (await tx.selectFrom('work_file').select('id').where('dossier_id', '=', dossierId).executeTakeFirst()) !== undefined

export type DossierToKeep = {
  readonly code: string
  readonly procedureId: string
  readonly procedureName: string
  readonly agencyId: string
  readonly agencyName: string
  /** What the paper of a code is called. */
  readonly paperNames: Readonly<Record<string, string>>
  readonly unitId: string | null
  readonly handlerId: string | null
  readonly finishedAt: Temporal.Instant | null
}

/** What the file of a dossier says of it, and who handled it last. */
export const findDossierToKeep = async (tx: Tx, dossierId: string): Promise<DossierToKeep | null> => {
  const answer = await sql<DossierToKeep>`
    select d.code, d.procedure_id as "procedureId", d.procedure_name as "procedureName", d.deciding_agency_id as "agencyId",
      a.name as "agencyName",
      (select coalesce(jsonb_object_agg(p.code, p.name), '{}') from dossier_paper p where p.dossier_id = d.id and p.code <> '') as "paperNames",
      w.unit_id as "unitId", w.done_by as "handlerId", d.finished_at as "finishedAt"
    from dossier d join agency a on a.id = d.deciding_agency_id
    left join lateral (
      select unit_id, done_by from work_item
      where subject_id = d.id and subject_kind = 'dossier' and deed = 'handle' and state = 'done'
      order by closed_at desc limit 1
    ) w on true
    where d.id = ${dossierId}`.execute(tx)
  return answer.rows[0] ?? null
}
