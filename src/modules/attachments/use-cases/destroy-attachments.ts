import type { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { destroyUnnamed, markDestroyed } from '../store/destroyed-files.ts'

export type DestroyedContent = { readonly sha256: string; readonly sizeBytes: number }

/** Content written so shortly before belongs to somebody who is just naming it. */
const graceHours = 1

/**
 * Destroys files by a decision of their owner: the rows stay and say so, the bytes go unless another file that is not destroyed names the same
 * content. Answers what is gone. Bytes that are gone already are no fault, so that a deed that was cut off can be done again; throws when
 * the same content was written again this very hour.
 */
export const destroyAttachments = async (
  tx: Tx,
  files: Pick<SweptFileStore, 'remove'>,
  ids: readonly string[],
  at: Temporal.Instant,
): Promise<readonly DestroyedContent[]> => {
  if (ids.length === 0) return []
  const named = await markDestroyed(tx, ids, at)
  const gone = await destroyUnnamed(tx, named, at)
  for (const { sha256 } of gone) {
    const isGone = await files.remove(sha256, at.subtract({ hours: graceHours }))
    if (!isGone) throw new Error(`the content ${sha256} was written again while it was destroyed`)
  }
  return gone
}
