import { type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import { type Actor, agencyIdsWithRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { type WorkFile, type WorkFileRefusal, workFileSubject } from '../domain/index.ts'
import { findWorkFileForUpdate } from '../store/work-files.ts'

export type WorkFileDeps = { readonly database: Database; readonly clock: Clock }

/** A file under lock and the time of the deed. */
export type WorkFileScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly file: WorkFile }

const headsUnit = (actor: OfficerActor, unitId: string | null): boolean =>
  unitId !== null && actor.posts.some((post) => post.role === 'unit-head' && post.unitId === unitId)

/** Who keeps a file works on it; the head of its unit and the clerk of its agency may for him. @legal ND-30-2020 Điều 31 khoản 3 */
export const mayKeep = (actor: OfficerActor, file: Pick<WorkFile, 'keeperId' | 'unitId' | 'agencyId'>): boolean =>
  file.keeperId === actor.officerId ||
  headsUnit(actor, file.unitId) ||
  agencyIdsWithRole(actor, 'clerk').includes(file.agencyId)

/** Locks a file that the actor keeps and runs a deed on it in one transaction; who may not learns nothing of it. */
export const onWorkFile = <Value, Extra = never>(
  { database, clock }: WorkFileDeps,
  actor: OfficerActor,
  fileId: string,
  deed: (scene: WorkFileScene) => Promise<Result<Value, NoInfer<Extra> | WorkFileRefusal>>,
): Promise<Result<Value, Extra | WorkFileRefusal>> =>
  inTransaction<Value, Extra | WorkFileRefusal>(database, async (tx) => {
    const file = await findWorkFileForUpdate(tx, fileId)
    if (file === null || !mayKeep(actor, file)) return refuse({ code: 'work-file.not-found' })
    return deed({ tx, now: clock.now(), file })
  })

/** Writes an act to the chain of a file and tells it. `detail` carries no personal value. */
export const recordFileDeed = async (
  { tx, now, file }: { readonly tx: Tx; readonly now: Temporal.Instant; readonly file: Pick<WorkFile, 'id'> },
  actor: Actor,
  type: `work-file.${string}`,
  detail: Record<string, unknown>,
): Promise<void> => {
  const shared = { subjectKind: workFileSubject, subjectId: file.id, type, occurredAt: now }
  const who = actor.kind === 'officer' ? { kind: actor.kind, id: actor.officerId } : { kind: 'system' as const }
  await appendAction(tx, { ...shared, actor: who, recordedAt: now, detail })
  await publishEvent(tx, { ...shared, data: detail })
}
