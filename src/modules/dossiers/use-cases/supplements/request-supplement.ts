import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { supplementAnswerDue } from '#modules/calendar/domain/index.ts'
import { type Actor, agencyIdsWithRole } from '#modules/identity/domain/index.ts'
import { pauseWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../../domain/clock-refusal.ts'
import { decideSupplementRequest } from '../../domain/decisions.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { turnClock } from '../../store/clock.ts'
import { updateDossier } from '../../store/dossiers.ts'
import { type MadeSlip, makeSlip } from '../../store/slips.ts'
import { countSupplementRequests, insertSupplementRequest } from '../../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed, type Scene, takeWork } from '../scene.ts'
import { supplementSlip } from '../slip-data.ts'

const Item = z.strictObject({ paperCode: z.string().max(80).default(''), text: z.string().trim().max(1_000) })

export const RequestSupplement = z.strictObject({
  dossierId: z.uuid(),
  items: z.array(Item).max(40),
  reason: z.string().trim().max(4_000),
  contactPhone: z.string().trim().max(20).default(''),
})
export type RequestSupplement = z.infer<typeof RequestSupplement>

const isHead = (actor: Actor, agencyId: string): boolean =>
  agencyIdsWithRole(actor, 'unit-head', 'leader').includes(agencyId)

/** Before acceptance no clock runs; afterwards it stops until the answer. */
const stopClock = async (scene: Scene): Promise<Result<null, DossierRefusal>> => {
  if (scene.dossier.acceptedAt === null) return accept(null)
  const turned = await turnClock(scene.tx, scene.workingTime, scene.dossier, {
    kind: 'supplement-requested',
    at: scene.now,
  })
  return turned.ok ? accept(null) : refuse(refusalOfClock(turned.refusal, scene.dossier))
}

/** Asks the applicant, once and in full, for what is missing; everything waits for the answer. @legal ND-61-2018 Điều 17, Điều 19 */
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
    const byHead = isHead(actor, hand.value.item.agencyId)
    const move = decideSupplementRequest(dossier, { ...command, earlierRequests, byHead })
    if (!move.ok) return move
    const clock = await stopClock(scene)
    if (!clock.ok) return clock
    const answerBy = supplementAnswerDue(workingTime.calendar, workingTime.rulesOn(localDate(now)), now)
    const items = command.items.map((item) => item.text)
    const slip = await makeSlip(tx, deps.sealing, {
      dossierId: dossier.id,
      form: '02',
      agencyId: hand.value.item.agencyId,
      data: await supplementSlip(scene, deps, hand.value, {
        items,
        reason: command.reason,
        answerBy,
        contactPhone: command.contactPhone,
      }),
      madeBy: hand.value.actor.officerId,
      madeAt: now,
    })
    await insertSupplementRequest(tx, {
      dossier,
      seq: earlierRequests + 1,
      items: command.items,
      reason: command.reason,
      contactName: hand.value.actor.fullName,
      contactPhone: command.contactPhone,
      requestedBy: hand.value.actor.officerId,
      approvedBy: byHead ? hand.value.actor.officerId : null,
      at: now,
      answerBy,
    })
    await updateDossier(tx, dossier, { status: move.value, due_at: null, accept_by: null, updated_at: now })
    await pauseWork(tx, dossier.id, now)
    await recordDeed(scene, actor, hand.value.post, 'dossier.supplement-requested', {
      slip: slip.notation,
      seq: earlierRequests + 1,
      items: items.length,
      answerBy: answerBy.toString(),
    })
    return accept(slip)
  })
