import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { decideMove } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { updateDossier } from '../store/dossiers.ts'
import { findHandler } from '../store/handlers.ts'
import { advance } from './advance.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'

export const AssignDossier = z.strictObject({
  dossierId: z.uuid(),
  officerId: z.uuid(),
  note: z.string().trim().max(1_000).default(''),
})
export type AssignDossier = z.infer<typeof AssignDossier>

/** The head of the unit gives a dossier to one of its officers; from here on it is being processed. */
export const assignDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: AssignDossier,
): Promise<Result<{ readonly code: string }, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<{ readonly code: string }, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'assign')
    if (!hand.ok) return hand
    const { tx, now, dossier } = scene
    const handler = await findHandler(tx, command.officerId, hand.value.item)
    if (handler === null) return refuse({ code: 'dossier.assignee-missing' })
    const move = decideMove(dossier, 'processing')
    if (!move.ok) return move
    await updateDossier(tx, dossier, { status: move.value, updated_at: now })
    await advance(scene, deps, hand.value, { note: command.note, officerId: handler.officerId })
    await recordDeed(scene, actor, hand.value.post, 'dossier.assigned', { officerId: handler.officerId })
    return accept({ code: dossier.code })
  })
