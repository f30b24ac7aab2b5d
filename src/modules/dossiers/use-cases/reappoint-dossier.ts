import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { instantOf, localDate } from '#kernel/time.ts'
import { apologyDue, apologyOpens } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { Confirmation, type HeldKey, withKey } from '#modules/signatures/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { type ApologyWindow, decideReappointment } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { refusalOfSignature } from '../domain/signature-refusal.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { insertReappointment } from '../store/reappointments.ts'
import { findTrackingKey } from '../store/slip-facts.ts'
import { keepSlip, type MadeSlip, numberSlip } from '../store/slips.ts'
import { type Hand, onDossier, recordDeed, type Scene, takeWork } from './scene.ts'
import type { SigningDeps } from './sign-outcome.ts'
import { keepSignedSlip, signSlip } from './slips/sign-slip.ts'
import { apologySlip, type SlipData } from './slips/slip-data.ts'

export const ReappointDossier = z.strictObject({
  dossierId: z.uuid(),
  reason: z.string().trim().max(2_000),
  newDue: z.date(),
  confirmation: Confirmation.optional(),
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

/** Numbers the slip; who has a key signs it, and who has none signs on paper. */
const giveSlip = async (
  scene: Scene,
  deps: SigningDeps,
  hand: Hand,
  held: HeldKey | null,
  data: SlipData<'slip-04'>,
): Promise<Result<MadeSlip, DossierRefusal>> => {
  const { tx, now, dossier } = scene
  const madeBy = hand.actor.officerId
  const slip = { dossierId: dossier.id, form: '04', agencyId: hand.item.agencyId, data, madeBy, madeAt: now } as const
  const numbered = await numberSlip(tx, slip)
  const { id, notation } = numbered
  if (held === null) {
    await keepSlip(tx, deps.sealing, slip, numbered)
    return accept({ id, notation })
  }
  const trackingKey = await findTrackingKey(tx, dossier.id)
  const toSet = { form: slip.form, notation, madeAt: now, code: dossier.code, trackingKey }
  const signed = await signSlip(tx, deps, held, { ...toSet, data: { ...data, number: notation } })
  if (!signed.ok) return signed
  await keepSlip(tx, deps.sealing, slip, numbered, await keepSignedSlip(tx, dossier.id, toSet, signed.value, now))
  return accept({ id, notation })
}

const reappointUnder = async (
  scene: Scene,
  deps: SigningDeps,
  actor: Actor,
  command: ReappointDossier,
  held: HeldKey | null,
): Promise<Result<MadeSlip, DossierRefusal>> => {
  const hand = takeWork(scene, actor, 'apologise')
  if (!hand.ok) return hand
  const { tx, now, dossier, workingTime } = scene
  const { reason } = command
  const decided = decideReappointment(dossier, { reason, newDue: instantOf(command.newDue), now }, windowOf(scene))
  if (!decided.ok) return decided
  const { newDue: wanted, inTime } = decided.value
  const clock = await turnClock(tx, workingTime, dossier, { kind: 'reappointed', at: now, newDue: wanted })
  if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
  const before = dossier.dueAt ?? now
  const newDue = clock.value.state.dueAt ?? wanted
  const data = await apologySlip(scene, deps, hand.value, { reason, dueAt: before, newDue })
  const slip = await giveSlip(scene, deps, hand.value, held, data)
  if (!slip.ok) return slip
  const { notation, id: slipId } = slip.value
  const signedBy = hand.value.actor.officerId
  const seq = dossier.reappointments + 1
  const dues = { dueBefore: before, dueAfter: newDue }
  await insertReappointment(tx, { dossierId: dossier.id, seq, reason, ...dues, signedBy, at: now, slipId, inTime })
  await updateDossier(tx, dossier, { due_at: newDue, reappointments: seq, updated_at: now })
  await closeWorkItem(tx, hand.value.item.id, 'done', now, { ...hand.value.actor, post: hand.value.post })
  const told = { slip: notation, dueBefore: before.toString(), dueAt: newDue.toString(), inTime }
  await recordDeed(scene, actor, hand.value.post, 'dossier.reappointed', told)
  return slip
}

/**
 * The head of the agency apologises for what will be late, with the reason and a new date, once, and signs the slip. The key is taken in
 * hand before the dossier is locked.
 * @legal ND-61-2018 Điều 19 khoản 9; TT-03-2025 Mẫu số 04
 */
export const reappointDossier = async (
  deps: SigningDeps,
  actor: Actor,
  command: ReappointDossier,
): Promise<Result<MadeSlip, DossierRefusal>> => {
  const give = (held: HeldKey | null) =>
    onDossier(deps, command.dossierId, (scene) => reappointUnder(scene, deps, actor, command, held))
  if (actor.kind !== 'officer') return give(null)
  const signed = await withKey(deps, { kind: 'officer', id: actor.officerId }, command.confirmation ?? {}, give)
  if (signed.ok) return signed
  return signed.refusal.code === 'signature.key-missing' ? give(null) : refuse(refusalOfSignature(signed.refusal))
}
