import type { Temporal } from '#kernel/time.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import type { Actor, HeldPost } from '#modules/identity/domain/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import { listAnswered } from '../../store/incoming.ts'
import { findDocumentForUpdate } from '../../store/official-documents.ts'
import { type DocumentWork, recordDocumentDeed } from '../scene.ts'
import { closeDocument } from './act-on-document.ts'

type Issued = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly workingTime: WorkingTime
  readonly actor: Actor
  readonly post: HeldPost | null
  /** The outgoing document that was issued. */
  readonly answerId: string
}

/**
 * An answer was issued: what it answers (links of kind `answers`) is settled and its work ended, in the same transaction. Tells which documents
 * these were.
 */
export const settleByAnswer = async (issued: Issued): Promise<readonly string[]> => {
  const { tx, now, workingTime, actor, post, answerId } = issued
  const answered = await listAnswered(tx, answerId)
  for (const id of answered) {
    const document = await findDocumentForUpdate(tx, id)
    if (document === null) continue
    const work = (await listOpenWork(tx, id)) as readonly unknown[] as readonly DocumentWork[]
    await closeDocument({ tx, now, document, work, workingTime })
    await recordDocumentDeed({ tx, now, document }, actor, post, {
      type: 'document.settled-by-answer',
      detail: { answerId },
    })
  }
  return answered
}
