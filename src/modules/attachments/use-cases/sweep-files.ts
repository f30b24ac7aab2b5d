import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { SweptFileStore } from '#platform/files/file-store.ts'
import { dropUnnamed, listUnnamed, lockContent, lockSweep } from '../store/unnamed-files.ts'

export type SweepDeps = { readonly database: Database; readonly files: SweptFileStore }

export type Swept = { readonly files: number; readonly bytes: number }

const batch = 500

type Left = { readonly code: 'sweep.backup-runs' | 'sweep.named' | 'sweep.written-again' }

/** Takes one content away, row and bytes, in a short transaction of its own. */
const sweepOne = (deps: SweepDeps, sha256: string, since: Temporal.Instant): Promise<Result<null, Left>> =>
  inTransaction(deps.database, async (tx): Promise<Result<null, Left>> => {
    if (!(await lockSweep(tx))) return refuse({ code: 'sweep.backup-runs' })
    // The lock first, and the question in a statement after it: whoever names the content meanwhile is seen.
    const isUnnamed = (await lockContent(tx, sha256)) && (await dropUnnamed(tx, sha256))
    if (!isUnnamed) return refuse({ code: 'sweep.named' })
    return (await deps.files.remove(sha256, since)) ? accept(null) : refuse({ code: 'sweep.written-again' })
  })

/**
 * Removes content that no row names any more. Content of which another row speaks, or that was written again meanwhile, stays. Stops while
 * a backup copies files.
 */
export const sweepFiles = async (deps: SweepDeps, since: Temporal.Instant): Promise<Swept> => {
  await deps.files.dropUnfinished(since)
  const swept = { files: 0, bytes: 0 }
  let after = ''
  for (;;) {
    const found = await listUnnamed(deps.database, since, after, batch)
    for (const { sha256, sizeBytes } of found) {
      after = sha256
      const one = await sweepOne(deps, sha256, since)
      if (!one.ok && one.refusal.code === 'sweep.backup-runs') return swept
      if (!one.ok) continue
      swept.files += 1
      swept.bytes += Number(sizeBytes)
    }
    if (found.length < batch) return swept
  }
}
