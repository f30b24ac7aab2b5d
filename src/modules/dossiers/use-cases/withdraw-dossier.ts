import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { cancelWork } from '#modules/processes/index.ts'
import { refusalOfClock } from '../domain/clock-refusal.ts'
import { decideWithdrawal } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { turnClock } from '../store/clock.ts'
import { updateDossier } from '../store/dossiers.ts'
import { findOutcome, setOutcomeState } from '../store/outcomes.ts'
import { type DossierDeps, onDossier, recordDeed } from './scene.ts'

export const WithdrawDossier = z.strictObject({ dossierId: z.uuid(), reason: z.string().trim().max(2_000).default('') })
export type WithdrawDossier = z.infer<typeof WithdrawDossier>

/** The applicant takes the dossier back while nothing is decided. @legal ND-118-2025 Điều 21 */
export const withdrawDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: WithdrawDossier,
): Promise<Result<{ readonly code: string }, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<{ readonly code: string }, DossierRefusal>> => {
    const { tx, now, dossier } = scene
    if (actor.kind !== 'citizen' || actor.accountId !== dossier.accountId) return refuse({ code: 'dossier.not-found' })
    const outcome = await findOutcome(tx, deps.sealing, dossier.id)
    const move = decideWithdrawal(dossier, outcome?.state === 'signed')
    if (!move.ok) return move
    if (dossier.acceptedAt !== null) {
      const clock = await turnClock(tx, scene.workingTime, dossier, { kind: 'stopped', at: now })
      if (!clock.ok) return refuse(refusalOfClock(clock.refusal, dossier))
    }
    await updateDossier(tx, dossier, {
      status: move.value,
      withdrawn_at: now,
      due_at: null,
      accept_by: null,
      updated_at: now,
    })
    await cancelWork(tx, dossier.id, now, command.reason)
    if (outcome !== null) await setOutcomeState(tx, outcome.id, 'dropped')
    await recordDeed(scene, actor, null, 'dossier.withdrawn', {})
    return accept({ code: dossier.code })
  })
