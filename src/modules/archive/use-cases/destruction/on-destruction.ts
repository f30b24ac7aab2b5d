import { type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { type ArchiveRefusal, destructionSubject } from '../../domain/index.ts'
import { type Destruction, findDestructionForUpdate, partInCouncil } from '../../store/destructions.ts'
import { type ArchiveAnswer, type ArchiveDeps, receives, recordArchiveDeed } from '../hand-over/on-hand-over.ts'

export type DestructionDeps = Pick<ArchiveDeps, 'database' | 'clock'>
export type DestructionScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly destruction: Destruction }

export const recordDestruction = (
  {
    tx,
    now,
    destruction: { id },
  }: Pick<DestructionScene, 'tx' | 'now'> & { readonly destruction: { readonly id: string } },
  actor: OfficerActor,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  recordArchiveDeed({ tx, now }, { kind: destructionSubject, id }, actor, `destruction.${type}`, detail)

/** Locks a list of an agency in which the officer is archivist or leader, or in whose council he sits; to others there is none. */
export const onDestruction = <Value>(
  { database, clock }: DestructionDeps,
  actor: OfficerActor,
  id: string,
  deed: (scene: DestructionScene) => ArchiveAnswer<Value>,
): ArchiveAnswer<Value> =>
  inTransaction<Value, ArchiveRefusal>(database, async (tx): Promise<Result<Value, ArchiveRefusal>> => {
    const destruction = await findDestructionForUpdate(tx, id)
    if (destruction === null) return refuse({ code: 'archive.not-found' })
    const { agencyId } = destruction
    const isOfAgency = postFor(actor, 'leader', agencyId) !== undefined || receives(actor, agencyId)
    if (!isOfAgency && (await partInCouncil(tx, id, actor.officerId)) === null)
      return refuse({ code: 'archive.not-found' })
    return deed({ tx, now: clock.now(), destruction })
  })
