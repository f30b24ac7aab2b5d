import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { FileList, FileListState, FilingRule, ListHeading, UseMode } from '../domain/index.ts'

export type FileListLine = {
  readonly id: string
  readonly year: number
  readonly state: FileListState
  readonly agencyId: string
  readonly agencyName: string
  readonly entries: number
  readonly opened: number
}

const ownAgencies = (actor: OfficerActor): readonly string[] => [...new Set(actor.posts.map((post) => post.agencyId))]

/** Lists of the agencies in which the officer has a post, the newest first. */
export const listFileLists = async (reader: Reader, actor: OfficerActor): Promise<readonly FileListLine[]> =>
  (
    await sql<FileListLine>`
      select l.id, l.year, l.state, l.agency_id as "agencyId", a.name as "agencyName",
        (select count(*)::int from file_list_entry e where e.list_id = l.id) as entries,
        (select count(*)::int from file_list_entry e join work_file f on f.entry_id = e.id where e.list_id = l.id) as opened
      from file_list l join agency a on a.id = l.agency_id
      where l.agency_id = any(${ownAgencies(actor)}::uuid[]) order by l.year desc, a.name limit 100`.execute(reader)
  ).rows

export type FileListView = FileList & {
  readonly agencyName: string
  readonly parentName: string
  readonly madeByName: string
  readonly issuedByName: string | null
}

export const findFileList = async (reader: Reader, actor: OfficerActor, id: string): Promise<FileListView | null> => {
  const answer = await sql<FileListView>`
    select l.id, l.agency_id as "agencyId", l.year, l.state, l.decision_code as "decisionCode", l.decision_date as "decisionDate",
      a.name as "agencyName", coalesce(p.name, '') as "parentName", m.full_name as "madeByName", i.full_name as "issuedByName"
    from file_list l join agency a on a.id = l.agency_id left join agency p on p.id = a.parent_id
    join officer m on m.id = l.made_by left join officer i on i.id = l.issued_by
    where l.id = ${id} and l.agency_id = any(${ownAgencies(actor)}::uuid[])`.execute(reader)
  return answer.rows[0] ?? null
}

export type HeadingView = ListHeading & { readonly unitName: string }

export const listHeadings = async (reader: Reader, listId: string): Promise<readonly HeadingView[]> =>
  (
    await sql<HeadingView>`
      select h.id, h.parent_id as "parentId", h.name, h.notation, h.unit_id as "unitId", coalesce(u.name, '') as "unitName"
      from file_list_heading h left join unit u on u.id = h.unit_id where h.list_id = ${listId} order by h.position, h.id`.execute(
      reader,
    )
  ).rows

export type EntryView = {
  readonly id: string
  readonly headingId: string
  readonly number: number | null
  readonly title: string
  readonly retentionYears: number | null
  readonly useMode: UseMode
  readonly keeperId: string
  readonly keeperName: string
  readonly note: string
  readonly rule: FilingRule
  /** The file that was opened of it. */
  readonly fileId: string | null
}

export const listEntries = async (reader: Reader, listId: string): Promise<readonly EntryView[]> =>
  (
    await sql<EntryView>`
      select e.id, e.heading_id as "headingId", e.number, e.title, e.retention_years as "retentionYears", e.use_mode as "useMode",
        e.keeper_id as "keeperId", o.full_name as "keeperName", e.note,
        jsonb_build_object('types', e.rule_types, 'author', e.rule_author, 'words', e.rule_words) as rule, f.id as "fileId"
      from file_list_entry e join officer o on o.id = e.keeper_id left join work_file f on f.entry_id = e.id
      where e.list_id = ${listId} order by e.position, e.id`.execute(reader)
  ).rows

export type ListPeople = {
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly officers: readonly { readonly id: string; readonly name: string; readonly title: string }[]
}

/** Whom and what a list may name: units and officers of its agency on a day. */
export const peopleForList = async (reader: Reader, agencyId: string, on: Temporal.PlainDate): Promise<ListPeople> => {
  const answer = await sql<ListPeople>`
    select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]')
        from unit where agency_id = ${agencyId} and kind <> 'leadership') as units,
      (select coalesce(jsonb_agg(jsonb_build_object('id', one.id, 'name', one.full_name, 'title', one.title) order by one.full_name), '[]')
        from (select distinct on (officer.id) officer.id, officer.full_name, post.title from post_holding held
          join post on post.id = held.post_id join officer on officer.id = held.officer_id
          where post.agency_id = ${agencyId} and held.in_force @> ${on}::date order by officer.id, held.concurrent) one) as officers`.execute(
    reader,
  )
  return answer.rows[0] ?? { units: [], officers: [] }
}

/** Entries of issued lists that wait for the officer to open them. */
export const entriesToOpen = async (reader: Reader, officerId: string, year: number) =>
  (
    await sql<{ readonly id: string; readonly number: number; readonly notation: string; readonly title: string }>`
      select e.id, e.number, coalesce(p.notation, h.notation) as notation, e.title
      from file_list_entry e join file_list l on l.id = e.list_id join file_list_heading h on h.id = e.heading_id
      left join file_list_heading p on p.id = h.parent_id
      where e.keeper_id = ${officerId} and l.state = 'issued' and l.year = ${year} and e.number is not null
        and not exists (select from work_file f where f.entry_id = e.id)
      order by 3, e.number limit 200`.execute(reader)
  ).rows
