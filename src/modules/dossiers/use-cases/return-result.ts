import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { amountDue } from '#modules/payments/index.ts'
import { closeWorkItem } from '#modules/processes/index.ts'
import { decideReturn } from '../domain/decisions.ts'
import { ReturnMethod } from '../domain/dossier.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { updateDossier } from '../store/dossiers.ts'
import { type DossierDeps, onDossier, recordDeed, takeWork } from './scene.ts'

export const ReturnResult = z.strictObject({
  dossierId: z.uuid(),
  /** Who took it; for an electronic return the owner of the account. */
  receiver: z.string().trim().max(300),
  receiverPaper: z.string().trim().max(100).default(''),
  method: ReturnMethod,
})
export type ReturnResult = z.infer<typeof ReturnResult>

/** The desk hands the result over. @legal ND-61-2018 Điều 20 */
export const returnResult = (
  deps: DossierDeps,
  actor: Actor,
  command: ReturnResult,
): Promise<Result<{ readonly code: string }, DossierRefusal>> =>
  onDossier(deps, command.dossierId, async (scene): Promise<Result<{ readonly code: string }, DossierRefusal>> => {
    const hand = takeWork(scene, actor, 'return')
    if (!hand.ok) return hand
    const { tx, now, dossier } = scene
    const move = decideReturn(dossier, { receiver: command.receiver, amountDue: await amountDue(tx, dossier.id) })
    if (!move.ok) return move
    await updateDossier(tx, dossier, {
      status: move.value,
      returned_at: now,
      return_method: command.method,
      receiver_sealed: deps.sealing.seal(JSON.stringify({ name: command.receiver, paper: command.receiverPaper })),
      updated_at: now,
    })
    await closeWorkItem(tx, hand.value.item.id, 'done', now, { ...hand.value.actor, post: hand.value.post })
    await recordDeed(scene, actor, hand.value.post, 'dossier.returned', { method: command.method })
    return accept({ code: dossier.code })
  })
