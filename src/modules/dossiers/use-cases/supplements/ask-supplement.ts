import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { supplementAnswerDue } from '#modules/calendar/domain/index.ts'
import { pauseWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../../domain/clock-refusal.ts'
import type { DossierRefusal } from '../../domain/refusals.ts'
import { turnClock } from '../../store/clock.ts'
import { updateDossier } from '../../store/dossiers.ts'
import { type MadeSlip, makeSlip } from '../../store/slips.ts'
import { insertSupplementRequest } from '../../store/supplements.ts'
import type { DossierDeps, Scene } from '../scene.ts'
import { type SupplementAsked, supplementSlip } from '../slips/slip-data.ts'

export type AskedSupplement = { readonly slip: MadeSlip; readonly detail: Record<string, unknown> }

/** Before acceptance no clock runs; afterwards it stops until the answer. */
const stopClock = async (scene: Scene): Promise<Result<null, DossierRefusal>> => {
  if (scene.dossier.acceptedAt === null) return accept(null)
  const turned = await turnClock(scene.tx, scene.workingTime, scene.dossier, {
    kind: 'supplement-requested',
    at: scene.now,
  })
  return turned.ok ? accept(null) : refuse(refusalOfClock(turned.refusal, scene.dossier))
}

/** Sends the slip to the applicant: the clock stops, and all work waits for the answer. */
export const askSupplement = async (
  scene: Scene,
  deps: DossierDeps,
  asked: SupplementAsked,
): Promise<Result<AskedSupplement, DossierRefusal>> => {
  const { tx, now, dossier, workingTime } = scene
  const { items, reason, contactPhone, asker, approvedBy } = asked
  const clock = await stopClock(scene)
  if (!clock.ok) return clock
  const answerBy = supplementAnswerDue(workingTime.calendar, workingTime.rulesOn(localDate(now)), now)
  const slip = await makeSlip(tx, deps.sealing, {
    dossierId: dossier.id,
    form: '02',
    agencyId: asked.agencyId,
    data: await supplementSlip(scene, deps, { ...asked, answerBy }),
    madeBy: asker.officerId,
    madeAt: now,
  })
  await insertSupplementRequest(tx, {
    dossier,
    seq: asked.seq,
    items,
    reason,
    contactName: asker.fullName,
    contactPhone,
    requestedBy: asker.officerId,
    approvedBy: approvedBy?.officerId ?? null,
    at: now,
    answerBy,
  })
  await updateDossier(tx, dossier, { status: asked.status, due_at: null, accept_by: null, updated_at: now })
  await pauseWork(tx, dossier.id, now)
  const detail = { slip: slip.notation, seq: asked.seq, items: items.length, answerBy: answerBy.toString() }
  return accept({ slip, detail })
}
