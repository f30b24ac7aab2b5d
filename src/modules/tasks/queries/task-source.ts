import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { matterForOfficer } from '#modules/dossiers/index.ts'
import { agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { maySeeDocument } from '#modules/official-documents/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { TaskSource } from '../domain/index.ts'
import { maySeeTask } from './officer-remit.ts'

export type AskedSource = { readonly kind: TaskSource; readonly id: string | null; readonly label: string }

export type FoundSource = {
  /** Only what everybody who gets the task may know. */
  readonly label: string
  /** What it is about, when that may be told. */
  readonly about: string
  readonly dueAt: Temporal.Instant | null
  readonly urgency: number
  /** Whose registry holds the document. */
  readonly agencyId: string | null
}

const bare = (label: string): FoundSource => ({ label, about: '', dueAt: null, urgency: 0, agencyId: null })

/**
 * What a task comes of, as this officer may see it: the number of the document, code and procedure of the dossier, the title of the task or of the meeting; else what was
 * typed. Null when there is no such thing for him. No task comes of a secret document.
 */
export const findSource = async (
  reader: Reader,
  actor: OfficerActor,
  source: AskedSource,
  now: Temporal.Instant,
): Promise<FoundSource | null> => {
  const { kind, id } = source
  if (id === null) return kind === 'word' || kind === 'meeting' ? bare(source.label) : null
  if (kind === 'dossier') {
    const matter = await matterForOfficer(reader, actor, id, now)
    return matter === null ? null : bare(`${matter.code} ${matter.procedureName}`.slice(0, 300))
  }
  if (kind === 'document') {
    const { rows } = await sql<FoundSource>`
      select left(trim(concat_ws(' ', case when d.code_number is null then null else d.code_number || '/' || d.code_notation end, d.subject)), 300)
          as label, d.subject as about, d.due_at as "dueAt", d.urgency::int, d.agency_id as "agencyId"
      from official_document d where d.id = ${id} and d.secrecy = 0 and ${maySeeDocument(actor, now)}`.execute(reader)
    return rows[0] ?? null
  }
  if (kind === 'meeting') {
    // Tasks come of a meeting for whoever led it or leads its agency; a confidential one is named to nobody.
    const { rows } = await sql<{ label: string }>`
      select case when e.is_confidential then '' else e.title end as label from engagement e
      where e.id = ${id} and (e.chair_id = ${actor.officerId} or e.agency_id = any(${[...agencyIdsWithRole(actor, 'leader')]}::uuid[]))`.execute(
      reader,
    )
    return rows[0] === undefined ? null : bare(rows[0].label)
  }
  const { rows } = await sql<{
    title: string
  }>`select t.title from task t where t.id = ${id} and ${maySeeTask(actor)}`.execute(reader)
  return rows[0] === undefined ? null : bare(rows[0].title)
}

export type TaskOfSource = {
  readonly id: string
  readonly title: string
  readonly state: string
  readonly responsible: string
}

/** The tasks that came of something, as far as this officer sees them, the first first. One statement. */
export const listTasksOf = async (
  reader: Reader,
  actor: OfficerActor,
  source: { readonly kind: 'document' | 'dossier'; readonly id: string },
): Promise<readonly TaskOfSource[]> => {
  const { rows } = await sql<TaskOfSource>`
    select t.id, t.title, t.state, coalesce(o.full_name, u.name, '') as responsible
    from task t left join officer o on o.id = t.responsible_officer_id left join unit u on u.id = t.responsible_unit_id
    where t.source_kind = ${source.kind} and t.source_id = ${source.id} and ${maySeeTask(actor)}
    order by t.created_at limit 50`.execute(reader)
  return rows
}
