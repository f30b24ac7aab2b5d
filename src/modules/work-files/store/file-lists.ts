import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { isBreachOf, type Tx } from '#platform/database/connection.ts'
import type {
  FileListEntry as EntryRow,
  FileList as FileListRow,
  FileListHeading as HeadingRow,
} from '#platform/database/schema.ts'
import type { FileList, FileListState, ListEntry, ListHeading, UseMode } from '../domain/index.ts'
import type { FreeFile } from '../domain/propose-list.ts'

export const listOf = (row: Selectable<FileListRow>): FileList => ({
  id: row.id,
  agencyId: row.agency_id,
  year: row.year,
  state: row.state as FileListState,
  decisionCode: row.decision_code,
  decisionDate: row.decision_date,
})

const headingOf = (row: Selectable<HeadingRow>): ListHeading => ({
  id: row.id,
  parentId: row.parent_id,
  name: row.name,
  notation: row.notation,
  unitId: row.unit_id,
})

const entryOf = (row: Selectable<EntryRow>): ListEntry => ({
  id: row.id,
  headingId: row.heading_id,
  title: row.title,
  kind: row.kind as ListEntry['kind'],
  retentionYears: row.retention_years,
  useMode: row.use_mode as UseMode,
  keeperId: row.keeper_id,
  note: row.note,
  rule: { types: row.rule_types, author: row.rule_author, words: row.rule_words },
})

export const findFileListForUpdate = async (tx: Tx, id: string): Promise<FileList | null> => {
  const row = await tx.selectFrom('file_list').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : listOf(row)
}

