import { type Insertable, sql, type Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { DestructionLine as LineRow, Destruction as Row } from '#platform/database/schema.ts'
import type { DestructionState, StandingOfFile } from '../domain/index.ts'

export type Destruction = {
  readonly id: string
  readonly agencyId: string
  readonly state: DestructionState
  readonly number: number
  readonly year: number
  /** Counts changes of what would be signed. */
  readonly version: number
  readonly decisionCode: string
  readonly decisionDate: Temporal.PlainDate | null
  readonly carriedOutBy: string | null
  readonly secretarySignedAt: Temporal.Instant | null
  readonly chairSignedAt: Temporal.Instant | null
  readonly minutesSignedAt: Temporal.Instant | null
}

export const findDestructionForUpdate = async (tx: Tx, id: string): Promise<Destruction | null> => {
  const row = await tx.selectFrom('destruction').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return null
  const { number, year, version } = row
  return {
    ...{ id, agencyId: row.agency_id, state: row.state as DestructionState, number, year, version },
    decisionCode: row.decision_code,
    decisionDate: row.decision_date,
    carriedOutBy: row.carried_out_by,
    secretarySignedAt: row.secretary_signed_at,
    chairSignedAt: row.chair_signed_at,
    minutesSignedAt: row.minutes_signed_at,
  }
}

/** The part that an officer has in the council of a list; null: none. */
export const partInCouncil = async (tx: Tx, destructionId: string, officerId: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('destruction_member')
      .select('part')
      .where('destruction_id', '=', destructionId)
      .where('officer_id', '=', officerId)
      .executeTakeFirst()
  )?.part ?? null

/** What was signed no longer says what the list is: the council signs anew. */
export const changeDestruction = (tx: Tx, id: string, values: Updateable<Row>) =>
  tx
    .updateTable('destruction')
    .set((eb) => ({
      ...values,
      version: eb('version', '+', 1),
      secretary_signed_at: null,
      chair_signed_at: null,
    }))
    .where('id', '=', id)
    .execute()

export const insertDestruction = async (tx: Tx, values: Insertable<Row>, fileIds: readonly string[]): Promise<void> => {
  await tx.insertInto('destruction').values(values).execute()
  await tx
    .insertInto('destruction_line')
    .values(fileIds.map((fileId, index) => ({ destruction_id: values.id, file_id: fileId, position: index + 1 })))
    .execute()
}

export const updateDestruction = (tx: Tx, id: string, values: Updateable<Row>) =>
  tx.updateTable('destruction').set(values).where('id', '=', id).execute()

/** Files of an agency whose years are over and that no list under way names. */
export const expiredFiles = async (tx: Tx, agencyId: string, today: Temporal.PlainDate, most: number) =>
  (
    await sql<{ id: string }>`
      select f.id from work_file f
      where f.agency_id = ${agencyId} and f.state = 'archived' and f.kept_until < ${today}::date
        and not exists (select from destruction_line l join destruction d on d.id = l.destruction_id
          where l.file_id = f.id and l.removed_at is null and d.state not in ('dropped', 'carried-out'))
      order by f.kept_until, f.archive_code limit ${most}`.execute(tx)
  ).rows.map(({ id }) => id)

export const replaceCouncil = async (
  tx: Tx,
  destructionId: string,
  members: readonly { readonly officerId: string; readonly part: string; readonly title: string }[],
): Promise<void> => {
  await tx.deleteFrom('destruction_member').where('destruction_id', '=', destructionId).execute()
  const rows = members.map(({ officerId, part, title }) => ({
    destruction_id: destructionId,
    officer_id: officerId,
    part,
    officer_title: title,
  }))
  await tx.insertInto('destruction_member').values(rows).execute()
}

/** Every entry anew: what the council keeps, and the rest to be destroyed. What it kept already stays kept for its own years and reason. */
export const judgeLines = async (
  tx: Tx,
  destructionId: string,
  keep: { readonly fileIds: readonly string[]; readonly years: number; readonly reason: string },
): Promise<void> => {
  await sql`
    update destruction_line set verdict = case when file_id = any(${[...keep.fileIds]}::uuid[]) then 'keep' else 'destroy' end,
      keep_years = case when file_id = any(${[...keep.fileIds]}::uuid[]) then coalesce(keep_years, ${keep.years}::smallint) end,
      reason = case when not file_id = any(${[...keep.fileIds]}::uuid[]) then '' when keep_years is null then ${keep.reason} else reason end
    where destruction_id = ${destructionId} and removed_at is null`.execute(tx)
}

export type Entry = { readonly fileId: string; readonly keepYears: number | null }

/** The entries that stand on the list. */
export const entriesOf = async (tx: Tx, destructionId: string): Promise<readonly Entry[]> =>
  (
    await sql<Entry>`
      select file_id as "fileId", keep_years as "keepYears" from destruction_line
      where destruction_id = ${destructionId} and removed_at is null order by position`.execute(tx)
  ).rows

export const updateEntry = (tx: Tx, destructionId: string, fileId: string, values: Updateable<LineRow>) =>
  tx
    .updateTable('destruction_line')
    .set(values)
    .where('destruction_id', '=', destructionId)
    .where('file_id', '=', fileId)
    .execute()

export type JudgedLine = StandingOfFile & {
  readonly fileId: string
  readonly title: string
  readonly keepYears: number | null
}

/** The files of a list as they stand now, locked one after the other. */
export const linesForUpdate = async (
  tx: Tx,
  destructionId: string,
  today: Temporal.PlainDate,
): Promise<readonly JudgedLine[]> => {
  await sql`
    select from work_file f join destruction_line l on l.file_id = f.id
    where l.destruction_id = ${destructionId} and l.removed_at is null order by f.id for update of f`.execute(tx)
  const { rows } = await sql<JudgedLine>`
    select f.id as "fileId", f.title, f.state, f.kept_until as "keptUntil", l.verdict, l.keep_years as "keepYears",
      d.decided_at is not null as "isDecided",
      exists (select from reading_request r where r.file_id = f.id
        and (r.state = 'asked' or (r.state = 'granted' and r.until >= ${today}::date))) as "isLent"
    from destruction_line l join work_file f on f.id = l.file_id join destruction d on d.id = l.destruction_id
    where l.destruction_id = ${destructionId} and l.removed_at is null order by l.position`.execute(tx)
  return rows
}

/** Files that are decided on and still there. */
export const filesToDestroy = async (tx: Tx, destructionId: string): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`
      select file_id as id from destruction_line
      where destruction_id = ${destructionId} and verdict = 'destroy' and destroyed_at is null and removed_at is null order by position`.execute(
      tx,
    )
  ).rows.map(({ id }) => id)

