import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { FilingDraft, filingSteps } from '../domain/filing-draft.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { writeDraft } from '../store/drafts.ts'
import type { DossierDeps } from './scene.ts'

export const SaveDraft = z.strictObject({
  filingId: z.uuid(),
  /** The version that was changed; 0 for a new draft. */
  version: z.number().int().min(0),
  /** The page that was typed in: its own earlier save is never taken for another device's, though its answer was lost on the way. */
  page: z.uuid().nullable().default(null),
  step: z.enum(filingSteps),
  draft: FilingDraft,
})
export type SaveDraft = z.infer<typeof SaveDraft>

/**
 * Keeps a filing as far as it got, for this account on any device. A draft changed elsewhere in between is not overwritten.
 */
export const saveDraft = (
  deps: Pick<DossierDeps, 'database' | 'clock' | 'sealing'>,
  actor: Actor,
  command: SaveDraft,
): Promise<Result<{ readonly version: number }, DossierRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<{ readonly version: number }, DossierRefusal>> => {
    if (actor.kind !== 'citizen') return refuse({ code: 'dossier.not-permitted' })
    // What could not be read back is not kept: a draft must always open again.
    const draft = FilingDraft.safeParse(command.draft)
    if (!draft.success) return refuse({ code: 'dossier.draft-too-large' })
    const version = await writeDraft(tx, deps.sealing, {
      ...command,
      draft: draft.data,
      accountId: actor.accountId,
      at: deps.clock.now(),
    })
    return version === null ? refuse({ code: 'dossier.draft-changed-elsewhere' }) : accept({ version })
  })