/** False when the agency has a list of that year. */
export const insertFileList = async (tx: Tx, values: Insertable<FileListRow>): Promise<boolean> => {
  const done = await tx
    .insertInto('file_list')
    .values(values)
    .onConflict((conflict) => conflict.columns(['agency_id', 'year']).doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const updateFileList = (tx: Tx, id: string, values: Updateable<FileListRow>) =>
  tx.updateTable('file_list').set(values).where('id', '=', id).execute()

export const headingsOfList = async (tx: Tx, listId: string): Promise<readonly ListHeading[]> =>
  (
    await tx
      .selectFrom('file_list_heading')
      .selectAll()
      .where('list_id', '=', listId)
      .orderBy('position')
      .orderBy('id')
      .execute()
  ).map(headingOf)

export const entriesOfList = async (tx: Tx, listId: string): Promise<readonly ListEntry[]> =>
  (
    await tx
      .selectFrom('file_list_entry')
      .selectAll()
      .where('list_id', '=', listId)
      .orderBy('position')
      .orderBy('id')
      .execute()
  ).map(entryOf)

/** False when another large heading has these letters. */
export const insertHeadings = async (
  tx: Tx,
  listId: string,
  headings: readonly ListHeading[],
  from: number,
): Promise<boolean> => {
  if (headings.length === 0) return true
  try {
    await tx
      .insertInto('file_list_heading')
      .values(
        // Large ones first: small ones name them.
        headings
          .map((one, index) => ({
            id: one.id,
            list_id: listId,
            parent_id: one.parentId,
            position: from + index,
            name: one.name,
            notation: one.notation,
            unit_id: one.unitId,
          }))
          .toSorted((left, right) => Number(left.parent_id !== null) - Number(right.parent_id !== null)),
      )
      .execute()
    return true
  } catch (error) {
    if (isBreachOf(error, 'file_list_heading_notation')) return false
    throw error
  }
}

export const insertEntries = async (
  tx: Tx,
  listId: string,
  entries: readonly ListEntry[],
  made: { readonly by: string; readonly at: Temporal.Instant; readonly from: number },
): Promise<void> => {
  if (entries.length === 0) return
  await tx
    .insertInto('file_list_entry')
    .values(
      entries.map((one, index) => ({
        id: one.id,
        list_id: listId,
        heading_id: one.headingId,
        position: made.from + index,
        title: one.title,
        kind: one.kind,
        retention_years: one.retentionYears,
        use_mode: one.useMode,
        keeper_id: one.keeperId,
        note: one.note,
        rule_types: [...one.rule.types],
        rule_author: one.rule.author,
        rule_words: one.rule.words,
        added_by: made.by,
        added_at: made.at,
      })),
    )
    .execute()
}

/** Gives numbers to entries, as many as there are. */
export const numberEntries = async (
  tx: Tx,
  numbers: readonly { readonly id: string; readonly number: number }[],
): Promise<void> => {
  await sql`
    update file_list_entry e set number = n.number
    from unnest(${numbers.map(({ id }) => id)}::uuid[], ${numbers.map(({ number }) => number)}::int[]) as n (id, number)
    where e.id = n.id`.execute(tx)
}

export const removeEntry = (tx: Tx, id: string) => tx.deleteFrom('file_list_entry').where('id', '=', id).execute()
export const removeHeading = (tx: Tx, id: string) => tx.deleteFrom('file_list_heading').where('id', '=', id).execute()

export type EntryToOpen = ListEntry & {
  readonly agencyId: string
  readonly year: number
  readonly number: number
  readonly notation: string
  /** The unit in which its keeper has a post today. */
  readonly unitId: string | null
}

/** An entry of an issued list whose file nobody has opened yet, locked. */
export const findEntryToOpen = async (tx: Tx, id: string, on: Temporal.PlainDate): Promise<EntryToOpen | null> => {
  const answer = await sql<EntryToOpen>`
    select e.id, e.heading_id as "headingId", e.title, e.kind, e.retention_years as "retentionYears", e.use_mode as "useMode",
      e.keeper_id as "keeperId", e.note, jsonb_build_object('types', e.rule_types, 'author', e.rule_author, 'words', e.rule_words) as rule,
      l.agency_id as "agencyId", l.year, e.number, coalesce(p.notation, h.notation) as notation,
      (select post.unit_id from post_holding held join post on post.id = held.post_id
        where held.officer_id = e.keeper_id and post.agency_id = l.agency_id and held.in_force @> ${on}::date
        order by held.concurrent, post.id limit 1) as "unitId"
    from file_list_entry e join file_list l on l.id = e.list_id
    join file_list_heading h on h.id = e.heading_id left join file_list_heading p on p.id = h.parent_id
    where e.id = ${id} and l.state = 'issued' and e.number is not null
      and not exists (select from work_file f where f.entry_id = e.id)
    for update of e`.execute(tx)
  return answer.rows[0] ?? null
}

export type AgencyPeople = {
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly officers: ReadonlySet<string>
}

/** The units of an agency that do its work, and who has a post in it on a day. */
export const peopleOfAgency = async (tx: Tx, agencyId: string, on: Temporal.PlainDate): Promise<AgencyPeople> => {
  const units = tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('kind', '<>', 'leadership')
    .orderBy('name')
    .execute()
  const officers = sql<{ id: string }>`
    select distinct held.officer_id as id from post_holding held join post on post.id = held.post_id
    where post.agency_id = ${agencyId} and held.in_force @> ${on}::date`.execute(tx)
  const [found, held] = await Promise.all([units, officers])
  return { units: found, officers: new Set(held.rows.map(({ id }) => id)) }
}

/** Files of a year that were opened beside the list. */
export const freeFilesOf = async (
  tx: Tx,
  agencyId: string,
  year: number,
  most: number,
): Promise<readonly FreeFile[]> => {
  const rows = await tx
    .selectFrom('work_file')
    .select(['title', 'kind', 'retention_years', 'use_mode', 'note', 'notation', 'unit_id', 'keeper_id'])
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .where('kind', '<>', 'dossier')
    .where('entry_id', 'is', null)
    .orderBy('notation')
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    title: row.title,
    kind: row.kind as FreeFile['kind'],
    retentionYears: row.retention_years,
    useMode: row.use_mode as UseMode,
    note: row.note,
    notation: row.notation,
    unitId: row.unit_id,
    keeperId: row.keeper_id,
  }))
}

/** The list of an agency and year, when there is one. */
export const findListOfYear = async (tx: Tx, agencyId: string, year: number): Promise<FileList | null> => {
  const row = await tx
    .selectFrom('file_list')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .executeTakeFirst()
  return row === undefined ? null : listOf(row)
}
