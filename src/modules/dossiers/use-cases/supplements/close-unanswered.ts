import { accept, refuse } from '#kernel/result.ts'
import { system } from '#modules/identity/domain/index.ts'
import { decideMove } from '../../domain/decisions.ts'
import { listUnansweredRequests } from '../../queries/late-dossiers.ts'
import { findOpenSupplement } from '../../store/supplements.ts'
import { endUndecided } from '../end-undecided.ts'
import { type DossierDeps, onDossier, recordDeed } from '../scene.ts'

const perRun = 500

const unanswered = 'Quá thời hạn bổ sung, hoàn thiện hồ sơ mà chưa nhận được giấy tờ bổ sung.'

/**
 * A request for a supplement that nobody answered in time ends the dossier: it is stopped, with the request as its reason, on form 05.
 * @legal ND-297-2025 Điều 6: fifteen working days, for one group of procedures; the number is a setting of the calendar
 */
export const closeUnanswered = async (
  deps: Pick<DossierDeps, 'database' | 'clock' | 'workingTime' | 'sealing'>,
): Promise<number> => {
  const ids = await listUnansweredRequests(deps.database, deps.clock.now(), perRun)
  let closed = 0
  for (const id of ids) {
    const done = await onDossier(deps, id, async (scene) => {
      const { tx, dossier } = scene
      const open = await findOpenSupplement(tx, dossier.id)
      const move = decideMove(dossier, 'stopped')
      // Answered or closed since the list was made.
      if (open === null || !move.ok) return refuse({ code: 'dossier.work-done-already' })
      const slip = await endUndecided(scene, deps, {
        status: 'stopped',
        reason: unanswered,
        isAsked: false,
        signer: null,
        officerId: null,
        note: '',
      })
      if (!slip.ok) return slip
      await recordDeed(scene, system, null, 'dossier.stopped', {
        reason: 'supplement-unanswered',
        seq: open.seq,
        slip: slip.value.notation,
      })
      return accept(null)
    })
    if (done.ok) closed += 1
  }
  return closed
}
