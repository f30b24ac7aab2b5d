import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { stoppedClock, Temporal } from '#kernel/time.ts'
import { compileCalendar, defaultDeadlineRules, WorkingCalendarSource } from '#modules/calendar/domain/index.ts'
import type { HeldPost, OfficerActor, Role } from '#modules/identity/domain/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { countingStatements, type Database } from '#platform/database/connection.ts'
import { openTestDatabase } from '#test/support/database.ts'
import { addAgency } from '#test/support/people.ts'
import {
  AssignTask,
  askExtension,
  assignTask,
  cancelTask,
  countTasks,
  decideExtension,
  type FigureAsked,
  type FiguresQuestion,
  findTask,
  handTaskOn,
  judgeLateness,
  judgeTask,
  listAssignable,
  listTaskStory,
  listTasks,
  markTaskStep,
  remindOfTasks,
  reportFinished,
  reportProgress,
  type TaskLetter,
  taskFigureNames,
  taskFigures,
} from '../index.ts'
import { endLeading } from '../store/parties.ts'

const at = (text: string) => Temporal.Instant.from(`${text}+07:00`)
const now = at('2026-09-07T09:00')
const calendar = compileCalendar(
  WorkingCalendarSource.parse({ plans: [{ inForceFrom: '2020-01-01' }], exceptions: [] }),
)
const due = at('2026-09-10T17:00')
const moment = { now, soonUntil: at('2026-09-09T17:00') }

let database: Database
let deps: { readonly database: Database; readonly clock: ReturnType<typeof stoppedClock> }
let leader: OfficerActor
let head: OfficerActor
let handler: OfficerActor
let colleague: OfficerActor
let stranger: OfficerActor
let unitId: string
let agencyId: string

const addUnit = async (inAgency: string): Promise<string> => {
  const id = newId()
  await database
    .insertInto('unit')
    .values({ id, agency_id: inAgency, key: id.slice(-8), name: 'Phòng Kinh tế' })
    .execute()
  return id
}

const addActor = async (inAgency: string, role: Role, unit: string | null, name: string): Promise<OfficerActor> => {
  const [officerId, postId] = [newId(), newId()]
  await database.insertInto('officer').values({ id: officerId, full_name: name }).execute()
  await database
    .insertInto('post')
    .values({ id: postId, agency_id: inAgency, unit_id: unit, title: `Chức vụ ${role}`, role })
    .execute()
  await database
    .insertInto('post_holding')
    .values({ id: newId(), post_id: postId, officer_id: officerId, in_force: sql<string>`'[2020-01-01,)'::daterange` })
    .execute()
  const post: HeldPost = {
    postId,
    role,
    title: `Chức vụ ${role}`,
    agencyId: inAgency,
    agencyName: 'Cơ quan',
    unitId: unit,
    unitName: '',
    isDelegated: false,
  }
  const supervisedAgencyIds = role === 'leader' ? [inAgency] : []
  return { kind: 'officer', accountId: newId(), officerId, fullName: name, posts: [post], supervisedAgencyIds }
}

beforeAll(async () => {
  const province = (await openTestDatabase()).provinces.all[0]
  if (province === undefined) throw new Error('no province')
  database = province.database
  deps = { database, clock: stoppedClock(now) }
  agencyId = await addAgency(database, 'H44.901')
  unitId = await addUnit(agencyId)
  leader = await addActor(agencyId, 'leader', null, 'Lê Minh Hải')
  head = await addActor(agencyId, 'unit-head', unitId, 'Phạm Thu Hà')
  handler = await addActor(agencyId, 'handler', unitId, 'Đỗ Văn Nam')
  colleague = await addActor(agencyId, 'handler', unitId, 'Hà Thị Lan')
  const elsewhere = await addAgency(database, 'H44.902')
  stranger = await addActor(elsewhere, 'leader', null, 'Người Ngoài')
})

const command = (changed: Record<string, unknown> = {}) =>
  AssignTask.parse({
    taskId: newId(),
    title: 'Báo cáo thiệt hại do bão',
    responsibleId: handler.officerId,
    dueAt: due,
    ...changed,
  })

const give = async (changed: Record<string, unknown> = {}): Promise<string> =>
  acceptedValue(await assignTask(deps, leader, command(changed))).taskId

const openWork = async (taskId: string) => {
  const { rows } = await sql<{ step: string; officerId: string | null }>`
    select step_key as step, officer_id as "officerId" from work_item
    where subject_id = ${taskId} and state = 'open' order by step_key`.execute(database)
  return rows.map(({ step }) => step.replace(/:.*/, ''))
}

