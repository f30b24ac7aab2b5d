import { accept, refuse } from '#kernel/result.ts'
import { system } from '#modules/identity/domain/index.ts'
import { cancelWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideMove } from '../domain/decisions.ts'
import { listUnansweredRequests } from '../queries/late-dossiers.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { findOpenSupplement } from '../store/supplements.ts'
import { type DossierDeps, onDossier, recordDeed } from './scene.ts'

const perRun = 500

/**
 * A request for a supplement that nobody answered in time ends the dossier: it is stopped, with the request as its reason.
 * @legal ND-297-2025 Điều 6: fifteen working days, for one group of procedures; the number is a setting of the calendar
 */
export const closeUnanswered = async (
  deps: Pick<DossierDeps, 'database' | 'clock' | 'workingTime'>,
): Promise<number> => {
  const ids = await listUnansweredRequests(deps.database, deps.clock.now(), perRun)
  let closed = 0
  for (const id of ids) {
    const done = await onDossier(deps, id, async (scene) => {
      const { tx, now, dossier } = scene
      const open = await findOpenSupplement(tx, dossier.id)
      const move = decideMove(dossier, 'stopped')
      // Answered or closed since the list was made.
      if (open === null || !move.ok) return refuse({ code: 'dossier.work-done-already' })
      if (dossier.acceptedAt !== null) {
        const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'stopped', at: now })
        if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
      }
      await updateDossier(tx, dossier, { status: move.value, stopped_at: now, due_at: null, updated_at: now })
      await cancelWork(tx, dossier.id, now, '')
      await recordDeed(scene, system, null, 'dossier.stopped', { reason: 'supplement-unanswered', seq: open.seq })
      return accept(null)
    })
    if (done.ok) closed += 1
  }
  return closed
}
