import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { closingOn, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { Actor } from '#modules/identity/domain/index.ts'
import { AssignTask, assignTaskWithin } from '#modules/tasks/index.ts'
import { decideConclusions, decideIssue } from '../domain/index.ts'
import { bindTask, listConclusions, markConcluded, setConclusions } from '../store/conclusions.ts'
import {
  type EngagementScene,
  type MeetingAnswer,
  type MeetingDeps,
  onEngagement,
  recordOnEngagement,
} from './meeting-deed.ts'

export const WriteConclusions = z.object({
  id: z.uuid(),
  lines: z
    .array(
      z.object({
        body: z.string().trim().min(1).max(300),
        responsibleId: z.uuid().nullable(),
        dueOn: z.instanceof(Temporal.PlainDate).nullable(),
      }),
    )
    .max(30),
})
export type WriteConclusions = z.infer<typeof WriteConclusions>

/** Writes down what was concluded, who answers for each line and by when; it may be written again until it is issued. */
export const writeConclusions = (deps: MeetingDeps, actor: Actor, command: WriteConclusions): MeetingAnswer<null> =>
  onEngagement<null>(deps, actor, command.id, async (scene) => {
    const decided = decideConclusions(scene.row, scene.standing, scene.now)
    if (!decided.ok) return decided
    if (command.lines.length === 0) return refuse({ code: 'engagement.conclusion-missing' })
    const { calendar } = await deps.workingTime(scene.tx)
    if (command.lines.some(({ dueOn }) => dueOn !== null && closingOn(calendar, dueOn) === null))
      return refuse({ code: 'engagement.due-unknown' })
    const lines = command.lines.map((line, index) => ({ ...line, position: index + 1 }))
    await setConclusions(scene.tx, command.id, lines)
    await recordOnEngagement(scene, command.id, 'engagement.conclusions-written', { lines: lines.length })
    return accept(null)
  })

/** Each line that somebody answers for is given to him as a task; nothing is typed twice. */
const giveTasks = async (scene: EngagementScene, calendar: WorkingCalendar): MeetingAnswer<number> => {
  const { tx, now, actor, row } = scene
  const lines = (await listConclusions(tx, row.id)).filter((line) => line.responsibleId !== null)
  for (const line of lines) {
    const closing = line.dueOn === null ? null : closingOn(calendar, line.dueOn)
    if (line.dueOn !== null && closing === null) return refuse({ code: 'engagement.due-unknown' })
    const taskId = newId()
    const command = AssignTask.parse({
      taskId,
      title: line.body,
      source: { kind: 'meeting', id: row.id },
      responsibleId: line.responsibleId,
      dueAt: closing?.at ?? null,
    })
    const given = await assignTaskWithin({ tx, now }, actor, command)
    if (!given.ok)
      return refuse({ code: 'engagement.task-refused', position: line.position, reason: given.refusal.code })
    await bindTask(tx, row.id, line.position, taskId)
  }
  return accept(lines.length)
}

/** Whoever led issues the conclusions: they bind, and their lines become tasks, all or none. Returns how many tasks. */
export const issueConclusions = (
  deps: MeetingDeps,
  actor: Actor,
  { id }: { readonly id: string },
): MeetingAnswer<number> =>
  onEngagement<number>(deps, actor, id, async (scene) => {
    const { tx, now, row, standing, leads } = scene
    const decided = decideIssue(row, { chairs: standing.chairs, leads }, now)
    if (!decided.ok) return decided
    if ((await listConclusions(tx, id)).length === 0) return refuse({ code: 'engagement.conclusion-missing' })
    const { calendar } = await deps.workingTime(tx)
    const tasks = await giveTasks(scene, calendar)
    if (!tasks.ok) return tasks
    await markConcluded(tx, id, { officerId: scene.actor.officerId, at: now })
    await recordOnEngagement(scene, id, 'engagement.concluded', { tasks: tasks.value })
    return tasks
  })
