import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { WorkFileState } from '../domain/index.ts'
import { maySeeWorkFile } from './work-file-remit.ts'

export type WorkFileLine = {
  readonly id: string
  readonly number: number
  readonly notation: string
  readonly year: number
  readonly title: string
  readonly state: WorkFileState
  readonly retentionYears: number | null
  readonly keeperName: string | null
  readonly openedAt: Temporal.Instant
  readonly handOverBy: Temporal.PlainDate | null
  readonly items: number
}

export type WorkFilePlace = { readonly openedAt: Temporal.Instant; readonly id: string }

export type WorkFileQuestion = {
  readonly scope: 'mine' | 'all'
  readonly state?: WorkFileState | undefined
  /** Words of title, notation or keyword, with or without marks. */
  readonly words?: string | undefined
}

const filters = (actor: OfficerActor, { scope, state, words = '' }: WorkFileQuestion) => sql`
  ${maySeeWorkFile(actor)}
  and (${scope} = 'all' or f.keeper_id = ${actor.officerId})
  and (${state ?? null}::text is null or f.state = ${state ?? null})
  and (${words} = '' or f.folded like '%' || replace(replace(public.fold(${words}), '%', ''), '_', '') || '%')`

/** Files the officer may see, the newest first. */
export const listWorkFiles = async (
  reader: Reader,
  actor: OfficerActor,
  question: WorkFileQuestion,
  length: number,
  after: WorkFilePlace | null,
): Promise<{ readonly lines: readonly WorkFileLine[]; readonly next: WorkFilePlace | null }> => {
  const answer = await sql<WorkFileLine>`
    select f.id, f.number, f.notation, f.year, f.title, f.state, f.retention_years as "retentionYears", o.full_name as "keeperName",
      f.opened_at as "openedAt", f.hand_over_by as "handOverBy",
      (select count(*)::int from work_file_item i where i.file_id = f.id and i.removed_at is null) as items
    from work_file f left join officer o on o.id = f.keeper_id
    where ${filters(actor, question)}
      and (${after?.id ?? null}::uuid is null or (f.opened_at, f.id) < (${after?.openedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by f.opened_at desc, f.id desc limit ${length + 1}`.execute(reader)
  const lines = answer.rows.slice(0, length)
  const last = lines.at(-1)
  return {
    lines,
    next: answer.rows.length > length && last !== undefined ? { openedAt: last.openedAt, id: last.id } : null,
  }
}
