import { accept, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { type DraftProcess, decideApproval } from '../domain/index.ts'
import {
  enactDraft,
  findProcedureId,
  findProcessForUpdate,
  saveDraft,
  saveProcess,
  withdrawVersion,
} from '../store/processes.ts'
import {
  keepsQuality,
  leadsAgency,
  onQuality,
  type QualityAnswer,
  type QualityDeps,
  recordQuality,
} from './quality-deed.ts'

/** Whoever keeps the quality system drafts the next version; what is in force stays so until a leader approves. */
export const draftProcess = (deps: QualityDeps, actor: Actor, said: DraftProcess): QualityAnswer<string> =>
  onQuality<string>(deps, actor, async (scene) => {
    const { tx, now } = scene
    if (!(await keepsQuality(scene, said.agencyId))) return refuse({ code: 'quality.not-permitted' })
    const procedureId = said.procedureCode === '' ? null : await findProcedureId(tx, said.procedureCode)
    if (said.procedureCode !== '' && procedureId === null) return refuse({ code: 'quality.procedure-unknown' })
    const id = await saveProcess(tx, said, procedureId, now)
    await saveDraft(tx, id, said, { officerId: scene.actor.officerId, at: now })
    await recordQuality(scene, 'quality-process', id, 'quality.process-drafted', { code: said.code })
    return accept(id)
  })

export const enactProcess = (
  deps: QualityDeps,
  actor: Actor,
  { processId, from }: { readonly processId: string; readonly from: Temporal.PlainDate },
): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const known = await findProcessForUpdate(scene.tx, processId)
    if (known === null) return refuse({ code: 'quality.not-found' })
    const decided = decideApproval(leadsAgency(scene, known.agencyId), known.hasDraft, from, scene.today)
    if (!decided.ok) return decided
    await enactDraft(scene.tx, processId, { by: scene.actor.officerId, at: scene.now, from })
    await recordQuality(scene, 'quality-process', processId, 'quality.process-approved', { from: from.toString() })
    return accept(null)
  })

export const withdrawProcess = (
  deps: QualityDeps,
  actor: Actor,
  { processId, reason }: { readonly processId: string; readonly reason: string },
): QualityAnswer<null> =>
  onQuality<null>(deps, actor, async (scene) => {
    const { tx, now, today } = scene
    const known = await findProcessForUpdate(tx, processId)
    if (known === null) return refuse({ code: 'quality.not-found' })
    if (!leadsAgency(scene, known.agencyId)) return refuse({ code: 'quality.not-permitted' })
    if (!known.isInForce) return refuse({ code: 'quality.not-in-force' })
    if (reason === '') return refuse({ code: 'quality.reason-missing' })
    await withdrawVersion(tx, processId, { by: scene.actor.officerId, at: now, on: today, reason })
    await recordQuality(scene, 'quality-process', processId, 'quality.process-withdrawn')
    return accept(null)
  })
