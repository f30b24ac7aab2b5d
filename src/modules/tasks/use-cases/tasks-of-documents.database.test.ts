import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import type { OfficerActor } from '#modules/identity/domain/index.ts'
import { incomingForOfficer, settleByAnswer } from '#modules/official-documents/index.ts'
import { listOpenWork } from '#modules/processes/index.ts'
import { verifyLog } from '#platform/action-log/verify-log.ts'
import { type DemoHouse, openDemoHouse } from '#test/support/demo-house.ts'
import { openIncomingBook, registeredDocument } from '#test/support/incoming-document.ts'
import {
  AssignTask,
  assignTask,
  cancelTask,
  closeAnsweredTasks,
  findTask,
  listTaskStory,
  listTasks,
  listTasksOf,
  openTasks,
} from '../index.ts'

let house: DemoHouse
let clerk: OfficerActor
let leader: OfficerActor
let handler: OfficerActor

const give = (actor: OfficerActor, documentId: string, other: Partial<AssignTask> = {}) =>
  assignTask(
    house.deps,
    actor,
    AssignTask.parse({
      taskId: newId(),
      title: 'Rà soát và trả lời',
      source: { kind: 'document', id: documentId },
      responsibleId: handler.officerId,
      dueAt: null,
      ...other,
    }),
  )

let answers = 6

/** An outgoing document that answers, as it stands when it has its number. */
const issueAnswer = async (documentId: string): Promise<string> => {
  const { database, clock, workingTime } = house.deps
  const now = clock.now()
  const answerId = newId()
  const agencyId = clerk.posts[0]?.agencyId ?? ''
  const { id: registerId } = await database
    .selectFrom('document_register')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('key', '=', 'van-ban-di')
    .executeTakeFirstOrThrow()
  answers += 1
  await database.transaction().execute(async (tx) => {
    await tx
      .insertInto('official_document')
      .values({
        id: answerId,
        agency_id: agencyId,
        direction: 'outgoing',
        state: 'issued',
        subject: 'trả lời',
        code_number: answers,
        code_notation: 'UBND-TP',
        register_id: registerId,
        register_number: answers,
        register_year: 2026,
        registered_by: clerk.officerId,
        created_at: now,
        updated_at: now,
      })
      .execute()
    await tx
      .insertInto('document_link')
      .values({ from_id: answerId, to_id: documentId, kind: 'answers', created_at: now })
      .execute()
    const issued = { tx, now, actor: clerk, post: null, answerId }
    await settleByAnswer({ ...issued, workingTime: await workingTime(tx) })
  })
  return answerId
}

beforeAll(async () => {
  house = await openDemoHouse()
  clerk = await house.officer('hycuong.vanthu')
  leader = await house.officer('hycuong.chutich')
  handler = await house.officer('hycuong.hotich')
  await openIncomingBook(house, clerk)
})

