import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { instantOf, localDate } from '#kernel/time.ts'
import { apologyDue, apologyOpens } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { type ApologyWindow, decideReappointment } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { insertReappointment } from '../store/reappointments.ts'
import { type MadeSlip, makeSlip } from '../store/slips.ts'
import { type DossierDeps, onDossier, recordDeed, type Scene, takeWork } from './scene.ts'
import { apologySlip } from './slip-data.ts'

export const ReappointDossier = z.strictObject({
  dossierId: z.uuid(),
  reason: z.string().trim().max(2_000),
  newDue: z.date(),
})
export type ReappointDossier = z.infer<typeof ReappointDossier>

/** A date further away is a slip of the finger, not an appointment. */
const longestReappointmentDays = 366

const windowOf = ({ now, dossier, workingTime }: Scene): ApologyWindow => {
  const rules = workingTime.rulesOn(localDate(now))
  const dueAt = dossier.dueAt ?? now
  return {
    allowed: rules.maxReappointments,
    opens: apologyOpens(workingTime.calendar, rules, dossier.acceptedAt ?? dossier.filedAt, dueAt),
    inTimeUntil: apologyDue(workingTime.calendar, rules, dueAt),
    latestNewDue: now.add({ hours: longestReappointmentDays * 24 }),
  }
}

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
    const ask = { reason: command.reason, newDue: instantOf(command.newDue), now }
    const decided = decideReappointment(dossier, ask, windowOf(scene))
    if (!decided.ok) return decided
    const { newDue: wanted, inTime } = decided.value
    const clock = await turnClock(tx, workingTime, dossier, { kind: 'reappointed', at: now, newDue: wanted })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    const before = dossier.dueAt ?? now
    const newDue = clock.value.state.dueAt ?? wanted
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
      inTime,
    })
    await updateDossier(tx, dossier, { due_at: newDue, reappointments: dossier.reappointments + 1, updated_at: now })
    await closeWorkItem(tx, hand.value.item.id, 'done', now, { ...hand.value.actor, post: hand.value.post })
    await recordDeed(scene, actor, hand.value.post, 'dossier.reappointed', {
      slip: slip.notation,
      dueBefore: before.toString(),
      dueAt: newDue.toString(),
      inTime,
    })
    return accept(slip)
  })
