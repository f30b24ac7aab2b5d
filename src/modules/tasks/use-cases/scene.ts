import { type Result, refuse } from '#kernel/result.ts'
import type { Clock, Temporal } from '#kernel/time.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { doOnce, type Sending } from '#platform/database/do-once.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import type { TaskRefusal, TaskStanding } from '../domain/index.ts'
import { maySee } from '../queries/task-detail.ts'
import { addEntry, type EntryKind } from '../store/entries.ts'
import { isHelping } from '../store/parties.ts'
import { findTaskForUpdate, type TaskRow } from '../store/tasks.ts'

/** What deeds on tasks touch. */
export type TaskDeps = { readonly database: Database; readonly clock: Clock }

/** A task under lock, and what the officer who acts is to it. */
export type TaskScene = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly actor: OfficerActor
  readonly post: HeldPost
  readonly task: TaskRow
  readonly standing: TaskStanding
}

const heads = (actor: OfficerActor, unitId: string | null): boolean =>
  actor.posts.some((post) => post.role === 'unit-head' && post.unitId !== null && post.unitId === unitId)

/** Work given to an officer is that officer's; work of a unit is its head's. Whoever holds the post of the one who asked may judge. */
const standingOf = async (tx: Tx, actor: OfficerActor, task: TaskRow): Promise<TaskStanding> => {
  const isAnswering =
    task.responsibleOfficerId === null
      ? heads(actor, task.responsibleUnitId)
      : task.responsibleOfficerId === actor.officerId
  const isAsking =
    task.assignedBy === actor.officerId || actor.posts.some((post) => post.postId === task.assignedPostId)
  if (isAnswering) return 'responsible'
  if (isAsking) return 'assigner'
  return (await isHelping(tx, task.id, actor.officerId)) ? 'together' : 'watching'
}

/** What he is to a whole that he adds a part to: the head of the unit divides what one of his officers answers for. */
export const standingToWhole = async (tx: Tx, actor: OfficerActor, whole: TaskRow): Promise<TaskStanding> =>
  heads(actor, whole.responsibleUnitId) ? 'responsible' : standingOf(tx, actor, whole)

const postOf = (actor: OfficerActor, task: TaskRow): HeldPost | undefined =>
  actor.posts.find((post) => post.postId === task.assignedPostId) ??
  actor.posts.find((post) => post.agencyId === task.responsibleAgencyId) ??
  actor.posts[0]

/** Locks the task and runs a deed on it in one transaction, once for a sending. Who may not see it learns nothing of it. */
export const onTask = <Value, Other = never>(
  deps: TaskDeps,
  actor: Actor,
  taskId: string,
  deed: (scene: TaskScene) => Promise<Result<Value, TaskRefusal | Other>>,
  sending?: Sending<Value>,
): Promise<Result<Value, TaskRefusal | Other>> =>
  inTransaction(deps.database, async (tx): Promise<Result<Value, TaskRefusal | Other>> => {
    if (actor.kind !== 'officer') return refuse({ code: 'task.not-permitted' })
    return doOnce<Value, TaskRefusal | Other>(tx, actor.officerId, sending, async () => {
      const [task, isSeen] = await Promise.all([findTaskForUpdate(tx, taskId), maySee(tx, actor, taskId)])
      if (task === null || !isSeen) return refuse({ code: 'task.not-found' })
      const post = postOf(actor, task)
      if (post === undefined) return refuse({ code: 'task.not-permitted' })
      const standing = await standingOf(tx, actor, task)
      return deed({ tx, now: deps.clock.now(), actor, post, task, standing })
    })
  })

/** The one who answers for a task that he gave himself is also the one who asked for it. */
export const asAssigner = (scene: TaskScene): TaskStanding =>
  scene.task.assignedBy === scene.actor.officerId ? 'assigner' : scene.standing

export type Said = {
  readonly kind: EntryKind
  readonly body: string
  readonly progress?: number
  readonly dueAt?: Temporal.Instant | null
  /** For the log and for those who follow; no personal value. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes what was done to the story of the task, to its chain, and tells those who follow. Returns the id of the entry. */
export const record = async (
  scene: Omit<TaskScene, 'task' | 'standing'>,
  taskId: string,
  said: Said,
): Promise<string> => {
  const { tx, now, actor, post } = scene
  const type = `task.${said.kind}`
  const detail = { ...said.detail, ...(said.progress === undefined ? {} : { progress: said.progress }) }
  const [entryId] = await Promise.all([
    addEntry(tx, {
      taskId,
      kind: said.kind,
      body: said.body,
      ...(said.progress === undefined ? {} : { progress: said.progress }),
      dueAt: said.dueAt ?? null,
      by: { officerId: actor.officerId, name: actor.fullName, title: post.title },
      at: now,
    }),
    appendAction(tx, {
      subjectKind: 'task',
      subjectId: taskId,
      type,
      actor: { kind: 'officer', id: actor.officerId, postId: post.postId },
      occurredAt: now,
      recordedAt: now,
      detail,
    }),
    publishEvent(tx, { type, subjectKind: 'task', subjectId: taskId, data: detail, occurredAt: now }),
  ])
  return entryId
}
