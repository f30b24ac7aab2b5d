import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import { fold } from '#kernel/vietnamese-text.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import type { KeptCopyLine } from '../domain/books/register-forms.ts'
import type { BookQuestion } from './book-lines.ts'
import { registryAgencies } from './document-remit.ts'

/** The file of work in which the document of the row `d` lies, the first one of several. */
const fileNotation = sql`coalesce((select f.notation from work_file_item i join work_file f on f.id = i.file_id
  where i.document_id = d.id and i.removed_at is null order by i.added_at, i.id limit 1), '')`

const columns = sql`u.id, d.id as "documentId", coalesce(d.register_year, 0)::int as year, coalesce(d.register_number, 0) as number, d.code_notation as notation,
  d.document_date as "documentDate", d.type_code as "typeCode", d.subject, d.secrecy::int, ${fileNotation} as "fileNotation",
  u.user_name as "userName", u.user_unit as "userUnit", u.lent_on as "lentOn", u.due_on as "dueOn", u.returned_on as "returnedOn",
  u.permitted_name as "permittedName", u.permitted_title as "permittedTitle", u.note`

/** Lines of the book of use of kept copies of an outgoing book, in the order in which they were given out. */
export const listKeptCopyLines = async (
  reader: Reader,
  actor: OfficerActor,
  asked: BookQuestion,
): Promise<readonly KeptCopyLine[]> => {
  const { after } = asked
  const answer = await sql<KeptCopyLine>`
    select ${columns}
    from kept_copy_use u join official_document d on d.id = u.document_id
    where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and d.register_id = ${asked.registerId}
      and u.lent_on between ${asked.from}::date and ${asked.until}::date
      and (${asked.typeCode} = '' or d.type_code = ${asked.typeCode})
      and (${after === null} or (u.lent_at, u.id) > (select last.lent_at, last.id from kept_copy_use last where last.id = ${after?.id ?? null}))
    order by u.lent_at, u.id limit ${asked.limit}`.execute(reader)
  return answer.rows
}

export type KeptCopyQuestion = {
  /** Of a user, a number, a notation or a subject; empty: only what is not back yet. */
  readonly words: string
  readonly after: string | null
  readonly limit: number
}

const pattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Uses of kept copies of the officer's registries, the newest first; one more than `limit` tells that there are further ones. */
export const listKeptCopies = async (
  reader: Reader,
  actor: OfficerActor,
  { words, after, limit }: KeptCopyQuestion,
): Promise<readonly (KeptCopyLine & { readonly lentAt: Temporal.Instant })[]> => {
  const wanted = fold(words)
    .split(/\s+/)
    .filter((word) => word !== '')
  const answer = await sql<KeptCopyLine & { readonly lentAt: Temporal.Instant }>`
    select ${columns}, u.lent_at as "lentAt"
    from kept_copy_use u join official_document d on d.id = u.document_id
    where d.agency_id = any(${registryAgencies(actor)}::uuid[]) and (${wanted.length > 0} or u.returned_at is null)
      and public.fold(concat_ws(' ', u.user_name, u.user_unit, d.code_number || '/' || d.code_notation, d.subject)) like all(${wanted.map(pattern)}::text[])
      and (${after === null} or (u.lent_at, u.id) < (select last.lent_at, last.id from kept_copy_use last where last.id = ${after}))
    order by u.lent_at desc, u.id desc limit ${limit + 1}`.execute(reader)
  return answer.rows
}
