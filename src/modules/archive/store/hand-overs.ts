import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { ArchivedPackage as PackageRow, HandOver as Row } from '#platform/database/schema.ts'
import type { HandOver, HandOverLineState, HandOverState } from '../domain/index.ts'

const handOverOf = (row: Selectable<Row>): HandOver => ({
  id: row.id,
  agencyId: row.agency_id,
  year: row.year,
  number: row.number,
  title: row.title,
  state: row.state as HandOverState,
  giverId: row.giver_id,
  giverTitle: row.giver_title,
  receiverId: row.receiver_id,
  condition: row.condition,
})

export const findHandOverForUpdate = async (tx: Tx, id: string): Promise<HandOver | null> => {
  const row = await tx.selectFrom('hand_over').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : handOverOf(row)
}

export const insertHandOver = async (tx: Tx, values: Insertable<Row>, fileIds: readonly string[]): Promise<void> => {
  await tx.insertInto('hand_over').values(values).execute()
  await tx
    .insertInto('hand_over_line')
    .values(fileIds.map((fileId, index) => ({ hand_over_id: values.id, file_id: fileId, position: index + 1 })))
    .execute()
}

export const updateHandOver = (tx: Tx, id: string, values: Updateable<Row>) =>
  tx.updateTable('hand_over').set(values).where('id', '=', id).execute()

export type StoredLine = { readonly fileId: string; readonly state: HandOverLineState }

export const linesOf = async (tx: Tx, handOverId: string): Promise<readonly StoredLine[]> =>
  (
    await sql<StoredLine>`
      select file_id as "fileId", state from hand_over_line where hand_over_id = ${handOverId} order by position`.execute(
      tx,
    )
  ).rows

type Decided = {
  readonly state: Exclude<HandOverLineState, 'waiting'>
  readonly reason: string
  readonly by: string
  readonly at: Temporal.Instant
}

/** Decides on one file, or on all that wait. */
export const decideLines = (tx: Tx, handOverId: string, fileId: string | null, { state, reason, by, at }: Decided) =>
  tx
    .updateTable('hand_over_line')
    .set({ state, reason, decided_by: by, decided_at: at })
    .where('hand_over_id', '=', handOverId)
    .where('state', '=', 'waiting')
    .$if(fileId !== null, (query) => query.where('file_id', '=', fileId))
    .execute()

export const insertPackage = (tx: Tx, values: Insertable<PackageRow>) =>
  tx.insertInto('archived_package').values(values).execute()

/** Files that were taken and have no package yet. */
export const filesWithoutPackage = async (tx: Tx, handOverId: string): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`
      select l.file_id as id from hand_over_line l
      where l.hand_over_id = ${handOverId} and l.state = 'accepted'
        and not exists (select from archived_package p where p.file_id = l.file_id)
      order by l.position`.execute(tx)
  ).rows.map(({ id }) => id)

export const markWarned = (tx: Tx, fileIds: readonly string[], at: Temporal.Instant) =>
  tx.updateTable('work_file').set({ warned_at: at }).where('id', 'in', fileIds).execute()

export type KeptPackage = {
  readonly fileId: string
  readonly agencyId: string
  readonly objectId: string
  readonly sha256: string
}

/** A package that the archive still keeps. */
export const findPackage = async (tx: Tx, id: string): Promise<KeptPackage | null> => {
  const { rows } = await sql<KeptPackage>`
    select p.file_id as "fileId", p.agency_id as "agencyId", p.object_id as "objectId", p.sha256
    from archived_package p join work_file f on f.id = p.file_id where p.id = ${id} and f.state = 'archived'`.execute(
    tx,
  )
  return rows[0] ?? null
}
