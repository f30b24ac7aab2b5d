import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { Actor, HeldPost, OfficerActor } from '#modules/identity/domain/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { decideAssignment, type NewTask, type TaskRefusal, taskSources } from '../domain/index.ts'
import { type Assignable, findAssignable } from '../queries/assignable.ts'
import { maySee } from '../queries/task-detail.ts'
import { type FoundSource, findSource } from '../queries/task-source.ts'
import { addParties, type Party } from '../store/parties.ts'
import { showDocumentOfTasks } from '../store/shown-documents.ts'
import { findTaskForUpdate, insertSteps, insertTask, type Responsible } from '../store/tasks.ts'
import { record, standingToWhole, type TaskDeps } from './scene.ts'
import { openTaskWork, type TaskWait } from './task-work.ts'

const line = (most: number) => z.string().trim().max(most)

/** `taskId` is made by the form: sent twice, the task is given once. */
export const AssignTask = z.object({
  taskId: z.uuid(),
  title: line(300),
  detail: line(4_000).default(''),
  source: z
    .object({ kind: z.enum(taskSources), id: z.uuid().nullable().default(null), label: line(300).default('') })
    .default({ kind: 'word', id: null, label: '' }),
  /** The task of which this one is a part. */
  parentId: z.uuid().nullable().default(null),
  responsibleId: z.union([z.uuid(), z.literal('')]),
  togetherIds: z.array(z.uuid()).max(30).default([]),
  informedIds: z.array(z.uuid()).max(50).default([]),
  steps: z.array(line(300).min(1)).max(30).default([]),
  urgency: z.number().int().min(0).max(3).default(0),
  dueAt: z.instanceof(Temporal.Instant).nullable(),
})
export type AssignTask = z.infer<typeof AssignTask>

const placeOf = (one: Assignable): Responsible => ({
  agencyId: one.agencyId,
  unitId: one.unitId,
  officerId: one.kind === 'officer' ? one.id : null,
})

type Asked = {
  readonly responsible: Assignable | undefined
  readonly together: readonly Assignable[]
  readonly informed: readonly Assignable[]
  readonly areAllWithinReach: boolean
}

const findAsked = async (tx: Tx, actor: OfficerActor, command: AssignTask): Promise<Asked> => {
  const others = [...new Set([...command.togetherIds, ...command.informedIds])]
  const wanted = command.responsibleId === '' ? others : [command.responsibleId, ...others]
  const found = new Map((await findAssignable(tx, actor, wanted)).map((one) => [one.id, one]))
  const pick = (ids: readonly string[], except: readonly string[]): readonly Assignable[] =>
    [...new Set(ids)].flatMap((id) => {
      const one = found.get(id)
      return one === undefined || one.kind !== 'officer' || except.includes(id) ? [] : [one]
    })
  return {
    responsible: found.get(command.responsibleId),
    together: pick(command.togetherIds, [command.responsibleId]),
    informed: pick(command.informedIds, [command.responsibleId, ...command.togetherIds]),
    areAllWithinReach: others.every((id) => found.get(id)?.kind === 'officer'),
  }
}

/** From which post it is asked: a leader's before a head's before any other. */
const askingPost = (actor: OfficerActor): HeldPost | undefined =>
  actor.posts.find((post) => post.role === 'leader') ??
  actor.posts.find((post) => post.role === 'unit-head') ??
  actor.posts[0]

type Whole = {
  readonly isFound: boolean
  readonly whole: NewTask['whole']
  /** Who answers for the whole follows each part of it. */
  readonly answering: readonly Party[]
}

const noWhole = { whole: null, answering: [] } as const

const findWhole = async (tx: Tx, actor: OfficerActor, parentId: string | null): Promise<Whole> => {
  if (parentId === null) return { isFound: true, ...noWhole }
  const row = await findTaskForUpdate(tx, parentId)
  if (row === null || row.state !== 'open' || !(await maySee(tx, actor, parentId)))
    return { isFound: false, ...noWhole }
  const { dueAt, responsibleAgencyId: agencyId, responsibleUnitId: unitId, responsibleOfficerId: officerId } = row
  return {
    isFound: true,
    whole: { standing: await standingToWhole(tx, actor, row), dueAt },
    answering: [{ agencyId, unitId, officerId, capacity: 'informed' }],
  }
}

type Asking = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly actor: OfficerActor
  readonly post: HeldPost
}

