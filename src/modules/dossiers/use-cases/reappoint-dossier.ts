import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { instantOf, localDate } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideReappointment } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { insertReappointment } from '../store/reappointments.ts'
import { type MadeSlip, makeSlip } from '../store/slips.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'
import { apologySlip } from './slip-data.ts'

export const ReappointDossier = z.strictObject({
  dossierId: z.uuid(),
  reason: z.string().trim().max(2_000),
  newDue: z.date(),
})
export type ReappointDossier = z.infer<typeof ReappointDossier>

/** A date further away is a slip of the finger, not an appointment. */
const longestReappointmentDays = 366

/**
 * The head of the agency apologises for what will be late, with the reason and a new date, once.
 * @legal ND-61-2018 Điều 19 khoản 9; TT-03-2025 Mẫu số 04
 */
export const reappointDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: ReappointDossier,
): Promise<Result<MadeSlip, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<MadeSlip, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'apologise')
    if (!hand.ok) return hand
    const { tx, now, dossier, workingTime } = scene
    const allowed = workingTime.rulesOn(localDate(now)).maxReappointments
    const decided = decideReappointment(
      dossier,
      command.reason,
      instantOf(command.newDue),
      allowed,
      now.add({ hours: longestReappointmentDays * 24 }),
    )
    if (!decided.ok) return decided
    const clock = await turnClock(tx, workingTime, dossier, { kind: 'reappointed', at: now, newDue: decided.value })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    const before = dossier.dueAt ?? now
    const newDue = clock.value.state.dueAt ?? decided.value
    const slip = await makeSlip(tx, deps.sealing, {
      dossierId: dossier.id,
      form: '04',
      agencyId: hand.value.item.agencyId,
      data: await apologySlip(scene, deps, hand.value, { reason: command.reason, dueAt: before, newDue }),
      madeBy: hand.value.actor.officerId,
      madeAt: now,
    })
    await insertReappointment(tx, {
      dossierId: dossier.id,
      seq: dossier.reappointments + 1,
      reason: command.reason,
      dueBefore: before,
      dueAfter: newDue,
      signedBy: hand.value.actor.officerId,
      at: now,
      slipId: slip.id,
    })
    await updateDossier(tx, dossier, { due_at: newDue, reappointments: dossier.reappointments + 1, updated_at: now })
    await closeWorkItem(tx, hand.value.item.id, 'done', now, { ...hand.value.actor, post: hand.value.post })
    await recordDeed(scene, actor, hand.value.post, 'dossier.reappointed', {
      slip: slip.notation,
      dueBefore: before.toString(),
      dueAt: newDue.toString(),
    })
    return accept(slip)
  })
