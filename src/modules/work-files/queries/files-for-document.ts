import { sql } from 'kysely'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { type FilingRule, fitsRule } from '../domain/index.ts'
import { mayKeepWorkFile, maySeeWorkFile } from './work-file-remit.ts'

export type FileForDocument = {
  readonly id: string
  readonly number: number
  readonly notation: string
  readonly year: number
  readonly title: string
  readonly keeperName: string | null
  readonly isOwn: boolean
}

type Found = FileForDocument & { readonly isInside: boolean; readonly rule: FilingRule }

export type FilesForDocument = {
  /** Those in which it lies, as far as the officer may see them. */
  readonly inside: readonly FileForDocument[]
  /** Open ones that he works on: first those whose rule asks for it, then his own, then the newest. */
  readonly open: readonly (FileForDocument & { readonly isAskedFor: boolean })[]
}

const most = { inside: 50, open: 100 }

const columns = sql`f.id, f.number, f.notation, f.year, f.title, o.full_name as "keeperName",
  jsonb_build_object('types', f.rule_types, 'author', f.rule_author, 'words', f.rule_words) as rule, f.opened_at`

/** Where a document lies and where it may be put; whether he may see the document is asked before. One statement. */
export const filesForDocument = async (
  reader: Reader,
  actor: OfficerActor,
  document: { readonly id: string } & Parameters<typeof fitsRule>[1],
  words: string,
): Promise<FilesForDocument> => {
  const answer = await sql<Found>`
    with inside as (select i.file_id from work_file_item i where i.document_id = ${document.id} and i.removed_at is null)
    select found.* from (
      (select ${columns}, f.keeper_id = ${actor.officerId} as "isOwn", true as "isInside"
        from work_file f join inside on inside.file_id = f.id left join officer o on o.id = f.keeper_id
        where ${maySeeWorkFile(actor)} order by f.opened_at desc, f.id desc limit ${most.inside})
      union all
      (select ${columns}, f.keeper_id = ${actor.officerId}, false
        from work_file f left join officer o on o.id = f.keeper_id
        where f.state = 'open' and ${mayKeepWorkFile(actor)} and not exists (select from inside where inside.file_id = f.id)
          and (${words} = '' or f.folded like '%' || replace(replace(public.fold(${words}), '%', ''), '_', '') || '%')
        order by f.keeper_id = ${actor.officerId} desc nulls last, f.opened_at desc, f.id desc limit ${most.open})
    ) found order by "isInside" desc, "isOwn" desc nulls last, opened_at desc, id desc`.execute(reader)
  const open = answer.rows
    .filter(({ isInside }) => !isInside)
    .map((file) => ({ ...file, isAskedFor: fitsRule(file.rule, document) }))
  return {
    inside: answer.rows.filter(({ isInside }) => isInside),
    open: [...open.filter(({ isAskedFor }) => isAskedFor), ...open.filter(({ isAskedFor }) => !isAskedFor)],
  }
}
