import { accept, type Result, refuse } from '#kernel/result.ts'
import { cancelWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { giveUpOutcomeNumber } from '../store/outcome-numbers.ts'
import { dropOutcome, findOutcome } from '../store/outcomes.ts'
import { type MadeSlip, makeSlip } from '../store/slips.ts'
import { dropProposal } from '../store/supplements.ts'
import type { DossierDeps, Scene } from './scene.ts'
import { type Stop, stopSlip } from './slips/slip-data.ts'

export type Ending = Stop & {
  readonly status: 'withdrawn' | 'stopped'
  /** Who ends it at the desk; null when the applicant or the program does. */
  readonly officerId: string | null
  /** Kept with the work that is not done any more. */
  readonly note: string
}

/** What stands beside a number that was held for a result which is not given. */
const givenUpBy = { withdrawn: 'Hồ sơ đã rút', stopped: 'Hồ sơ dừng giải quyết' } as const

/**
 * A dossier ends without a decision: its clock stops, its work and its draft fall, and the applicant is told in writing.
 * @legal ND-118-2025 Điều 21; TT-03-2025 Mẫu số 05
 */
export const endUndecided = async (
  scene: Scene,
  deps: Pick<DossierDeps, 'sealing'>,
  ending: Ending,
): Promise<Result<MadeSlip, DossierRefusal>> => {
  const { tx, now, dossier } = scene
  if (dossier.acceptedAt !== null) {
    const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'stopped', at: now })
    if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
  }
  const slip = await makeSlip(tx, deps.sealing, {
    dossierId: dossier.id,
    form: '05',
    agencyId: dossier.receivingAgencyId,
    data: await stopSlip(scene, deps, ending),
    madeBy: ending.officerId,
    madeAt: now,
  })
  const at = ending.status === 'withdrawn' ? { withdrawn_at: now } : { stopped_at: now }
  await updateDossier(tx, dossier, { status: ending.status, ...at, due_at: null, accept_by: null, updated_at: now })
  await cancelWork(tx, dossier.id, now, ending.note)
  const outcome = await findOutcome(tx, deps.sealing, dossier.id)
  if (outcome !== null)
    await giveUpOutcomeNumber(tx, outcome.id, { at: now, by: ending.officerId, reason: givenUpBy[ending.status] })
  await dropOutcome(tx, dossier.id)
  await dropProposal(tx, dossier.id, now)
  return accept(slip)
}