const refusalOf = (answer: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  answer.ok ? 'done' : answer.refusal?.code

describe('a task', () => {
  it('is given once, however often the form is sent', async () => {
    const one = command({ togetherIds: [colleague.officerId], steps: ['Thu thập', 'Viết'] })
    const answers = await Promise.all([1, 2, 3].map(() => assignTask(deps, leader, one)))
    expect(answers.filter((answer) => answer.ok && !answer.value.again)).toHaveLength(1)
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await openWork(one.taskId)).toEqual(['do', 'help'])
    expect(await listTaskStory(database, one.taskId)).toHaveLength(1)
  })

  it('goes its whole way: steps, report, sent back, better, accepted', async () => {
    const taskId = await give({ steps: ['Thu thập', 'Viết'], togetherIds: [colleague.officerId] })
    expect(refusalOf(await reportFinished(deps, handler, { taskId, words: 'xong' }))).toBe('task.steps-open')
    acceptedValue(await markTaskStep(deps, handler, { taskId, position: 1, isDone: true }))
    acceptedValue(await reportProgress(deps, colleague, { taskId, progress: 60, words: 'đã có số liệu' }))
    acceptedValue(await markTaskStep(deps, handler, { taskId, position: 2, isDone: true }))
    acceptedValue(await reportFinished(deps, handler, { taskId, words: 'đã gửi báo cáo' }))
    expect(await openWork(taskId)).toEqual(['judge'])
    expect(refusalOf(await judgeTask(deps, handler, { taskId, isAccepted: true, words: '' }))).toBe(
      'task.not-permitted',
    )
    acceptedValue(await judgeTask(deps, leader, { taskId, isAccepted: false, words: 'thiếu xã Hy Cương' }))
    expect(await openWork(taskId)).toEqual(['do', 'help'])
    acceptedValue(await reportFinished(deps, handler, { taskId, words: 'đã bổ sung' }))
    acceptedValue(await judgeTask(deps, leader, { taskId, isAccepted: true, words: '' }))
    expect(await openWork(taskId)).toEqual([])
    expect(await findTask(database, leader, taskId, now)).toMatchObject({
      state: 'done',
      progress: 100,
      reportedAt: now,
    })
    const kinds = (await listTaskStory(database, taskId)).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'assigned',
      'progress',
      'progress',
      'progress',
      'reported',
      'sent-back',
      'reported',
      'accepted',
    ])
    expect(await verifyLog(database)).toMatchObject({ faults: [] })
  })

  it('moves its day when more time is granted, on its open work too', async () => {
    const taskId = await give()
    const wanted = at('2026-09-15T17:00')
    acceptedValue(await askExtension(deps, handler, { taskId, dueAt: wanted, reason: 'chờ số liệu của xã' }))
    expect(refusalOf(await askExtension(deps, handler, { taskId, dueAt: wanted, reason: 'x' }))).toBe(
      'task.extension-waits',
    )
    expect((await findTask(database, leader, taskId, now))?.dueAt).toEqual(due)
    acceptedValue(await decideExtension(deps, leader, { taskId, isGranted: true, note: '' }))
    expect(await findTask(database, leader, taskId, now)).toMatchObject({
      dueAt: wanted,
      firstDueAt: due,
      extension: null,
    })
    const { rows } = await sql<{ at: Temporal.Instant }>`
      select pressing_at as at from work_item where subject_id = ${taskId} and state = 'open'`.execute(database)
    expect(rows).toEqual([{ at: wanted }])
  })

  it('of a unit is its head’s, who hands it on to one of the unit', async () => {
    const taskId = await give({ responsibleId: unitId })
    expect(refusalOf(await reportFinished(deps, handler, { taskId, words: 'x' }))).toBe('task.not-found')
    expect(refusalOf(await handTaskOn(deps, head, { taskId, officerId: stranger.officerId, words: '' }))).toBe(
      'task.responsible-out-of-reach',
    )
    acceptedValue(await handTaskOn(deps, head, { taskId, officerId: handler.officerId, words: 'anh Nam làm' }))
    acceptedValue(await reportFinished(deps, handler, { taskId, words: 'xong' }))
    expect(await openWork(taskId)).toEqual(['judge'])
  })

  it('is seen no more by who was taken off it', async () => {
    const taskId = await give()
    expect(await findTask(database, handler, taskId, now)).not.toBeNull()
    await database.transaction().execute((tx) => endLeading(tx, taskId, now))
    expect(await findTask(database, handler, taskId, now)).toBeNull()
    expect((await listTasks(database, handler, page('watched'))).map(({ id }) => id)).not.toContain(taskId)
  })

  it('that one gave oneself is done with one’s own report', async () => {
    const one = command({ responsibleId: handler.officerId })
    acceptedValue(await assignTask(deps, handler, one))
    acceptedValue(await reportFinished(deps, handler, { taskId: one.taskId, words: 'xong' }))
    expect(await findTask(database, handler, one.taskId, now)).toMatchObject({ state: 'done' })
  })

  it('waits for its parts, which are due within it', async () => {
    const taskId = await give()
    const part = command({ responsibleId: handler.officerId, parentId: taskId, dueAt: at('2026-09-11T17:00') })
    expect(refusalOf(await assignTask(deps, handler, part))).toBe('task.due-after-whole')
    const within = command({ responsibleId: handler.officerId, parentId: taskId })
    acceptedValue(await assignTask(deps, handler, within))
    expect(refusalOf(await reportFinished(deps, handler, { taskId, words: 'xong' }))).toBe('task.parts-open')
    acceptedValue(await cancelTask(deps, handler, { taskId: within.taskId, reason: 'gộp lại' }))
    acceptedValue(await reportFinished(deps, handler, { taskId, words: 'xong' }))
  })

  it('is parted only by who answers for it, heads him or asked for it', async () => {
    const taskId = await give({ togetherIds: [colleague.officerId] })
    const partBy = (actor: OfficerActor) =>
      assignTask(deps, actor, command({ responsibleId: actor.officerId, parentId: taskId }))
    expect(refusalOf(await partBy(colleague))).toBe('task.not-permitted')
    for (const actor of [head, leader]) acceptedValue(await partBy(actor))
  })

  it('is nobody’s business who has no part in it', async () => {
    const taskId = await give()
    expect(await findTask(database, stranger, taskId, now)).toBeNull()
    expect(await findTask(database, colleague, taskId, now)).toBeNull()
    for (const answer of [
      await reportProgress(deps, stranger, { taskId, progress: 5, words: 'x' }),
      await cancelTask(deps, stranger, { taskId, reason: 'x' }),
      await judgeTask(deps, colleague, { taskId, isAccepted: true, words: '' }),
    ])
      expect(refusalOf(answer)).toBe('task.not-found')
    const out = command({ responsibleId: stranger.officerId })
    expect(refusalOf(await assignTask(deps, leader, out))).toBe('task.responsible-out-of-reach')
    expect(refusalOf(await assignTask(deps, handler, command({ responsibleId: colleague.officerId })))).toBe(
      'task.responsible-out-of-reach',
    )
    expect((await listTasks(database, stranger, page('watched'))).length).toBe(0)
  })
})

