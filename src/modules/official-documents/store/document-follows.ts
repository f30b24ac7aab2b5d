import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'

export const keepInSight = async (
  tx: Tx,
  officerId: string,
  documentId: string,
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .insertInto('document_follow')
    .values({ officer_id: officerId, document_id: documentId, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const dropFromSight = async (tx: Tx, officerId: string, documentId: string): Promise<void> => {
  await tx
    .deleteFrom('document_follow')
    .where('officer_id', '=', officerId)
    .where('document_id', '=', documentId)
    .execute()
}
