import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { findEvent } from '#platform/outbox/find-event.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import {
  AssignTask,
  askExtension,
  assignTask,
  cancelTask,
  findTask,
  listTaskStory,
  sayOnTask,
  setTaskDay,
  type TaskSaidLetter,
  tellOfTask,
} from '../index.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const due = at('2026-09-10T17:00')
const earlier = at('2026-09-08T17:00')
const later = at('2026-09-15T17:00')

let house: DemoHouse
let leader: OfficerActor
let handler: OfficerActor
let helper: OfficerActor
let stranger: OfficerActor

beforeAll(async () => {
  house = await openDemoHouse()
  leader = await house.officer('hycuong.chutich')
  handler = await house.officer('hycuong.hotich')
  helper = await house.officer('hycuong.truongkinhte')
  stranger = await house.officer('viettri.chutich')
  for (const { officerId } of [leader, handler, helper])
    await sql`update officer set email = ${`${officerId}@example.vn`} where id = ${officerId}`.execute(
      house.open.database,
    )
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

const refusalOf = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  answer.ok ? 'done' : answer.refusal?.code

const say = (actor: OfficerActor, taskId: string, words: string, key = newId()) =>
  sayOnTask(house.deps, actor, { taskId, words, key })

const move = (actor: OfficerActor, taskId: string, dueAt: Temporal.Instant, reason = 'bão đến sớm') =>
  setTaskDay(house.deps, actor, { taskId, dueAt, reason })

const kindsOf = async (taskId: string) =>
  (await listTaskStory(house.open.database, taskId)).map(({ kind, name }) => `${kind} ${name}`)

/** The letters that the last event of a task brings, however often its job runs. */
const lettersOf = async (taskId: string): Promise<readonly TaskSaidLetter[]> => {
  const { database } = house.open
  const { rows } = await sql<{ id: string }>`
    select id from event where subject_id = ${taskId} order by recorded_at desc, id desc limit 1`.execute(database)
  const event = await findEvent(database, rows[0]?.id ?? '')
  if (event === null) throw new Error('a task without an event')
  const letters: TaskSaidLetter[] = []
  for (const _ of [1, 2])
    await tellOfTask(house.deps, event, async (_tx, letter) => {
      letters.push(letter)
    })
  return letters
}

describe('a word on a task', () => {
  it('is said by whoever takes part, once however often the form is sent, and stands in the story', async () => {
    const taskId = await give(leader, { togetherIds: [helper.officerId] })
    const key = newId()
    for (const _ of [1, 2]) acceptedValue(await say(leader, taskId, 'Đến đâu rồi?', key))
    acceptedValue(await say(handler, taskId, 'Chờ số liệu của thôn'))
    acceptedValue(await say(helper, taskId, 'Chiều nay gửi'))
    expect(await kindsOf(taskId)).toEqual([
      `assigned ${leader.fullName}`,
      `remark ${leader.fullName}`,
      `remark ${handler.fullName}`,
      `remark ${helper.fullName}`,
    ])
    expect(refusalOf(await say(stranger, taskId, 'Tôi cũng xem'))).toBe('task.not-found')
    expect(refusalOf(await say(leader, taskId, '  '))).toBe('task.words-missing')
    expect(await verifyLog(house.open.database)).toMatchObject({ faults: [] })
  })

  it('is told to the others by letter, once, without its words', async () => {
    const taskId = await give(leader, { togetherIds: [helper.officerId] })
    acceptedValue(await say(leader, taskId, 'Nội dung kín'))
    const letters = await lettersOf(taskId)
    expect(letters.map(({ to }) => to).toSorted()).toEqual(
      [handler, helper].map(({ officerId }) => `${officerId}@example.vn`).toSorted(),
    )
    expect(JSON.stringify(letters)).not.toContain('Nội dung kín')
    expect(letters[0]).toMatchObject({ what: 'remark', by: leader.fullName, title: 'Báo cáo thiệt hại do bão' })
    acceptedValue(await say(handler, taskId, 'Sắp xong'))
    expect((await lettersOf(taskId)).map(({ accountId }) => accountId)).toContain(leader.accountId)
  })

  it('is not said on what is over', async () => {
    const taskId = await give(leader)
    acceptedValue(await cancelTask(house.deps, leader, { taskId, reason: 'giao nhầm' }))
    expect(refusalOf(await say(handler, taskId, 'Còn làm không?'))).toBe('task.closed')
  })
})

describe('the day of a task', () => {
  it('is moved by who asked for it, earlier or later, on the open work too; the first day is kept', async () => {
    const taskId = await give(leader)
    expect(refusalOf(await move(handler, taskId, later))).toBe('task.not-permitted')
    expect(refusalOf(await move(leader, taskId, earlier, ' '))).toBe('task.reason-missing')
    expect(refusalOf(await move(leader, taskId, at('2026-09-01T17:00')))).toBe('task.due-past')
    acceptedValue(await move(leader, taskId, earlier))
    acceptedValue(await move(leader, taskId, earlier))
    const { rows } = await sql<{ at: Temporal.Instant }>`
      select pressing_at as at from work_item where subject_id = ${taskId} and state = 'open'`.execute(
      house.open.database,
    )
    expect(rows).toEqual([{ at: earlier }])
    const seen = await findTask(house.open.database, handler, taskId, house.deps.clock.now())
    expect([seen?.dueAt, seen?.firstDueAt]).toEqual([earlier, due])
    expect(await kindsOf(taskId)).toHaveLength(2)
    expect(await lettersOf(taskId)).toMatchObject([{ what: 'due-changed', dueAt: earlier }])
  })

  it('is set where there was none', async () => {
    const taskId = await give(leader, { dueAt: null })
    acceptedValue(await move(leader, taskId, later))
    const seen = await findTask(house.open.database, handler, taskId, house.deps.clock.now())
    expect([seen?.dueAt, seen?.firstDueAt]).toEqual([later, later])
  })

  it('stays behind its open parts, before the whole, and waits for a wish that is not answered', async () => {
    const whole = await give(leader)
    const part = await give(handler, { parentId: whole })
    expect(refusalOf(await move(leader, whole, earlier))).toBe('task.due-before-part')
    expect(refusalOf(await move(handler, part, later))).toBe('task.due-after-whole')
    acceptedValue(await move(handler, part, earlier))
    acceptedValue(await move(leader, whole, earlier))
    acceptedValue(
      await askExtension(house.deps, handler, { taskId: whole, dueAt: later, reason: 'chờ số liệu', key: newId() }),
    )
    expect(refusalOf(await move(leader, whole, due))).toBe('task.extension-unanswered')
  })
})
