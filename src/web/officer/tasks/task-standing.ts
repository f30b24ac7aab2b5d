import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { mayAddPart, type TaskStanding } from '#modules/tasks/domain/index.ts'
import type { TaskDetail } from '#modules/tasks/index.ts'

const headsUnitOf = (actor: OfficerActor, task: TaskDetail): boolean =>
  actor.posts.some(
    (post) => post.role === 'unit-head' && post.unitId !== null && post.unitId === task.responsibleUnitId,
  )

/** What the officer is to the task that he looks at. */
export const standingOn = (actor: OfficerActor, task: TaskDetail): readonly TaskStanding[] => {
  const answers =
    task.responsibleOfficerId === null ? headsUnitOf(actor, task) : task.responsibleOfficerId === actor.officerId
  const asks = task.assignedBy === actor.officerId || actor.posts.some((post) => post.postId === task.assignedPostId)
  const helps = task.people.some((one) => one.id === actor.officerId && one.capacity === 'together')
  return [
    ...(answers ? (['responsible'] as const) : []),
    ...(asks && (!answers || task.assignedBy === actor.officerId) ? (['assigner'] as const) : []),
    ...(helps ? (['together'] as const) : []),
  ]
}

/** Whether the form of a part of it is for him. */
export const mayPart = (actor: OfficerActor, task: TaskDetail): boolean =>
  task.state === 'open' && (headsUnitOf(actor, task) || standingOn(actor, task).some(mayAddPart))