const page = (scope: 'mine' | 'given' | 'watched' | 'helping') => ({
  filter: { scope, level: null, words: '', figure: null },
  moment,
  after: null,
  limit: 50,
})

describe('lists and figures', () => {
  it('are one statement each, whatever is in them, and turn pages without loss', async () => {
    for (let turn = 0; turn < 7; turn += 1)
      await give({ title: `Việc thứ ${turn}`, dueAt: turn === 6 ? null : at(`2026-09-1${turn}T17:00`) })
    const count = { statements: 0 }
    const whole = await countingStatements(count, () => listTasks(database, handler, page('mine')))
    expect(count.statements).toBe(1)
    const seen: string[] = []
    for (let after: { dueAt: string | null; id: string } | null = null; ; ) {
      const rows = await listTasks(database, handler, { ...page('mine'), limit: 3, after })
      seen.push(...rows.map((row) => row.id))
      const last = rows.at(-1)
      if (last === undefined) break
      after = { dueAt: last.dueAt?.toString() ?? null, id: last.id }
    }
    expect(seen).toEqual(whole.map((row) => row.id))
    const found = await listTasks(database, handler, {
      ...page('mine'),
      filter: { scope: 'mine', level: null, words: 'viec THU 3', figure: null },
    })
    expect(found.map((row) => row.title)).toEqual(['Việc thứ 3'])
    const counts = await countTasks(database, handler, page('mine').filter, moment)
    expect(counts.overdue + counts.soon + counts.later + counts.waiting).toBe(whole.length)
  })

  it('tell whose fault lateness was', async () => {
    const taskId = await give({ dueAt: at('2026-09-07T10:00') })
    const afterwards = { database, clock: stoppedClock(at('2026-09-08T09:00')) }
    acceptedValue(await reportFinished(afterwards, handler, { taskId, words: 'muộn' }))
    acceptedValue(await judgeTask(afterwards, leader, { taskId, isAccepted: true, words: '' }))
    acceptedValue(await judgeLateness(afterwards, leader, { taskId, fault: 'responsible', reason: 'không theo dõi' }))
    const question = {
      by: 'officer' as const,
      withinId: unitId,
      from: at('2026-01-01T00:00'),
      until: at('2027-01-01T00:00'),
      now,
    }
    const mine = (await taskFigures(database, leader, question)).find((row) => row.id === handler.officerId)
    expect(mine).toMatchObject({ late: 1, ownFault: 1, otherFault: 0 })
    expect(await taskFigures(database, stranger, question)).toEqual([])
  })

  it('lead from every number to just the tasks that it counts, per person, unit, agency and up the tree', async () => {
    const under = await addAgency(database, 'DUOI', agencyId)
    const moved = await give({ title: 'Việc của cơ quan dưới', dueAt: at('2026-09-07T10:00') })
    await database.updateTable('task').set({ responsible_agency_id: under }).where('id', '=', moved).execute()
    const later = at('2026-09-08T09:00')
    const period = { from: at('2026-01-01T00:00'), until: at('2027-01-01T00:00'), now: later }
    const questions: readonly FiguresQuestion[] = [
      { ...period, by: 'agency', withinId: null },
      { ...period, by: 'agency', withinId: agencyId },
      { ...period, by: 'unit', withinId: agencyId },
      { ...period, by: 'officer', withinId: unitId },
    ]
    const listed = async (asked: FigureAsked) => {
      const filter = { scope: 'watched', level: null, words: '', figure: asked } as const
      return (await listTasks(database, leader, { filter, moment, after: null, limit: 500 })).length
    }
    for (const question of questions) {
      const rows = await taskFigures(database, leader, question)
      expect(rows.length).toBeGreaterThan(0)
      for (const figure of taskFigureNames) {
        for (const row of rows)
          expect([question.by, figure, row.name, await listed({ ...question, figure, groupId: row.id })]).toEqual([
            ...[question.by, figure, row.name],
            row[figure],
          ])
        const all = rows.reduce((sum, row) => sum + row[figure], 0)
        expect(await listed({ ...question, figure })).toBe(all)
      }
      for (const row of rows)
        expect(row.late + row.overdue).toBeLessThanOrEqual(row.ownFault + row.otherFault + row.noFault)
    }
    const [, tree] = await Promise.all(questions.map((question) => taskFigures(database, leader, question)))
    expect(new Set(tree?.map(({ id }) => id))).toEqual(new Set([agencyId, under]))
  })

  it('come to mind in one letter of the morning, each moment once, and never on a day of rest', async () => {
    await database
      .insertInto('account')
      .values({ id: newId(), kind: 'officer', login: 'nam', officer_id: handler.officerId })
      .execute()
    await database.updateTable('officer').set({ email: 'nam@example.vn' }).where('id', '=', handler.officerId).execute()
    const morning = (text: string) => ({
      database,
      clock: stoppedClock(at(text)),
      workingTime: async () => ({ calendar, rulesOn: () => defaultDeadlineRules }),
    })
    const letters: TaskLetter[] = []
    const write = async (_: unknown, letter: TaskLetter) => {
      letters.push(letter)
    }
    const taskId = await give({ title: 'Việc sắp đến hạn', dueAt: at('2026-10-15T17:00') })
    const namesIt = () => letters.filter((letter) => letter.tasks.some((one) => one.id === taskId)).length
    await remindOfTasks(morning('2026-10-14T07:00'), write)
    await remindOfTasks(morning('2026-10-14T07:30'), write)
    expect(namesIt()).toBe(1)
    await Promise.all([1, 2].map(() => remindOfTasks(morning('2026-10-15T07:00'), write)))
    expect(namesIt()).toBe(2)
    expect(await remindOfTasks(morning('2026-10-18T07:00'), write)).toBe(0)
    await remindOfTasks(morning('2026-10-19T07:00'), write)
    expect(namesIt()).toBe(3)
  })

  it('offer whom one may ask: a leader his agency, a head the unit, others themselves', async () => {
    const names = async (actor: OfficerActor) =>
      (await listAssignable(database, actor, 100)).map((one) => one.name).sort()
    expect(await names(leader)).toEqual(
      ['Hà Thị Lan', 'Lê Minh Hải', 'Phòng Kinh tế', 'Phạm Thu Hà', 'Đỗ Văn Nam'].sort(),
    )
    expect(await names(head)).toEqual(['Hà Thị Lan', 'Phòng Kinh tế', 'Phạm Thu Hà', 'Đỗ Văn Nam'].sort())
    expect(await names(handler)).toEqual(['Đỗ Văn Nam'])
    const days = {
      days: sql<string>`'[2000-01-01,2999-01-01)'::daterange`,
      working_days: 1,
      kind: 'annual',
      state: 'granted',
    }
    const asked = { asked_at: now, decided_by: leader.officerId, decided_at: now }
    await database
      .insertInto('officer_leave')
      .values({ id: newId(), officer_id: colleague.officerId, ...days, ...asked })
      .execute()
    const away = (await listAssignable(database, leader, 100)).filter(({ awayUntil }) => awayUntil !== null)
    expect(away.map(({ id, awayUntil }) => [id, awayUntil?.toString()])).toEqual([[colleague.officerId, '2998-12-31']])
  })
})