/** Whether the paper of the row `i` of `work_file_item` lies in no other file that is there. */
const liesNowhereElse = sql`not exists (
  select from work_file_item o join work_file f on f.id = o.file_id
  where o.file_id <> i.file_id and o.removed_at is null and f.state <> 'destroyed'
    and (o.document_id = i.document_id or o.attachment_id = i.attachment_id))`

/** Documents of a file that lie in no other one. */
export const documentsOfFile = async (tx: Tx, fileId: string): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`
      select i.document_id as id from work_file_item i
      where i.file_id = ${fileId} and i.removed_at is null and i.document_id is not null and ${liesNowhereElse}
      order by 1`.execute(tx)
  ).rows.map(({ id }) => id)

/** Everything stored of a file that no other file still needs: its package, the papers that lie in no other one, and certified copies of them. */
export const contentsOfFile = async (tx: Tx, fileId: string): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`
      select p.attachment_id as id from archived_package p where p.file_id = ${fileId}
      union
      select a.id from work_file_item i left join document_copy c on c.document_id = i.document_id join attachment a
        on a.id = i.attachment_id or (a.owner_id = i.document_id and a.owner_kind = 'official-document')
          or a.id = c.attachment_id or (a.owner_id = c.id and a.owner_kind = 'document-copy')
      where i.file_id = ${fileId} and i.removed_at is null and ${liesNowhereElse}`.execute(tx)
  ).rows.map(({ id }) => id)

export const recordDestroyed = async (
  tx: Tx,
  line: { readonly destructionId: string; readonly fileId: string; readonly at: Temporal.Instant },
  contents: readonly { readonly sha256: string; readonly sizeBytes: number }[],
): Promise<void> => {
  const { destructionId, fileId, at } = line
  if (contents.length > 0)
    await tx
      .insertInto('destroyed_content')
      .values(
        [...new Map(contents.map((one) => [one.sha256, one])).values()].map(({ sha256, sizeBytes }) => ({
          destruction_id: destructionId,
          file_id: fileId,
          sha256,
          size_bytes: sizeBytes,
          destroyed_at: at,
        })),
      )
      .execute()
  await tx
    .updateTable('destruction_line')
    .set({ destroyed_at: at })
    .where('destruction_id', '=', destructionId)
    .where('file_id', '=', fileId)
    .execute()
}
