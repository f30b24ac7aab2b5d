import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideMove } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { addParticipant } from '../store/participants.ts'
import { type MadeSlip, makeSlip } from '../store/slips.ts'
import { findUnitId } from '../store/units.ts'
import { courseOf, nextStep } from './advance.ts'
import { openStep } from './open-step.ts'
import { type DossierDeps, type Hand, onDossier, recordDeed, type Scene, takeWork } from './scene.ts'
import { receiptSlip } from './slips/slip-data.ts'

export const AcceptDossier = z.strictObject({ dossierId: z.uuid(), note: z.string().trim().max(1_000).default('') })
export type AcceptDossier = z.infer<typeof AcceptDossier>

export type AcceptedDossier = { readonly code: string; readonly slip: MadeSlip }

/**
 * The desk takes a dossier in: the clock starts, the receipt with the appointed day is made, and the dossier goes to whoever decides.
 * @legal ND-61-2018 Điều 17, Điều 18
 */
export const acceptDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: AcceptDossier,
): Promise<Result<AcceptedDossier, DossierRefusal>> =>
  onDossier(deps, command.dossierId, (scene) => acceptIn(scene, deps, actor, command))

/** The same on a scene already set: at the counter a dossier is filed and accepted in one act. */
export const acceptIn = async (
  scene: Scene,
  deps: DossierDeps,
  actor: Actor,
  command: AcceptDossier,
): Promise<Result<AcceptedDossier, DossierRefusal>> => {
  const hand = takeWork(scene, actor, 'receive')
  if (!hand.ok) return hand
  const { tx, now, dossier } = scene
  const move = decideMove(dossier, 'accepted')
  if (!move.ok) return move
  const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'started', at: now })
  if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
  const { dueAt } = clock.value.state
  const slip = await makeSlip(tx, deps.sealing, {
    dossierId: dossier.id,
    form: '01',
    agencyId: dossier.receivingAgencyId,
    data: await receiptSlip(scene, deps, hand.value, dueAt),
    madeBy: hand.value.actor.officerId,
    madeAt: now,
  })
  await updateDossier(tx, dossier, {
    status: move.value,
    accepted_at: now,
    clock_started_at: now,
    due_at: dueAt,
    updated_at: now,
  })
  await passOn(scene, deps, hand.value, command.note, { dueAt, rules: clock.value.rules })
  await recordDeed(scene, actor, hand.value.post, 'dossier.accepted', {
    slip: slip.notation,
    dueAt: dueAt?.toString() ?? null,
  })
  return accept({ code: dossier.code, slip })
}

/** The receipt is done; the next step opens where the dossier is decided, and that agency takes part from now on. */
const passOn = async (
  scene: Scene,
  deps: DossierDeps,
  hand: Hand,
  note: string,
  clock: { readonly dueAt: Scene['dossier']['dueAt']; readonly rules: Parameters<typeof openStep>[1]['rules'] },
): Promise<void> => {
  const { tx, now, dossier } = scene
  await closeWorkItem(tx, hand.item.id, 'done', now, { ...hand.actor, post: hand.post }, note)
  const course = await courseOf(scene, deps)
  await addParticipant(tx, {
    subjectId: dossier.id,
    agencyId: dossier.decidingAgencyId,
    unitId: course?.unitKey == null ? null : await findUnitId(tx, dossier.decidingAgencyId, course.unitKey),
    capacity: 'deciding',
    from: now,
  })
  if (course === null) return
  const next = nextStep(course, hand.item.stepKey)
  if (next === null) return
  await openStep(scene, {
    step: next,
    professionalUnitKey: course.unitKey,
    subjectDueAt: clock.dueAt,
    rules: clock.rules,
  })
}
