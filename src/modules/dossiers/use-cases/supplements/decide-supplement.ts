import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { decideMove } from '../../domain/decisions.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import type { MadeSlip } from '../../store/slips.ts'
import { countSupplementRequests, findOpenProposal, type Proposal, saveVerdict } from '../../store/supplements.ts'
import { type DossierDeps, type Hand, onDossier, recordDeed, type Scene, takeWork } from '../scene.ts'
import { askSupplement } from './ask-supplement.ts'

export const DecideSupplement = z.strictObject({
  dossierId: z.uuid(),
  verdict: z.enum(['approved', 'declined']),
  /** Why not, when it is declined. */
  note: z.string().trim().max(2_000).default(''),
})
export type DecideSupplement = z.infer<typeof DecideSupplement>

export type DecidedSupplement = { readonly code: string; readonly slip: MadeSlip | null }

const seqOf = async (scene: Scene): Promise<number> => (await countSupplementRequests(scene.tx, scene.dossier.id)) + 1

const decline = async (scene: Scene, actor: Actor, hand: Hand): Promise<Result<DecidedSupplement, DossierRefusal>> => {
  await recordDeed(scene, actor, hand.post, 'dossier.supplement-declined', { seq: await seqOf(scene) })
  return accept({ code: scene.dossier.code, slip: null })
}

const approve = async (
  scene: Scene,
  deps: DossierDeps,
  actor: Actor,
  hand: Hand,
  proposal: Proposal,
): Promise<Result<DecidedSupplement, DossierRefusal>> => {
  const move = decideMove(scene.dossier, 'supplementing')
  if (!move.ok) return move
  const { proposedBy, proposedByTitle, contactName } = proposal
  const asked = await askSupplement(scene, deps, {
    ...proposal,
    status: move.value,
    seq: await seqOf(scene),
    asker: { officerId: proposedBy, fullName: contactName, title: proposedByTitle },
    approvedBy: { officerId: hand.actor.officerId, fullName: hand.actor.fullName, title: hand.post.title },
  })
  if (!asked.ok) return asked
  await recordDeed(scene, actor, hand.post, 'dossier.supplement-requested', asked.value.detail)
  return accept({ code: scene.dossier.code, slip: asked.value.slip })
}

/** The head of the solving agency lets a supplement be asked for again, and the slip goes out at once; or says why not. */
export const decideSupplement = (
  deps: DossierDeps,
  actor: Actor,
  command: DecideSupplement,
): Promise<Result<DecidedSupplement, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<DecidedSupplement, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'approve-supplement')
    if (!hand.ok) return hand
    const { tx, now, dossier } = scene
    const proposal = await findOpenProposal(tx, dossier.id)
    if (proposal === null) return refuse({ code: 'dossier.work-done-already' })
    const { verdict, note } = command
    if (verdict === 'declined' && note === '') return refuse({ code: 'dossier.reason-missing' })
    const { item, post } = hand.value
    await saveVerdict(tx, proposal.id, { verdict, note, by: hand.value.actor.officerId, at: now })
    const state = verdict === 'approved' ? 'done' : 'sent-back'
    await closeWorkItem(tx, item.id, state, now, { ...hand.value.actor, post }, note)
    return verdict === 'approved'
      ? approve(scene, deps, actor, hand.value, proposal)
      : decline(scene, actor, hand.value)
  })
