import { z } from 'zod'
import { accept } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { decideApproval, decideCancellation } from '../domain/index.ts'
import { cancelEngagementRow, decideEngagementRow } from '../store/engagements.ts'
import { isPublished } from '../store/rooms-and-plans.ts'
import { type MeetingAnswer, type MeetingDeps, onEngagement, recordOnEngagement } from './meeting-deed.ts'

export const DecideEngagement = z.object({
  id: z.uuid(),
  isApproved: z.boolean(),
  note: z.string().trim().max(1_000),
})
export type DecideEngagement = z.infer<typeof DecideEngagement>

/** The office takes what was registered into the plan, or gives it back with a reason. */
export const decideEngagement = (deps: MeetingDeps, actor: Actor, command: DecideEngagement): MeetingAnswer<null> =>
  onEngagement<null>(deps, actor, command.id, async (scene) => {
    const { tx, now, row, standing } = scene
    const decided = decideApproval(row, standing, command)
    if (!decided.ok) return decided
    const state = command.isApproved ? 'approved' : 'declined'
    await decideEngagementRow(tx, row.id, { state, by: scene.actor.officerId, at: now, note: command.note })
    const isTold = command.isApproved && (await isPublished(tx, row.agencyId, row))
    await recordOnEngagement(scene, row.id, `engagement.${state}`, { isTold })
    return accept(null)
  })

export const CancelEngagement = z.object({ id: z.uuid(), reason: z.string().trim().max(1_000) })
export type CancelEngagement = z.infer<typeof CancelEngagement>

export const cancelEngagement = (deps: MeetingDeps, actor: Actor, command: CancelEngagement): MeetingAnswer<null> =>
  onEngagement<null>(deps, actor, command.id, async (scene) => {
    const { tx, now, row, standing } = scene
    const decided = decideCancellation(row, standing, command.reason)
    if (!decided.ok) return decided
    await cancelEngagementRow(tx, row.id, command.reason, now)
    const isTold = row.state === 'approved' && (await isPublished(tx, row.agencyId, row))
    await recordOnEngagement(scene, row.id, 'engagement.cancelled', { isTold })
    return accept(null)
  })
