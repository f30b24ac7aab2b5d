import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type WorkFile, workFileSubject } from '../domain/index.ts'
import { maySeeWorkFile } from './work-file-remit.ts'

export type WorkFileView = WorkFile & {
  readonly agencyName: string
  readonly agencyCode: string
  readonly parentName: string
  readonly unitName: string
  readonly keeperName: string | null
  readonly closedAt: Temporal.Instant | null
}

export type WorkFileItemView = {
  readonly id: string
  readonly position: number
  readonly documentId: string | null
  readonly attachmentId: string | null
  readonly rule: 'chosen' | 'linked' | 'dossier' | 'proposed'
  readonly typeCode: string
  readonly subject: string
  readonly numberText: string
  readonly notationText: string
  readonly documentDate: Temporal.PlainDate
  readonly authorName: string
  readonly pages: number | null
}

export type WorkFileAct = {
  readonly type: string
  readonly at: Temporal.Instant
  readonly officerName: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** A file the officer may see; null when there is none, or none for him. */
export const findWorkFile = async (reader: Reader, actor: OfficerActor, id: string): Promise<WorkFileView | null> => {
  const answer = await sql<WorkFileView>`
    select f.id, f.agency_id as "agencyId", f.unit_id as "unitId", f.keeper_id as "keeperId", f.year, f.number, f.notation, f.title, f.kind,
      f.retention_years as "retentionYears", f.use_mode as "useMode", f.keyword, f.note, f.state, f.opened_at as "openedAt",
      f.ended_on as "endedOn", f.hand_over_by as "handOverBy", f.archive_code as "archiveCode",
      jsonb_build_object('types', f.rule_types, 'author', f.rule_author, 'words', f.rule_words) as rule, f.closed_at as "closedAt",
      a.name as "agencyName", a.code as "agencyCode", coalesce(p.name, '') as "parentName", coalesce(u.name, '') as "unitName",
      o.full_name as "keeperName"
    from work_file f join agency a on a.id = f.agency_id left join agency p on p.id = a.parent_id
    left join unit u on u.id = f.unit_id left join officer o on o.id = f.keeper_id
    where f.id = ${id} and ${maySeeWorkFile(actor)}`.execute(reader)
  return answer.rows[0] ?? null
}

/** What lies in a file, in its order; ask for the file first, which says whether one may see it. */
export const listItems = async (reader: Reader, fileId: string): Promise<readonly WorkFileItemView[]> => {
  const answer = await sql<WorkFileItemView>`
    select id, position, document_id as "documentId", attachment_id as "attachmentId", rule, type_code as "typeCode", subject,
      number_text as "numberText", notation_text as "notationText", document_date as "documentDate", author_name as "authorName", pages
    from work_file_item where file_id = ${fileId} and removed_at is null order by position, id`.execute(reader)
  return answer.rows
}

/** What was done with a file, the latest first. */
export const listActs = async (reader: Reader, fileId: string, most: number): Promise<readonly WorkFileAct[]> => {
  const answer = await sql<WorkFileAct>`
    select l.type, l.occurred_at as at, o.full_name as "officerName", l.detail
    from action_log l left join officer o on o.id = l.actor_id and l.actor_kind = 'officer'
    where l.subject_kind = ${workFileSubject} and l.subject_id = ${fileId}
    order by l.seq desc limit ${most}`.execute(reader)
  return answer.rows
}
