import { type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import type { SigningMeans } from '#modules/signatures/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { type ArchiveRefusal, type HandOver, handOverSubject } from '../../domain/index.ts'
import { findHandOverForUpdate } from '../../store/hand-overs.ts'

export type ArchiveDeps = SigningMeans & { readonly database: Database; readonly files: FileStore }

export type ArchiveAnswer<Value = null> = Promise<Result<Value, ArchiveRefusal>>

export type HandOverScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly handOver: HandOver }

/** The archivist of the agency has its hand-overs in hand. @legal ND-30-2020 Điều 30 khoản 3 điểm b */
export const receives = (actor: OfficerActor, agencyId: string): boolean =>
  postFor(actor, 'archivist', agencyId) !== undefined

export const seesHandOver = (actor: OfficerActor, handOver: Pick<HandOver, 'giverId' | 'agencyId'>): boolean =>
  handOver.giverId === actor.officerId ||
  receives(actor, handOver.agencyId) ||
  postFor(actor, 'leader', handOver.agencyId) !== undefined

/** Locks a hand-over that the officer gives, receives or answers for; to others there is none. */
export const onHandOver = <Value>(
  { database, clock }: Pick<ArchiveDeps, 'database' | 'clock'>,
  actor: OfficerActor,
  handOverId: string,
  deed: (scene: HandOverScene) => ArchiveAnswer<Value>,
): ArchiveAnswer<Value> =>
  inTransaction<Value, ArchiveRefusal>(database, async (tx) => {
    const handOver = await findHandOverForUpdate(tx, handOverId)
    if (handOver === null || !seesHandOver(actor, handOver)) return refuse({ code: 'archive.not-found' })
    return deed({ tx, now: clock.now(), handOver })
  })

/** Writes an act to the chain of something of the archive and tells it. */
export const recordArchiveDeed = async (
  { tx, now }: { readonly tx: Tx; readonly now: Temporal.Instant },
  subject: { readonly kind: string; readonly id: string },
  actor: Actor,
  type: `${string}.${string}`,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: subject.kind, subjectId: subject.id, type, occurredAt: now }
  const who = actor.kind === 'officer' ? { kind: actor.kind, id: actor.officerId } : { kind: 'system' as const }
  await appendAction(tx, { ...shared, actor: who, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}

export const recordHandOver = (
  scene: Pick<HandOverScene, 'tx' | 'now'> & { readonly handOver: Pick<HandOver, 'id'> },
  actor: Actor,
  type: `hand-over.${string}`,
  detail: Record<string, unknown>,
): Promise<void> => recordArchiveDeed(scene, { kind: handOverSubject, id: scene.handOver.id }, actor, type, detail)
