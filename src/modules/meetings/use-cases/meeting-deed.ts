import { type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { dutyAgencies } from '#modules/agencies/index.ts'
import type { WorkingTimeSource } from '#modules/calendar/index.ts'
import { type Actor, agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, isBreachOf, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { type EngagementStanding, engagementSubject, type MeetingRefusal } from '../domain/index.ts'
import { findEngagement } from '../queries/engagement-detail.ts'
import { type EngagementRow, findEngagementForUpdate } from '../store/engagements.ts'

/** What deeds on the calendar touch. */
export type MeetingDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly workingTime: WorkingTimeSource
}

export type MeetingAnswer<Value> = Promise<Result<Value, MeetingRefusal>>

export type MeetingScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly actor: OfficerActor
}

export type EngagementScene = MeetingScene & {
  readonly row: EngagementRow
  readonly standing: EngagementStanding
  /** He leads the agency. */
  readonly leads: boolean
}

/** A deed of an officer in one transaction. Two that are approved for one room at one time meet here: the later is refused. */
export const onMeetings = async <Value>(
  { database, clock }: Pick<MeetingDeps, 'database' | 'clock'>,
  actor: Actor,
  deed: (scene: MeetingScene) => MeetingAnswer<Value>,
): MeetingAnswer<Value> => {
  try {
    return await inTransaction<Value, MeetingRefusal>(database, async (tx) => {
      if (actor.kind !== 'officer' || actor.posts.length === 0) return refuse({ code: 'engagement.not-permitted' })
      const now = clock.now()
      return deed({ tx, now, today: localDate(now), actor })
    })
  } catch (error) {
    if (isBreachOf(error, 'engagement_room_once')) return refuse({ code: 'engagement.room-taken' })
    throw error
  }
}

/** Locks an engagement that the officer may see, and tells what he is to it. */
export const onEngagement = <Value>(
  deps: MeetingDeps,
  actor: Actor,
  id: string,
  deed: (scene: EngagementScene) => MeetingAnswer<Value>,
): MeetingAnswer<Value> =>
  onMeetings<Value>(deps, actor, async (scene) => {
    const row = await findEngagementForUpdate(scene.tx, id)
    const seen = row === null ? null : await findEngagement(scene.tx, scene.actor, id, scene.now)
    if (row === null || seen === null) return refuse({ code: 'engagement.not-found' })
    const standing = {
      arranges: seen.arranges,
      registered: row.registeredBy === scene.actor.officerId,
      chairs: row.chairId === scene.actor.officerId,
    }
    return deed({ ...scene, row, standing, leads: agencyIdsWithRole(scene.actor, 'leader').includes(row.agencyId) })
  })

/** Whether the officer arranges the calendar of an agency. */
export const arranges = async ({ tx, actor, today }: MeetingScene, agencyId: string): Promise<boolean> =>
  (await dutyAgencies(tx, actor, 'weekly-plan', today)).some(({ id }) => id === agencyId)

/** In the chain of an engagement, and told; no title and no name stands in it. */
export const recordOnEngagement = async (
  { tx, now, actor }: MeetingScene,
  subjectId: string,
  type: `engagement.${string}`,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: engagementSubject, subjectId, type, occurredAt: now }
  const by = { kind: 'officer', id: actor.officerId } as const
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
