import { type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import type { WorkingTimeSource } from '#modules/calendar/index.ts'
import type { Actor, OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { PersonnelRefusal } from '../../domain/index.ts'
import { findOfficerForUpdate } from '../../store/officers.ts'

export type PersonnelDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly workingTime: WorkingTimeSource
}

/** A deed about one officer, whose row is locked: what is decided of him follows each other. */
export type PersonnelScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly actor: OfficerActor
}

export type PersonnelAnswer<Value> = Promise<Result<Value, PersonnelRefusal>>

export const onPersonnel = <Value>(
  { database, clock }: Omit<PersonnelDeps, 'workingTime'>,
  actor: Actor,
  deed: (scene: PersonnelScene) => PersonnelAnswer<Value>,
): PersonnelAnswer<Value> =>
  inTransaction<Value, PersonnelRefusal>(database, async (tx) => {
    if (actor.kind !== 'officer') return refuse({ code: 'personnel.not-permitted' })
    const now = clock.now()
    return deed({ tx, now, today: localDate(now), actor })
  })

/** Locks the officer whom a deed is about. */
export const lockOfficer = async ({ tx }: PersonnelScene, officerId: string): Promise<boolean> =>
  (await findOfficerForUpdate(tx, { id: officerId })) !== null

/** In the chain of the officer, and told. No reason in words and no name stands in it. */
export const recordPersonnelDeed = async (
  { tx, now, actor }: PersonnelScene,
  officerId: string,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: 'officer', subjectId: officerId, type, occurredAt: now }
  const postId = actor.posts[0]?.postId
  const by = { kind: 'officer', id: actor.officerId, ...(postId === undefined ? {} : { postId }) } as const
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
