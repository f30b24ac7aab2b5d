import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import {
  AssignTask,
  askExtension,
  assignTask,
  cancelTask,
  decideExtension,
  findTask,
  judgeTask,
  listTaskStory,
  reportFinished,
} from '../index.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const due = at('2026-09-10T17:00')
const later = at('2026-09-15T17:00')

let house: DemoHouse
let leader: OfficerActor
let handler: OfficerActor
let helper: OfficerActor

beforeAll(async () => {
  house = await openDemoHouse()
  leader = await house.officer('hycuong.chutich')
  handler = await house.officer('hycuong.hotich')
  helper = await house.officer('hycuong.truongkinhte')
})

const give = async (by: OfficerActor, changed: Record<string, unknown> = {}): Promise<string> => {
  const command = AssignTask.parse({
    taskId: newId(),
    title: 'Báo cáo thiệt hại do bão',
    responsibleId: handler.officerId,
    dueAt: due,
    ...changed,
  })
  return acceptedValue(await assignTask(house.deps, by, command)).taskId
}

const openWork = async (taskId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ step: string }>`
    select split_part(step_key, ':', 1) || coalesce(' ' || officer_id, '') as step from work_item
    where subject_id = ${taskId} and state = 'open' order by step_key`.execute(house.open.database)
  return rows.map(({ step }) => step)
}

const standing = async (taskId: string) => {
  const seen = await findTask(house.open.database, leader, taskId, house.deps.clock.now())
  return seen && { state: seen.state, dueAt: seen.dueAt, extension: seen.extension?.reason ?? null }
}

const refusalOf = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  answer.ok ? 'done' : answer.refusal?.code

describe('more time', () => {
  it('never takes a part beyond the whole, until the whole has more time itself', async () => {
    const whole = await give(leader)
    const part = await give(handler, { parentId: whole })
    const ask = (taskId: string) => askExtension(house.deps, handler, { taskId, dueAt: later, reason: 'chờ số liệu' })
    expect(refusalOf(await ask(part))).toBe('task.due-after-whole')
    acceptedValue(await ask(whole))
    acceptedValue(await decideExtension(house.deps, leader, { taskId: whole, isGranted: true, note: '' }))
    acceptedValue(await ask(part))
    acceptedValue(await decideExtension(house.deps, handler, { taskId: part, isGranted: true, note: '' }))
    expect(await standing(part)).toMatchObject({ dueAt: later })
  })

  it('is not granted beyond the whole when it was asked for before', async () => {
    const whole = await give(leader, { dueAt: later })
    const part = await give(handler, { parentId: whole })
    acceptedValue(await askExtension(house.deps, handler, { taskId: part, dueAt: later, reason: 'chờ' }))
    await sql`update task set due_at = ${due} where id = ${whole}`.execute(house.open.database)
    const verdict = { taskId: part, isGranted: true, note: '' }
    expect(refusalOf(await decideExtension(house.deps, handler, verdict))).toBe('task.due-after-whole')
    acceptedValue(await decideExtension(house.deps, handler, { ...verdict, isGranted: false, note: 'quá hạn chung' }))
  })

  it('is wished for no more once the work is reported, and may be wished for anew when it comes back', async () => {
    const taskId = await give(leader)
    const ask = () => askExtension(house.deps, handler, { taskId, dueAt: later, reason: 'chờ số liệu' })
    acceptedValue(await ask())
    acceptedValue(await reportFinished(house.deps, handler, { taskId, words: 'kịp xong' }))
    expect(await standing(taskId)).toMatchObject({ extension: null })
    acceptedValue(await judgeTask(house.deps, leader, { taskId, isAccepted: false, words: 'thiếu số liệu' }))
    expect(refusalOf(await ask())).toBe('done')
    acceptedValue(await cancelTask(house.deps, leader, { taskId, reason: 'không cần nữa' }))
    expect(await standing(taskId)).toMatchObject({ state: 'cancelled', extension: null })
  })
})

it('what is sent back waits again for who answers for it and for those who help', async () => {
  const taskId = await give(leader, { togetherIds: [helper.officerId] })
  const both = [`do ${handler.officerId}`, `help ${helper.officerId}`]
  expect(await openWork(taskId)).toEqual(both)
  acceptedValue(await reportFinished(house.deps, handler, { taskId, words: 'xong' }))
  acceptedValue(await judgeTask(house.deps, leader, { taskId, isAccepted: false, words: 'làm lại' }))
  expect(await openWork(taskId)).toEqual(both)
})

it('parts that are not done end with the whole that is cancelled, parts of parts too', async () => {
  const whole = await give(leader)
  const part = await give(handler, { parentId: whole })
  const deeper = await give(handler, { parentId: part })
  const done = await give(handler, { parentId: whole })
  acceptedValue(await reportFinished(house.deps, handler, { taskId: done, words: 'xong' }))
  acceptedValue(await cancelTask(house.deps, leader, { taskId: whole, reason: 'tỉnh không yêu cầu nữa' }))
  for (const taskId of [whole, part, deeper]) {
    expect(await standing(taskId)).toMatchObject({ state: 'cancelled' })
    expect(await openWork(taskId)).toEqual([])
    expect((await listTaskStory(house.open.database, taskId)).at(-1)).toMatchObject({
      kind: 'cancelled',
      body: 'tỉnh không yêu cầu nữa',
    })
  }
  expect(await standing(done)).toMatchObject({ state: 'done' })
  expect(await verifyLog(house.open.database)).toMatchObject({ faults: [] })
})