describe('a task that comes of a document', () => {
  it('shows the document to whoever is given it, and to nobody else', async () => {
    const documentId = await registeredDocument(house, clerk)
    const { database, clock } = house.deps
    const seenBy = (actor: OfficerActor) => incomingForOfficer(database, actor, documentId, clock.now())
    expect(await seenBy(handler)).toBeNull()
    const { taskId } = acceptedValue(await give(leader, documentId))
    expect(await seenBy(handler)).not.toBeNull()
    expect(await seenBy(await house.officer('hycuong.truongkinhte'))).toBeNull()
    const task = await findTask(database, handler, taskId, house.deps.clock.now())
    expect(task?.source).toMatchObject({ kind: 'document', id: documentId, direction: 'incoming' })
    expect(await listTasksOf(database, leader, { kind: 'document', id: documentId })).toMatchObject([{ id: taskId }])
  })

  it('shows the document to who takes part as long as he does: handed over it moves along, cancelled it ends', async () => {
    const documentId = await registeredDocument(house, clerk)
    const { database, clock } = house.deps
    const now = clock.now()
    const sees = async (actor: OfficerActor) => (await incomingForOfficer(database, actor, documentId, now)) !== null
    const other = await house.officer('hycuong.truongkinhte')
    const { taskId } = acceptedValue(await give(leader, documentId))
    expect([await sees(handler), await sees(other)]).toEqual([true, false])
    const key = `task-answers|${clerk.posts[0]?.agencyId}`
    const group = { key, kind: 'task-answers', subjectKind: 'task', role: null, place: '', count: 1 }
    await database.transaction().execute((tx) =>
      openTasks.handOver(tx, {
        fromOfficerId: handler.officerId,
        toOfficerId: other.officerId,
        byOfficerId: leader.officerId,
        group: { ...group, mayRelease: false, successors: [] },
        now,
      }),
    )
    expect([await sees(handler), await sees(other)]).toEqual([false, true])
    acceptedValue(await cancelTask(house.deps, leader, { taskId, reason: 'không cần nữa' }))
    expect(await sees(other)).toBe(false)
  })

  it('names the document to nobody who watches the task without a part in it, nor on its list', async () => {
    const documentId = await registeredDocument(house, clerk)
    const { database, clock } = house.deps
    const now = clock.now()
    const { taskId } = acceptedValue(await give(leader, documentId))
    const part = acceptedValue(await give(handler, documentId, { parentId: taskId, title: 'Phần việc' }))
    const watching = { ...(await house.officer('tinh.chutich')), supervisedAgencyIds: [clerk.posts[0]?.agencyId ?? ''] }
    const page = { filter: { scope: 'watched', level: null, words: '', figure: null }, after: null, limit: 50 } as const
    const toldTo = async (actor: OfficerActor) => {
      const rows = await listTasks(database, actor, { ...page, moment: { now, soonUntil: now } })
      const task = await findTask(database, actor, taskId, now)
      return [task?.source.id, task?.source.label, rows.find(({ id }) => id === taskId)?.sourceLabel]
    }
    expect(await toldTo(watching)).toEqual([null, '', ''])
    const [id, label, listed] = await toldTo(leader)
    expect(id).toBe(documentId)
    expect([label, listed]).not.toContain('')
    const helped = await house.officer('hycuong.truongkinhte')
    const other = acceptedValue(
      await give(leader, documentId, { parentId: taskId, title: 'Phần khác', responsibleId: helped.officerId }),
    )
    expect(await findTask(database, helped, other.taskId, now)).toMatchObject({ parent: null })
    expect((await findTask(database, handler, taskId, now))?.parts.map(({ id: one }) => one)).toEqual([
      part.taskId,
      other.taskId,
    ])
    expect(await findTask(database, helped, taskId, now)).toBeNull()
  })

  it('is not given by who may not see the document', async () => {
    const documentId = await registeredDocument(house, clerk)
    const elsewhere = await house.officer('tinh.chutich')
    expect(await give(elsewhere, documentId, { responsibleId: elsewhere.officerId })).toMatchObject({
      refusal: { code: 'task.source-unknown' },
    })
    expect(await give(leader, newId())).toMatchObject({ refusal: { code: 'task.source-unknown' } })
  })

  it('is done when the answer is issued, once; one with an open part stays', async () => {
    const documentId = await registeredDocument(house, clerk)
    const { database } = house.deps
    const { taskId } = acceptedValue(await give(leader, documentId))
    const whole = acceptedValue(await give(leader, documentId))
    acceptedValue(
      await give(handler, documentId, {
        parentId: whole.taskId,
        source: { kind: 'task', id: whole.taskId, label: '' },
      }),
    )
    const answerId = await issueAnswer(documentId)
    expect(await closeAnsweredTasks(house.deps, { documentId, answerId })).toBe(1)
    expect(await closeAnsweredTasks(house.deps, { documentId, answerId })).toBe(0)
    expect(await findTask(database, leader, taskId, house.deps.clock.now())).toMatchObject({
      state: 'done',
      progress: 100,
    })
    expect(await findTask(database, leader, whole.taskId, house.deps.clock.now())).toMatchObject({ state: 'open' })
    expect((await listTaskStory(database, taskId)).at(-1)).toMatchObject({ kind: 'answered', body: '7/UBND-TP' })
    expect(await listOpenWork(database, taskId)).toEqual([])
    expect((await verifyLog(database)).faults).toEqual([])
  })
})
