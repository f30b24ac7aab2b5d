import { sql } from 'kysely'
import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Reader, Tx } from '#platform/database/connection.ts'
import type { LinkEnds } from '../domain/document-change.ts'
import { maySeeDocument } from '../queries/document-remit.ts'

export type DocumentLinkKind = 'answers' | 'replaces' | 'corrects' | 'recalls' | 'concerns'

/** Ties a document to others. False when one of them is not there for this officer; nothing is tied then. */
export const saveLinks = async (
  tx: Tx,
  actor: OfficerActor,
  fromId: string,
  links: readonly { readonly kind: DocumentLinkKind; readonly toId: string }[],
  at: Temporal.Instant,
): Promise<boolean> => {
  if (links.length === 0) return true
  const wanted = [...new Set(links.map((link) => link.toId))]
  const seen = await tx
    .selectFrom('official_document as d')
    .select('d.id')
    .where('d.id', 'in', wanted)
    .where('d.id', '<>', fromId)
    .where(maySeeDocument(actor, at))
    .execute()
  if (seen.length < wanted.length) return false
  await tx
    .insertInto('document_link')
    .values(links.map(({ kind, toId }) => ({ from_id: fromId, to_id: toId, kind, created_at: at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return true
}

/** What a document changes about others of its agency: what it replaces, corrects and takes back. */
export const listChanged = async (reader: Reader, fromId: string): Promise<readonly LinkEnds[]> => {
  const answer = await sql<LinkEnds>`
    select l.to_id as "toId", l.kind, own.type_code as "ownType", d.type_code as "toType", d.state as "toState",
      d.direction = 'outgoing' and d.agency_id = own.agency_id as "isOurs"
    from document_link l join official_document own on own.id = l.from_id join official_document d on d.id = l.to_id
    where l.from_id = ${fromId} and l.kind in ('replaces', 'corrects', 'recalls') order by l.to_id`.execute(reader)
  return answer.rows
}

/** Ties the same two documents together wherever both were received, so that a receiver sees what happened to the one it has. */
export const linkReceived = async (tx: Tx, fromId: string, at: Temporal.Instant): Promise<void> => {
  await sql`
    insert into document_link (from_id, to_id, kind, created_at)
    select newer.received_document_id, older.received_document_id, l.kind, ${at}
    from document_link l join document_recipient newer on newer.document_id = l.from_id
    join document_recipient older on older.document_id = l.to_id and older.agency_id = newer.agency_id
    where l.from_id = ${fromId} and l.kind in ('replaces', 'corrects', 'recalls')
      and newer.received_document_id is not null and older.received_document_id is not null
    on conflict do nothing`.execute(tx)
}
