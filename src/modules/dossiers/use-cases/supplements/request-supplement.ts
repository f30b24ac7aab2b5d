import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { decideSupplementRequest } from '../../domain/decisions.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import type { MadeSlip } from '../../store/slips.ts'
import { countSupplementRequests, findOpenProposal } from '../../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from '../scene.ts'
import { askSupplement } from './ask-supplement.ts'

export const SupplementItemAsked = z.strictObject({
  paperCode: z.string().max(80).default(''),
  text: z.string().trim().max(1_000),
})

export const RequestSupplement = z.strictObject({
  dossierId: z.uuid(),
  items: z.array(SupplementItemAsked).max(40),
  reason: z.string().trim().max(4_000),
  contactPhone: z.string().trim().max(20).default(''),
})
export type RequestSupplement = z.infer<typeof RequestSupplement>

/**
 * Asks the applicant, once and in full, for what is missing; everything waits for the answer. What is asked again goes through the head of
 * the solving agency (`proposeSupplement`), unless it is the head who asks. @legal ND-61-2018 Điều 17, Điều 19
 */
export const requestSupplement = (
  deps: DossierDeps,
  actor: Actor,
  command: RequestSupplement,
): Promise<Result<MadeSlip, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<MadeSlip, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'receive', 'handle')
    if (!hand.ok) return hand
    const { tx, now, dossier, workingTime } = scene
    const earlierRequests = await countSupplementRequests(tx, dossier.id)
    const isHead = agencyIdsWithRole(actor, 'leader').includes(dossier.decidingAgencyId)
    const move = decideSupplementRequest(dossier, command, {
      earlierRequests,
      isProposed: (await findOpenProposal(tx, dossier.id)) !== null,
      isByHead: isHead,
      rules: workingTime.rulesOn(localDate(now)),
    })
    if (!move.ok) return move
    const { officerId, fullName } = hand.value.actor
    const asker = { officerId, fullName, title: hand.value.post.title }
    const asked = await askSupplement(scene, deps, {
      ...command,
      status: move.value,
      seq: earlierRequests + 1,
      agencyId: hand.value.item.agencyId,
      asker,
      approvedBy: isHead ? asker : null,
    })
    if (!asked.ok) return asked
    await recordDeed(scene, actor, hand.value.post, 'dossier.supplement-requested', asked.value.detail)
    return accept(asked.value.slip)
  })
