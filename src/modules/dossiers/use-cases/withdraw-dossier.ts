import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Actor, type HeldPost, postFor } from '#modules/identity/domain/index.ts'
import { decideWithdrawal } from '../domain/decisions.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { findOutcome } from '../store/outcomes.ts'
import type { MadeSlip } from '../store/slips.ts'
import { endUndecided } from './end-undecided.ts'
import { type DossierDeps, onDossier, recordDeed, type Scene } from './scene.ts'

export const WithdrawDossier = z.strictObject({ dossierId: z.uuid(), reason: z.string().trim().max(2_000).default('') })
export type WithdrawDossier = z.infer<typeof WithdrawDossier>

export type Withdrawn = { readonly code: string; readonly slip: MadeSlip }

/** The applicant himself, or the desk that received the dossier for one who stands before it or writes. */
const deskPost = (scene: Scene, actor: Actor): Result<HeldPost | null, DossierRefusal> => {
  const { dossier } = scene
  if (actor.kind === 'citizen' && actor.accountId === dossier.accountId) return accept(null)
  const post = postFor(actor, 'one-stop-officer', dossier.receivingAgencyId)
  return post === undefined ? refuse({ code: 'dossier.not-found' }) : accept(post)
}

const unsaid = 'Người nộp hồ sơ đề nghị dừng giải quyết và rút hồ sơ.'

/** The applicant takes the dossier back while nothing is decided, and is told so on form 05. @legal ND-118-2025 Điều 21 */
export const withdrawDossier = (
  deps: DossierDeps,
  actor: Actor,
  command: WithdrawDossier,
): Promise<Result<Withdrawn, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<Withdrawn, DossierRefusal>> => {
    const { tx, dossier } = scene
    const desk = deskPost(scene, actor)
    if (!desk.ok) return desk
    const outcome = await findOutcome(tx, deps.sealing, dossier.id)
    const move = decideWithdrawal(dossier, outcome?.state === 'signed')
    if (!move.ok) return move
    const officer = actor.kind === 'officer' ? actor : null
    // What the applicant asked at the desk is said by the officer who wrote it down.
    if (officer !== null && command.reason === '') return refuse({ code: 'dossier.reason-missing' })
    const slip = await endUndecided(scene, deps, {
      status: 'withdrawn',
      reason: command.reason === '' ? unsaid : command.reason,
      isAsked: true,
      signer: officer === null || desk.value === null ? null : { name: officer.fullName, position: desk.value.title },
      officerId: officer?.officerId ?? null,
      note: command.reason,
    })
    if (!slip.ok) return slip
    await recordDeed(scene, actor, desk.value, 'dossier.withdrawn', { slip: slip.value.notation })
    return accept({ code: dossier.code, slip: slip.value })
  })
