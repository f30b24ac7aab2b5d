import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { writeLook } from '#platform/access-log/write-look.ts'
import type { Reader } from '#platform/database/connection.ts'
import { documentSubject } from '../domain/index.ts'

/** Writes down that an officer has looked at a document or a file of it, from the post that stands first. */
export const noteDocumentLook = (
  reader: Reader,
  actor: OfficerActor,
  documentId: string,
  what: 'document' | 'file',
  at: Temporal.Instant,
): Promise<void> =>
  writeLook(reader, {
    accountId: actor.accountId,
    officerName: actor.fullName,
    agencyId: actor.posts[0]?.agencyId ?? null,
    subjectKind: documentSubject,
    subjectId: documentId,
    what,
    at,
  })

export type DocumentLook = {
  readonly who: string
  readonly agency: string
  readonly firstAt: Temporal.Instant
  readonly lastAt: Temporal.Instant
  readonly times: number
}

const mostLookers = 100

/** Who has looked at a document, the first first. Ask only for a document that the officer may see. */
export const listDocumentLooks = async (reader: Reader, documentId: string): Promise<readonly DocumentLook[]> => {
  const answer = await sql<DocumentLook>`
    select l.officer_name as who, coalesce(a.name, '') as agency, min(l.at) as "firstAt", max(l.at) as "lastAt", count(*)::int as times
    from access_log l left join agency a on a.id = l.agency_id
    where l.subject_id = ${documentId} and l.subject_kind = 'official-document'
    group by l.account_id, l.officer_name, a.name order by min(l.at) limit ${mostLookers}`.execute(reader)
  return answer.rows
}
