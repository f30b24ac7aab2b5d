import { z } from 'zod'
import { accept, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { mondayOf } from '../domain/index.ts'
import { closeRoomRow, findRoomAgency, publishPlanRow, saveRoom } from '../store/rooms-and-plans.ts'
import { arranges, type MeetingAnswer, type MeetingDeps, type MeetingScene, onMeetings } from './meeting-deed.ts'

const recordOnAgency = async (
  { tx, now, actor }: MeetingScene,
  agencyId: string,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: 'agency', subjectId: agencyId, type, occurredAt: now }
  const by = { kind: 'officer', id: actor.officerId } as const
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}

export const PublishPlan = z.object({ agencyId: z.uuid(), day: z.instanceof(Temporal.PlainDate) })
export type PublishPlan = z.infer<typeof PublishPlan>

/** The plan of the week in which the day lies is out: everybody of the agency reads it. Again, it is its next issue, with all changes in it. */
export const publishPlan = (deps: MeetingDeps, actor: Actor, { agencyId, day }: PublishPlan): MeetingAnswer<number> =>
  onMeetings<number>(deps, actor, async (scene) => {
    if (!(await arranges(scene, agencyId))) return refuse({ code: 'engagement.not-arranged-by-you' })
    const monday = mondayOf(day)
    const by = { by: scene.actor.officerId, at: scene.now }
    const issue = await publishPlanRow(scene.tx, { agencyId, monday }, by)
    await recordOnAgency(scene, agencyId, 'weekly-plan.published', { monday: monday.toString(), issue })
    return accept(issue)
  })

export const AddRoom = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  seats: z.number().int().min(1).max(10_000).nullable(),
})
export type AddRoom = z.infer<typeof AddRoom>

export const addRoom = (deps: MeetingDeps, actor: Actor, room: AddRoom): MeetingAnswer<null> =>
  onMeetings<null>(deps, actor, async (scene) => {
    if (!(await arranges(scene, room.agencyId))) return refuse({ code: 'engagement.not-arranged-by-you' })
    if (!(await saveRoom(scene.tx, room))) return refuse({ code: 'engagement.room-name-taken' })
    await recordOnAgency(scene, room.agencyId, 'meeting-room.added', { roomId: room.id })
    return accept(null)
  })

/** Nothing new is held in it; what stands in the plan stays. */
export const closeRoom = (
  deps: MeetingDeps,
  actor: Actor,
  { roomId }: { readonly roomId: string },
): MeetingAnswer<null> =>
  onMeetings<null>(deps, actor, async (scene) => {
    const agencyId = await findRoomAgency(scene.tx, roomId)
    if (agencyId === null || !(await arranges(scene, agencyId)))
      return refuse({ code: 'engagement.not-arranged-by-you' })
    await closeRoomRow(scene.tx, roomId)
    await recordOnAgency(scene, agencyId, 'meeting-room.closed', { roomId })
    return accept(null)
  })
