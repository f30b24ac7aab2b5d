import { type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { WorkingTime, WorkingTimeSource } from '#modules/calendar/index.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import type { ProcedureCatalogue } from '#modules/procedures/index.ts'
import type { Deed, WorkItem } from '#modules/processes/domain/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import {
  type Action,
  type ActionActor,
  appendAction,
  appendAfter,
  beginningOfChain,
} from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import type { Dossier } from '../domain/dossier.ts'
import type { DossierRefusal } from '../domain/refusals.ts'
import { postForWork } from '../domain/work-rights.ts'
import { findDossierForUpdate } from '../store/dossiers.ts'

/** What deeds on dossiers touch. */
export type DossierDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly sealing: Sealing
  readonly workingTime: WorkingTimeSource
  readonly catalogue: ProcedureCatalogue
}

/** A dossier under lock, with its open work and the time of the deed. */
export type Scene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly dossier: Dossier
  readonly work: readonly WorkItem[]
  readonly workingTime: WorkingTime
}

/** Locks the dossier and runs a deed on it in one transaction. */
export const onDossier = <Value>(
  deps: Pick<DossierDeps, 'database' | 'clock' | 'workingTime'>,
  dossierId: string,
  deed: (scene: Scene) => Promise<Result<Value, DossierRefusal>>,
  within = inTransaction,
): Promise<Result<Value, DossierRefusal>> =>
  within<Value, DossierRefusal>(deps.database, async (tx) => {
    const dossier = await findDossierForUpdate(tx, dossierId)
    if (dossier === null) return refuse({ code: 'dossier.not-found' })
    const [work, workingTime] = await Promise.all([listOpenWork(tx, dossier.id), deps.workingTime(tx)])
    return deed({ tx, now: deps.clock.now(), dossier, work, workingTime })
  })

/** An officer at a piece of work, from the post that allows it. */
export type Hand = { readonly item: WorkItem; readonly actor: OfficerActor; readonly post: HeldPost }

/** The open work of the wanted kind that the actor may take. */
export const takeWork = (scene: Scene, actor: Actor, ...wanted: readonly Deed[]): Result<Hand, DossierRefusal> => {
  if (actor.kind !== 'officer') return refuse({ code: 'dossier.not-permitted' })
  const items = scene.work.filter((item) => item.state === 'open' && wanted.includes(item.deed))
  for (const item of items) {
    const post = postForWork(actor, item)
    if (post !== undefined) return { ok: true, value: { item, actor, post } }
  }
  if (items.length > 0) return refuse({ code: 'dossier.not-permitted' })
  const mine = agenciesOf(actor)
  const isMine = mine.has(scene.dossier.receivingAgencyId) || mine.has(scene.dossier.decidingAgencyId)
  // Who has nothing to do with the dossier learns nothing of it.
  return refuse({ code: isMine ? 'dossier.work-done-already' : 'dossier.not-permitted' })
}

const agenciesOf = (actor: OfficerActor): ReadonlySet<string> => new Set(actor.posts.map((post) => post.agencyId))

const actionActorOf = (actor: Actor, post: HeldPost | null): ActionActor => {
  if (actor.kind === 'officer')
    return { kind: 'officer', id: actor.officerId, ...(post === null ? {} : { postId: post.postId }) }
  if (actor.kind === 'citizen') return { kind: 'citizen', id: actor.accountId }
  // To the log another system is this one, by the key it came with.
  return actor.kind === 'machine' ? { kind: 'system', id: actor.clientId } : { kind: actor.kind }
}

type Told = Pick<Scene, 'tx' | 'now'> & { readonly dossier: Pick<Dossier, 'id' | 'code'> }

const tell = ({ tx, now, dossier }: Told, type: string, detail: Record<string, unknown>): Promise<string> =>
  publishEvent(tx, {
    type,
    subjectKind: 'dossier',
    subjectId: dossier.id,
    data: { code: dossier.code, ...detail },
    occurredAt: now,
  })

const actionOf = (
  { now, dossier }: Told,
  actor: Actor,
  post: HeldPost | null,
  type: string,
  detail: Record<string, unknown>,
): Action => ({
  subjectKind: 'dossier',
  subjectId: dossier.id,
  type,
  actor: actionActorOf(actor, post),
  occurredAt: now,
  recordedAt: now,
  detail,
})

/** Writes the act to the chain of the dossier and tells those who follow. `detail` carries no personal value. */
export const recordDeed = async (
  scene: Told,
  actor: Actor,
  post: HeldPost | null,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  await Promise.all([appendAction(scene.tx, actionOf(scene, actor, post, type, detail)), tell(scene, type, detail)])
}

/** The same for a dossier that this transaction has made: its chain begins here. */
export const recordFirstDeed = async (
  scene: Told,
  actor: Actor,
  type: string,
  detail: Record<string, unknown>,
): Promise<void> => {
  await Promise.all([
    appendAfter(scene.tx, beginningOfChain, actionOf(scene, actor, null, type, detail)),
    tell(scene, type, detail),
  ])
}
