import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { addWorkingMinutes, legalDayMinutes } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { openWorkItem } from '#modules/processes/index.ts'
import { decideSupplementProposal } from '../../domain/decisions.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { criticalFrom } from '../../store/clock.ts'
import { addRoleParticipants } from '../../store/participants.ts'
import { countSupplementRequests, findOpenProposal, insertProposal } from '../../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed, type Scene, takeWork } from '../scene.ts'
import { RequestSupplement } from './request-supplement.ts'

export const ProposeSupplement = RequestSupplement.extend({
  /** Why it was not asked for the first time. */
  justification: z.string().trim().max(2_000),
})
export type ProposeSupplement = z.infer<typeof ProposeSupplement>

/** The head has a working day; the clock of the dossier runs on meanwhile. */
const openApproval = async ({ tx, now, dossier, workingTime }: Scene): Promise<void> => {
  const place = { agencyId: dossier.decidingAgencyId, role: 'leader' } as const
  await addRoleParticipants(tx, dossier.id, place, now)
  await openWorkItem(tx, {
    ...place,
    subjectKind: 'dossier',
    subjectId: dossier.id,
    procedureId: dossier.procedureId,
    definitionId: null,
    stepKey: 'approve-supplement',
    deed: 'approve-supplement',
    unitId: null,
    officerId: null,
    openedAt: now,
    dueAt: addWorkingMinutes(workingTime.calendar, now, legalDayMinutes),
    subjectDueAt: dossier.dueAt,
    criticalAt: criticalFrom(workingTime, workingTime.rulesOn(localDate(now)), dossier, dossier.dueAt),
    limitMinutes: legalDayMinutes,
  })
}

/**
 * What was not asked for the first time is asked of the head of the solving agency, with the reason why it comes only now.
 * @legal ND-61-2018 Điều 17
 */
export const proposeSupplement = (
  deps: DossierDeps,
  actor: Actor,
  command: ProposeSupplement,
): Promise<Result<{ readonly code: string }, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<{ readonly code: string }, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'receive', 'handle')
    if (!hand.ok) return hand
    const { tx, now, dossier, workingTime } = scene
    const earlierRequests = await countSupplementRequests(tx, dossier.id)
    const decided = decideSupplementProposal(dossier, command, {
      earlierRequests,
      isProposed: (await findOpenProposal(tx, dossier.id)) !== null,
      isByHead: false,
      rules: workingTime.rulesOn(localDate(now)),
    })
    if (!decided.ok) return decided
    const { item, post } = hand.value
    await insertProposal(tx, {
      ...command,
      id: newId(),
      agencyId: item.agencyId,
      contactName: hand.value.actor.fullName,
      proposedBy: hand.value.actor.officerId,
      proposedByTitle: post.title,
      at: now,
    })
    await openApproval(scene)
    await recordDeed(scene, actor, post, 'dossier.supplement-proposed', {
      seq: earlierRequests + 1,
      items: command.items.length,
    })
    return accept({ code: dossier.code })
  })
