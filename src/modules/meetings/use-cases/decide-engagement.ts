import { z } from 'zod'
import { accept, type Result } from '#kernel/result.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { decideApproval, decideCancellation, type EngagementStanding, type MeetingRefusal } from '../domain/index.ts'
import {
  cancelEngagementRow,
  decideEngagementRow,
  type EngagementRow,
  laterInSeriesForUpdate,
} from '../store/engagements.ts'
import { isPublished } from '../store/rooms-and-plans.ts'
import {
  type EngagementScene,
  type MeetingAnswer,
  type MeetingDeps,
  onEngagement,
  recordOnEngagement,
} from './meeting-deed.ts'

/** With those of its series that follow, as far as the same may be done to them. */
const withLater = z.boolean().default(false)

export const DecideEngagement = z.object({
  id: z.uuid(),
  isApproved: z.boolean(),
  note: z.string().trim().max(1_000),
  withLater,
})
export type DecideEngagement = z.input<typeof DecideEngagement>

type Deed = {
  readonly decide: (row: EngagementRow, standing: EngagementStanding) => Result<null, MeetingRefusal>
  readonly write: (row: EngagementRow) => Promise<void>
}

/** Does it to the one, and to those that follow it every week; what was decided otherwise by itself stays. Tells to how many. */
const doToEach = async (scene: EngagementScene, withThem: boolean, { decide, write }: Deed): MeetingAnswer<number> => {
  const { tx, row, actor } = scene
  const decided = decide(row, scene.standing)
  if (!decided.ok) return decided
  await write(row)
  let done = 1
  for (const later of withThem ? await laterInSeriesForUpdate(tx, row) : []) {
    const { officerId } = actor
    const standing = {
      ...scene.standing,
      registered: later.registeredBy === officerId,
      chairs: later.chairId === officerId,
    }
    if (!decide(later, standing).ok) continue
    await write(later)
    done += 1
  }
  return accept(done)
}

/** The office takes what was registered into the plan, or gives it back with a reason. Tells how many. */
export const decideEngagement = (deps: MeetingDeps, actor: Actor, command: DecideEngagement): MeetingAnswer<number> =>
  onEngagement<number>(deps, actor, command.id, (scene) => {
    const { tx, now } = scene
    const state = command.isApproved ? 'approved' : 'declined'
    return doToEach(scene, command.withLater ?? false, {
      decide: (row, standing) => decideApproval(row, standing, command),
      write: async (row) => {
        await decideEngagementRow(tx, row.id, { state, by: scene.actor.officerId, at: now, note: command.note })
        const isTold = command.isApproved && (await isPublished(tx, row.agencyId, row))
        await recordOnEngagement(scene, row.id, `engagement.${state}`, { isTold })
      },
    })
  })

export const CancelEngagement = z.object({ id: z.uuid(), reason: z.string().trim().max(1_000), withLater })
export type CancelEngagement = z.input<typeof CancelEngagement>

/** Takes back what waits, calls off what was approved. Tells how many. */
export const cancelEngagement = (deps: MeetingDeps, actor: Actor, command: CancelEngagement): MeetingAnswer<number> =>
  onEngagement<number>(deps, actor, command.id, (scene) => {
    const { tx, now } = scene
    return doToEach(scene, command.withLater ?? false, {
      decide: (row, standing) => decideCancellation(row, standing, command.reason),
      write: async (row) => {
        await cancelEngagementRow(tx, row.id, command.reason, now)
        const isTold = row.state === 'approved' && (await isPublished(tx, row.agencyId, row))
        await recordOnEngagement(scene, row.id, 'engagement.cancelled', { isTold })
      },
    })
  })