const writeTask = async (
  { tx, now, actor, post }: Asking,
  command: AssignTask,
  asked: Asked & { readonly responsible: Assignable } & Pick<Whole, 'answering'>,
  source: FoundSource,
): Promise<boolean> => {
  const { taskId, dueAt } = command
  const named: readonly Party[] = [
    { agencyId: post.agencyId, unitId: null, officerId: actor.officerId, capacity: 'approving' },
    { ...placeOf(asked.responsible), capacity: 'leading' },
    ...asked.together.map((one): Party => ({ ...placeOf(one), capacity: 'together' })),
    ...asked.informed.map((one): Party => ({ ...placeOf(one), capacity: 'informed' })),
  ]
  const takesPart = (one: Party) =>
    named.some(({ unitId, officerId }) => officerId === one.officerId && (officerId !== null || unitId === one.unitId))
  const parties = [...named, ...asked.answering.filter((one) => !takesPart(one))]
  const waits: readonly TaskWait[] = [
    { ...placeOf(asked.responsible), step: 'do', role: asked.responsible.role },
    ...asked.together.map((one): TaskWait => ({ ...placeOf(one), step: 'help', role: one.role })),
  ]
  const isFresh = await insertTask(tx, {
    id: taskId,
    title: command.title,
    detail: command.detail,
    source: { kind: command.source.kind, id: command.source.id, label: source.label },
    parentId: command.parentId,
    agencyId: post.agencyId,
    assignedBy: actor.officerId,
    assignedPostId: post.postId,
    responsible: placeOf(asked.responsible),
    urgency: command.urgency,
    dueAt,
    now,
  })
  if (!isFresh) return false
  await Promise.all([
    insertSteps(tx, taskId, command.steps),
    addParties(tx, taskId, parties, now),
    openTaskWork(tx, { id: taskId, dueAt }, waits, now),
    record({ tx, now, actor, post }, taskId, {
      kind: 'assigned',
      body: command.detail,
      dueAt,
      detail: { source: command.source.kind, steps: command.steps.length, together: asked.together.length },
    }),
  ])
  // Who is given a task that came of a document sees the document too.
  await showDocumentOfTasks(tx, command.source.kind === 'document' ? command.source.id : null, now)
  return true
}

const findGiven = async (
  tx: Tx,
  actor: OfficerActor,
  taskId: string,
): Promise<Result<Assigned, TaskRefusal> | null> => {
  const known = await findTaskForUpdate(tx, taskId)
  if (known === null) return null
  return known.assignedBy === actor.officerId ? accept({ taskId, again: true }) : refuse({ code: 'task.not-permitted' })
}

export type Assigned = { readonly taskId: string; readonly again: boolean }

/** As `assignTask`, inside a deed of somebody else's: a meeting whose conclusions become tasks, all or none. */
export const assignTaskWithin = async (
  { tx, now }: { readonly tx: Tx; readonly now: Temporal.Instant },
  actor: Actor,
  command: AssignTask,
): Promise<Result<Assigned, TaskRefusal>> => {
  const post = actor.kind === 'officer' ? askingPost(actor) : undefined
  if (actor.kind !== 'officer' || post === undefined) return refuse({ code: 'task.not-permitted' })
  const known = await findGiven(tx, actor, command.taskId)
  if (known !== null) return known
  const [asked, { isFound, whole, answering }, source] = await Promise.all([
    findAsked(tx, actor, command),
    findWhole(tx, actor, command.parentId),
    findSource(tx, actor, command.source, now),
  ])
  if (!isFound || source === null) return refuse({ code: 'task.source-unknown' })
  const { responsible } = asked
  const isMissing = command.responsibleId === ''
  const isWithinReach = responsible !== undefined && asked.areAllWithinReach
  const decided = decideAssignment(
    {
      title: command.title,
      responsible: isMissing ? 'missing' : isWithinReach ? 'within-reach' : 'out-of-reach',
      dueAt: command.dueAt,
      whole,
    },
    now,
  )
  if (!decided.ok) return decided
  if (responsible === undefined) return refuse({ code: 'task.responsible-out-of-reach' })
  const isFresh = await writeTask({ tx, now, actor, post }, command, { ...asked, responsible, answering }, source)
  if (isFresh) return accept({ taskId: command.taskId, again: false })
  return (await findGiven(tx, actor, command.taskId)) ?? refuse({ code: 'task.not-permitted' })
}

/** Asks something of an officer or a unit, with others together, by a day. Sent twice, it is answered with the first one. */
export const assignTask = (deps: TaskDeps, actor: Actor, command: AssignTask): Promise<Result<Assigned, TaskRefusal>> =>
  inTransaction(deps.database, (tx) => assignTaskWithin({ tx, now: deps.clock.now() }, actor, command))
