import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { cancelWork, closeWorkItem } from '#modules/processes/index.ts'
import { decideRefusal } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { updateDossier } from '../store/dossiers.ts'
import { type MadeSlip, makeSlip } from '../store/slips.ts'
import { dropProposal } from '../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'
import { refusalSlip } from './slips/slip-data.ts'

export const RefuseDossier = z.strictObject({ dossierId: z.uuid(), reason: z.string().trim().max(4_000) })
export type RefuseDossier = z.infer<typeof RefuseDossier>

/** The desk does not take a dossier in, and says why in writing. @legal TT-03-2025 Mẫu số 03 */
export const refuseDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: RefuseDossier,
): Promise<Result<MadeSlip, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<MadeSlip, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'receive')
    if (!hand.ok) return hand
    const { tx, now, dossier } = scene
    const move = decideRefusal(dossier, command.reason)
    if (!move.ok) return move
    const slip = await makeSlip(tx, deps.sealing, {
      dossierId: dossier.id,
      form: '03',
      agencyId: hand.value.item.agencyId,
      data: await refusalSlip(scene, deps, hand.value, command.reason),
      madeBy: hand.value.actor.officerId,
      madeAt: now,
    })
    await updateDossier(tx, dossier, { status: move.value, refused_at: now, accept_by: null, updated_at: now })
    await closeWorkItem(tx, hand.value.item.id, 'done', now, { ...hand.value.actor, post: hand.value.post })
    await cancelWork(tx, dossier.id, now, '')
    await dropProposal(tx, dossier.id, now)
    await recordDeed(scene, actor, hand.value.post, 'dossier.refused', { slip: slip.notation })
    return accept(slip)
  })
