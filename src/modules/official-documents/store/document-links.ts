import type { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import type { Tx } from '#platform/database/connection.ts'
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
