import { accept } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import { dropFilesOfUnfiled, dropPreparations } from '../store/preparations.ts'

/**
 * Lets go of what was never handed in: preparations of the counter and of other systems that nobody touched since a moment, and the files of
 * drafts that were dropped. Answers how many files.
 */
export const dropUnfiled = async (database: Database, since: Temporal.Instant): Promise<number> => {
  const dropped = await inTransaction(database, async (tx) => {
    await dropPreparations(tx, since)
    return accept(await dropFilesOfUnfiled(tx, since))
  })
  return dropped.ok ? dropped.value : 0
}
