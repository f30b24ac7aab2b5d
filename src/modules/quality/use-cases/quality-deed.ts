import { type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { dutyAgencies } from '#modules/agencies/index.ts'
import { type Actor, agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { QualityRefusal } from '../domain/index.ts'

export type QualityDeps = { readonly database: Database; readonly clock: Clock }
export type QualityAnswer<Value> = Promise<Result<Value, QualityRefusal>>

export type QualityScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly actor: OfficerActor
}

export const onQuality = <Value>(
  { database, clock }: QualityDeps,
  actor: Actor,
  deed: (scene: QualityScene) => QualityAnswer<Value>,
): QualityAnswer<Value> =>
  inTransaction<Value, QualityRefusal>(database, async (tx) => {
    if (actor.kind !== 'officer') return refuse({ code: 'quality.not-permitted' })
    const now = clock.now()
    return deed({ tx, now, today: localDate(now), actor })
  })

/** Keeps the quality system of an agency: by the duty of a post, or as its leader. */
export const keepsQuality = async ({ tx, actor, today }: QualityScene, agencyId: string): Promise<boolean> =>
  (await dutyAgencies(tx, actor, 'quality', today)).some(({ id }) => id === agencyId)

export const leadsAgency = ({ actor }: QualityScene, agencyId: string): boolean =>
  agencyIdsWithRole(actor, 'leader').includes(agencyId)

export const recordQuality = async (
  { tx, now, actor }: QualityScene,
  subjectKind: 'quality-process' | 'quality-audit' | 'agency',
  subjectId: string,
  type: `quality.${string}`,
  detail: Record<string, unknown> = {},
): Promise<void> => {
  const shared = { subjectKind, subjectId, type, occurredAt: now }
  const by = { kind: 'officer', id: actor.officerId } as const
  await appendAction(tx, { ...shared, actor: by, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
