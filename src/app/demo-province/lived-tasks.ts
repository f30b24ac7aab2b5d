import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { addWorkingMinutes, legalDayMinutes } from '#modules/calendar/domain/index.ts'
import type { WorkingTimeSource } from '#modules/calendar/index.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import {
  askExtension,
  assignTask,
  judgeLateness,
  judgeTask,
  markTaskStep,
  reportFinished,
  reportProgress,
  type TaskDeps,
} from '#modules/tasks/index.ts'
import type { LivedTime } from './lived-course.ts'

const course = ['open', 'begun', 'extension', 'reported', 'done', 'late'] as const

/** A task of the last weeks; days are working days before now, negative after it. */
const LivedTask = z.strictObject({
  by: z.string(),
  to: z.string(),
  title: z.string(),
  detail: z.string(),
  source: z.enum(['word', 'meeting']),
  label: z.string(),
  givenDaysAgo: z.number().int().positive(),
  dueDaysAgo: z.number().int(),
  steps: z.array(z.string()),
  course: z.enum(course),
})
type LivedTask = z.infer<typeof LivedTask>

export const readLivedTasks = async (folder: string): Promise<readonly LivedTask[]> => {
  const path = join(folder, 'lived', 'tasks.json')
  return existsSync(path) ? z.array(LivedTask).parse(JSON.parse(await readFile(path, 'utf8'))) : []
}

export type TaskStage = {
  readonly deps: TaskDeps & { readonly workingTime: WorkingTimeSource }
  readonly time: LivedTime
  readonly setClock: (at: Temporal.Instant) => void
  readonly officer: (login: string) => Promise<OfficerActor>
}

type Told = {
  readonly stage: TaskStage
  readonly plan: LivedTask
  readonly taskId: string
  readonly asker: OfficerActor
  readonly doer: OfficerActor
  readonly dayAt: (daysAgo: number) => Temporal.Instant
}

const workOn = async ({ stage, plan, taskId, doer, dayAt }: Told): Promise<void> => {
  stage.setClock(dayAt(plan.givenDaysAgo - 1))
  const [first] = plan.steps
  if (first === undefined)
    acceptedValue(
      await reportProgress(stage.deps, doer, { taskId, progress: 40, words: 'Đã phân công, đang tổng hợp.' }),
    )
  else acceptedValue(await markTaskStep(stage.deps, doer, { taskId, position: 1, isDone: true }))
}

const finish = async ({ stage, plan, taskId, doer, dayAt }: Told, daysAgo: number): Promise<void> => {
  stage.setClock(dayAt(daysAgo))
  for (const index of plan.steps.keys())
    acceptedValue(await markTaskStep(stage.deps, doer, { taskId, position: index + 1, isDone: true }))
  acceptedValue(await reportFinished(stage.deps, doer, { taskId, words: 'Đã hoàn thành, kết quả gửi kèm báo cáo.' }))
}

const judge = async ({ stage, taskId, asker, dayAt }: Told, daysAgo: number): Promise<void> => {
  stage.setClock(dayAt(daysAgo))
  acceptedValue(await judgeTask(stage.deps, asker, { taskId, isAccepted: true, words: 'Đồng ý kết quả.' }))
}

const tellStory = async (told: Told): Promise<void> => {
  const { stage, plan, taskId, asker, doer, dayAt } = told
  if (plan.course === 'open') return
  await workOn(told)
  if (plan.course === 'extension') {
    stage.setClock(dayAt(1))
    const reason = 'Còn một số gia đình đi làm xa, chưa liên hệ được.'
    acceptedValue(await askExtension(stage.deps, doer, { taskId, dueAt: dayAt(plan.dueDaysAgo - 5), reason }))
  }
  if (plan.course === 'reported') await finish(told, 1)
  if (plan.course === 'done') {
    await finish(told, plan.dueDaysAgo + 1)
    await judge(told, plan.dueDaysAgo)
  }
  if (plan.course === 'late') {
    await finish(told, plan.dueDaysAgo - 2)
    await judge(told, plan.dueDaysAgo - 3)
    const reason = 'Danh sách các vụ việc của các khu gửi chậm.'
    acceptedValue(await judgeLateness(stage.deps, asker, { taskId, fault: 'together', reason }))
  }
}

/** Lets the tasks of the last weeks be given and done through the use cases, each deed at its moment. Returns how many. */
export const liveTasks = async (stage: TaskStage, plans: readonly LivedTask[]): Promise<number> => {
  const dayAt = (daysAgo: number) => addWorkingMinutes(stage.time.calendar, stage.time.end, -daysAgo * legalDayMinutes)
  for (const plan of plans) {
    const [asker, doer] = [await stage.officer(plan.by), await stage.officer(plan.to)]
    const taskId = newId()
    stage.setClock(dayAt(plan.givenDaysAgo))
    acceptedValue(
      await assignTask(stage.deps, asker, {
        taskId,
        title: plan.title,
        detail: plan.detail,
        source: { kind: plan.source, id: null, label: plan.label },
        parentId: null,
        responsibleId: doer.officerId,
        togetherIds: [],
        informedIds: [],
        steps: plan.steps,
        urgency: 0,
        dueAt: dayAt(plan.dueDaysAgo),
      }),
    )
    await tellStory({ stage, plan, taskId, asker, doer, dayAt })
  }
  return plans.length
}
